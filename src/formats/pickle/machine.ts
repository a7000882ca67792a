import { permittedName } from './allow-list.ts';
import { damaged, refused, tooLarge } from './faults.ts';
import { isGlobal, isObject, isTuple, makeObject, type PyObject, type PyValue } from './objects.ts';
import { maxWork, type References } from './references.ts';
import type { Source } from './source.ts';

/** The state of a pickle that is being read. It only ever builds plain data and inert records. */
export interface Machine {
  readonly source: Source;
  stack: PyValue[];
  readonly marks: PyValue[][];
  /** The numbered objects that are used again, by their place in `references`. */
  readonly memo: (PyValue | undefined)[];
  readonly references: References;
  /** How many objects MEMOIZE and PUT have numbered; MEMOIZE gives the next number. */
  numbered: number;
  /** A measure of time and memory spent so far; every opcode costs at least one. */
  work: number;
  stopped: boolean;
}

const maxMarks = 10_000;

export function openMachine(source: Source, references: References): Machine {
  const memo = new Array<PyValue | undefined>(references.count + 1).fill(undefined);
  return { source, references, memo, numbered: 0, stack: [], marks: [], work: 0, stopped: false };
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

/** The object of that number. */
export function recall(machine: Machine, number: number): PyValue {
  const value = machine.memo[machine.references.places[number] ?? 0];
  if (value === undefined) throw damaged(`it refers to object ${number}, which it never defined`);
  return value;
}

/** Give an object a number. It is kept only if the pickle refers to it later. */
export function remember(machine: Machine, number: number, value: PyValue): void {
  if (!(number >= 0 && number < machine.source.bytes.length)) {
    throw damaged(`it numbers an object ${number}`);
  }
  machine.numbered++;
  const place = machine.references.places[number] ?? 0;
  if (place > 0) machine.memo[place] = value;
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
