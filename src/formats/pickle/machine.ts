import { permittedName } from './allow-list.ts';
import { damaged, refused, tooLarge } from './faults.ts';
import { isGlobal, isObject, isTuple, makeObject, type PyObject, type PyValue } from './objects.ts';
import { openSource, type Source } from './source.ts';

/** The state of a pickle that is being read. It only ever builds plain data and inert records. */
export interface Machine {
  readonly source: Source;
  stack: PyValue[];
  readonly marks: PyValue[][];
  readonly memo: (PyValue | undefined)[];
  /** A measure of time and memory spent so far; every opcode costs at least one. */
  work: number;
  stopped: boolean;
}

/** Past this much work (about 40 million cells of text) a pickle is refused. */
export const maxWork = 150_000_000;
const maxMarks = 10_000;

export function openMachine(bytes: Uint8Array): Machine {
  return { source: openSource(bytes), stack: [], marks: [], memo: [], work: 0, stopped: false };
}

export function spend(machine: Machine, work: number): void {
  machine.work += work;
  if (machine.work > maxWork) throw tooLarge('it makes more objects than fit in memory');
}

export function push(machine: Machine, value: PyValue): void {
  machine.stack.push(value);
}

export function pop(machine: Machine): PyValue {
  const value = machine.stack.pop();
  if (value === undefined)
    throw damaged(`byte ${machine.source.at} takes a value that is not there`);
  return value;
}

export function top(machine: Machine): PyValue {
  const value = machine.stack[machine.stack.length - 1];
  if (value === undefined)
    throw damaged(`byte ${machine.source.at} uses a value that is not there`);
  return value;
}

export function pushMark(machine: Machine): void {
  if (machine.marks.length >= maxMarks) throw damaged('it is nested too deeply');
  machine.marks.push(machine.stack);
  machine.stack = [];
  spend(machine, 2);
}

/** Everything since the last mark. */
export function popMark(machine: Machine): PyValue[] {
  const items = machine.stack;
  const before = machine.marks.pop();
  if (before === undefined) throw damaged(`byte ${machine.source.at} closes what was never opened`);
  machine.stack = before;
  return items;
}

export function recall(machine: Machine, index: number): void {
  const value = machine.memo[index];
  if (value === undefined) throw damaged(`it refers to object ${index}, which it never defined`);
  machine.stack.push(value);
}

/** Remember the top of the stack. Picklers count up from 0, so the place cannot be far past the work done. */
export function remember(machine: Machine, index: number): void {
  if (!(index >= 0 && index <= machine.work)) throw damaged(`it numbers an object ${index}`);
  while (machine.memo.length < index) machine.memo.push(undefined);
  machine.memo[index] = top(machine);
}

export function pushGlobal(machine: Machine, module: string, name: string): void {
  const known = permittedName(module, name);
  if (known === null) throw refused(`${module}.${name}`);
  machine.stack.push({ py: 'global', name: known });
}

/** Note down a call that the pickle asks for. Nothing is called. */
export function record(callee: PyValue, args: PyValue): PyObject {
  if (!isTuple(args)) throw damaged('the arguments of a call are not a tuple');
  if (isGlobal(callee)) {
    const made = makeObject(callee.name, args.items);
    if (callee.name === 'builtins.getattr' && !isZoneLookup(made)) {
      throw refused(`getattr(…, ${spell(args.items[1])})`);
    }
    return made;
  }
  if (isObject(callee) && isZoneLookup(callee)) return makeObject('zoneinfo.ZoneInfo', args.items);
  const inner = isObject(callee) && callee.maker === 'functools.partial' ? callee.args[0] : null;
  if (isGlobal(inner) && inner.name === 'pandas.core.internals.blocks.new_block') {
    return makeObject(inner.name, args.items);
  }
  throw refused('a call of something that is not a class');
}

/** The one attribute that is looked up: Python pickles a zone as `getattr(ZoneInfo, '_unpickle')(key, …)`. */
function isZoneLookup(object: PyObject): boolean {
  const [owner, name] = object.args;
  return (
    object.maker === 'builtins.getattr' &&
    object.args.length === 2 &&
    isGlobal(owner) &&
    owner.name === 'zoneinfo.ZoneInfo' &&
    name === '_unpickle'
  );
}

function spell(value: PyValue | undefined): string {
  return typeof value === 'string' ? JSON.stringify(value) : '…';
}
