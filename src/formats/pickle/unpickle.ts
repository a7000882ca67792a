import { setImmediate } from 'node:timers/promises';
import { damaged } from './faults.ts';
import { type Machine, openMachine, pop, spend } from './machine.ts';
import type { PyValue } from './objects.ts';
import { steps } from './opcodes.ts';
import { finishScan, scanOn, startScan } from './references.ts';
import { byte, openSource } from './source.ts';

export interface UnpickleOptions {
  signal: AbortSignal;
  progress(bytesDone: number): void;
}

const stepsBetweenPauses = 1 << 19;

/**
 * What a pickle describes, as plain data and inert records; nothing is imported or called.
 *
 * Errors: `formats/pickle-refused`, `formats/pickle-damaged`, `formats/pickle-too-large`.
 */
export async function unpickle(bytes: Uint8Array, options: UnpickleOptions): Promise<PyValue> {
  const source = openSource(bytes);
  const scan = startScan(source.bytes);
  while (!scanOn(scan, stepsBetweenPauses)) await pause(options);
  const machine = openMachine(source, finishScan(scan));
  while (!run(machine)) {
    options.progress(source.at);
    await pause(options);
  }
  return pop(machine);
}

async function pause({ signal }: UnpickleOptions): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** Go on until the end (true) or the next pause (false). */
function run(machine: Machine): boolean {
  for (let n = 0; n < stepsBetweenPauses; n++) {
    const code = byte(machine.source);
    const step = steps[code];
    if (step === undefined) {
      throw damaged(`byte ${machine.source.at - 1} is no opcode (0x${code.toString(16)})`);
    }
    spend(machine, 1);
    step(machine);
    if (machine.stopped) return true;
  }
  return false;
}
