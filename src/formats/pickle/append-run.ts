import { type Machine, pushMark, recall, remember, spend } from './machine.ts';
import type { PyValue } from './objects.ts';
import { byte, text, uint32 } from './source.ts';

// A run this long goes back to the ordinary way, so that a read can be stopped.
const longestRun = 1 << 16;

/**
 * MARK. Behind a list there mostly come texts and then APPENDS, for most of the bytes of a DataFrame of
 * texts: these go right to the list. Where something else comes, they are put on the stack after all.
 */
export function markStep(machine: Machine): void {
  const list = machine.stack[machine.stack.length - 1];
  const before = Array.isArray(list) ? list.length : 0;
  const done = Array.isArray(list) && appendPlain(machine, list, before);
  if (Array.isArray(list)) spend(machine, list.length - before);
  if (done) return;
  pushMark(machine);
  if (Array.isArray(list)) machine.stack = list.splice(before);
}

/** Append texts, None and objects seen before; true when the list ends here, false where something else comes. */
function appendPlain(machine: Machine, list: PyValue[], before: number): boolean {
  const { source } = machine;
  while (list.length - before < longestRun) {
    switch (source.bytes[source.at]) {
      case 0x58:
        source.at++;
        list.push(text(source, uint32(source)));
        break;
      case 0x8c:
        source.at++;
        list.push(text(source, byte(source)));
        break;
      case 0x4e:
        source.at++;
        list.push(null);
        break;
      case 0x68:
        source.at++;
        list.push(recall(machine, byte(source)));
        break;
      case 0x6a:
        source.at++;
        list.push(recall(machine, uint32(source)));
        break;
      case 0x94:
      case 0x71:
      case 0x72:
        if (!numberLast(machine, list, before)) return false;
        break;
      case 0x65:
        source.at++;
        return true;
      default:
        return false;
    }
  }
  return false;
}

/** MEMOIZE, BINPUT or LONG_BINPUT of the item appended last. */
function numberLast(machine: Machine, list: readonly PyValue[], before: number): boolean {
  const last = list.length > before ? list[list.length - 1] : undefined;
  if (last === undefined) return false;
  const { source } = machine;
  const code = byte(source);
  const number = code === 0x94 ? machine.numbered : code === 0x71 ? byte(source) : uint32(source);
  remember(machine, number, last);
  return true;
}
