import { damaged } from './faults.ts';

/** A Python value as the machine leaves it: plain data, or an inert record of what the pickle asked for. */
export type PyValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PyValue[]
  | Map<PyValue, PyValue>
  | Set<PyValue>
  | PyTuple
  | PyFloat
  | PyGlobal
  | PyObject;

export interface PyTuple {
  readonly py: 'tuple';
  readonly items: readonly PyValue[];
}

/** A float with a whole value; other floats are plain numbers, and plain whole numbers are ints. */
export interface PyFloat {
  readonly py: 'float';
  readonly value: number;
}

/** A module and name from the allow-list, mentioned but never imported. */
export interface PyGlobal {
  readonly py: 'global';
  readonly name: string;
}

/** What the pickle wanted called, with what; it is interpreted later by its name and never run. */
export interface PyObject {
  readonly py: 'object';
  readonly maker: string;
  readonly args: readonly PyValue[];
  state: PyValue | undefined;
  items: PyValue[] | undefined;
  entries: Map<PyValue, PyValue> | undefined;
}

export function makeObject(maker: string, args: readonly PyValue[]): PyObject {
  return { py: 'object', maker, args, state: undefined, items: undefined, entries: undefined };
}

/** Which inert record a value is; undefined for plain data. */
function tagOf(value: PyValue | undefined): 'tuple' | 'float' | 'global' | 'object' | undefined {
  return typeof value === 'object' && value !== null ? (value as PyTuple | PyFloat).py : undefined;
}

export function isObject(value: PyValue | undefined): value is PyObject {
  return tagOf(value) === 'object';
}

export function isTuple(value: PyValue | undefined): value is PyTuple {
  return tagOf(value) === 'tuple';
}

export function isGlobal(value: PyValue | undefined): value is PyGlobal {
  return tagOf(value) === 'global';
}

export function isFloat(value: PyValue | undefined): value is PyFloat {
  return tagOf(value) === 'float';
}

/** A Python float as the machine keeps it. */
export function makeFloat(value: number): PyValue {
  return Number.isInteger(value) ? { py: 'float', value } : value;
}

// These makers take the class of what they make as their first argument.
const classFirst = /(^|\.)(_new_\w*Index|__pyx_unpickle_\w+|_reconstructor|__newobj__)$/;

/** The class of a record with its module, also where the pickle goes through a function that makes it. */
export function fullClass(object: PyObject): string {
  const first = object.args[0];
  return classFirst.test(object.maker) && isGlobal(first) ? first.name : object.maker;
}

/** The class of a record without its module: `DatetimeArray`, `DataFrame`, `slice`. */
export function className(object: PyObject): string {
  const name = fullClass(object);
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The attributes of a record, wherever its class keeps them when pickled. */
export function attributes(object: PyObject): Map<PyValue, PyValue> {
  if (object.state instanceof Map) return object.state;
  const found = new Map<PyValue, PyValue>();
  if (/\._new_\w*Index$/.test(object.maker)) collect(object.args[1], found);
  if (/\.__pyx_unpickle_\w+$/.test(object.maker)) collect(object.args[2], found);
  collect(object.state, found);
  return found;
}

/** Cython classes pickle as a tuple of a dtype, an array and a dict, in an order that changed over time. */
function collect(state: PyValue | undefined, found: Map<PyValue, PyValue>): void {
  for (const part of isTuple(state) ? state.items : [state]) {
    if (part instanceof Map) for (const [key, value] of part) found.set(key, value);
    else if (isObject(part))
      found.set(/dtype$/i.test(className(part)) ? '_dtype' : '_ndarray', part);
  }
}

/** The members of a list, a tuple or pandas' own list. */
export function sequence(value: PyValue | undefined, what: string): readonly PyValue[] {
  const list =
    isObject(value) && /(List|\.list)$/.test(value.maker) ? (value.items ?? value.args[0]) : value;
  if (Array.isArray(list)) return list;
  if (isTuple(list)) return list.items;
  throw damaged(`${what} is not a list`);
}

export function wholeNumber(value: PyValue | undefined, what: string): number {
  const number = isFloat(value) ? value.value : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw damaged(`${what} is not a whole number`);
}

export function anyWhole(value: PyValue | undefined, what: string): bigint {
  if (typeof value === 'bigint') return value;
  return BigInt(wholeNumber(value, what));
}

export function asObject(value: PyValue | undefined, what: string): PyObject {
  if (isObject(value)) return value;
  throw damaged(`${what} is missing`);
}

/** The bytes of a value that older protocols spell as text in Latin-1, wrapped once or twice. */
export function asBytes(value: PyValue | undefined, what: string): Uint8Array {
  let inner = value;
  for (let wraps = 0; wraps < 2 && isObject(inner) && byteMakers.has(inner.maker); wraps++) {
    inner = inner.args.length === 0 ? '' : inner.args[0];
  }
  if (inner instanceof Uint8Array) return inner;
  if (typeof inner === 'string') return Buffer.from(inner, 'latin1');
  throw damaged(`${what} has no bytes`);
}

export const byteMakers: ReadonlySet<string> = new Set([
  '_codecs.encode',
  'builtins.bytes',
  'builtins.bytearray',
]);
