import { markStep } from './append-run.ts';
import { damaged, refused } from './faults.ts';
import {
  type Machine,
  pop,
  popMark,
  push,
  pushGlobal,
  recall,
  record,
  remember,
  spend,
  top,
} from './machine.ts';
import { isObject, makeFloat, type PyValue } from './objects.ts';
import { blob, byte, line, take, text, uint32, uint64 } from './source.ts';
import { escapedText, floatText, longBytes, unicodeText, wholeText } from './text-opcodes.ts';

/** What one opcode does. */
export type Step = (machine: Machine) => void;

// What making one costs beside its opcode, by the memory it takes.
const listCost = 2;
const objectCost = 6;
const mapCost = 12;
const entryCost = 4;

const control: readonly (readonly [number, Step])[] = [
  [0x80, checkProtocol],
  [0x95, (m) => void take(m.source, 8) /* FRAME: a hint for readers of streams */],
  [0x2e, stop],
  [0x28, markStep],
  [0x30, (m) => void (m.stack.length > 0 ? m.stack.pop() : popMark(m))],
  [0x31, (m) => void popMark(m)],
  [0x32, (m) => push(m, top(m))],
  [0x94, (m) => remember(m, m.numbered, top(m))],
  [0x71, (m) => remember(m, byte(m.source), top(m))],
  [0x72, (m) => remember(m, uint32(m.source), top(m))],
  [0x70, (m) => remember(m, Number(line(m.source)), top(m))],
  [0x68, (m) => push(m, recall(m, byte(m.source)))],
  [0x6a, (m) => push(m, recall(m, uint32(m.source)))],
  [0x67, (m) => push(m, recall(m, Number(line(m.source))))],
];

const scalars: readonly (readonly [number, Step])[] = [
  [0x4e, (m) => push(m, null)],
  [0x88, (m) => push(m, true)],
  [0x89, (m) => push(m, false)],
  [0x49, (m) => push(m, wholeText(line(m.source)))],
  [0x4c, (m) => push(m, wholeText(line(m.source)))],
  [0x4a, (m) => push(m, m.source.bytes.readInt32LE(take(m.source, 4)))],
  [0x4b, (m) => push(m, byte(m.source))],
  [0x4d, (m) => push(m, m.source.bytes.readUInt16LE(take(m.source, 2)))],
  [0x8a, (m) => push(m, longBytes(m.source, byte(m.source)))],
  [0x8b, (m) => push(m, longBytes(m.source, uint32(m.source)))],
  [0x46, (m) => push(m, floatText(line(m.source)))],
  [0x47, (m) => push(m, makeFloat(m.source.bytes.readDoubleBE(take(m.source, 8))))],
  [0x53, (m) => pushText(m, escapedText(line(m.source)))],
  [0x56, (m) => pushText(m, unicodeText(line(m.source)))],
  [0x54, (m) => pushText(m, latin1(m, uint32(m.source)))],
  [0x55, (m) => pushText(m, latin1(m, byte(m.source)))],
  [0x58, (m) => pushText(m, text(m.source, uint32(m.source)))],
  [0x8c, (m) => pushText(m, text(m.source, byte(m.source)))],
  [0x8d, (m) => pushText(m, text(m.source, uint64(m.source)))],
  [0x42, (m) => pushBytes(m, uint32(m.source))],
  [0x43, (m) => pushBytes(m, byte(m.source))],
  [0x8e, (m) => pushBytes(m, uint64(m.source))],
  [0x96, (m) => pushBytes(m, uint64(m.source))],
];

const containers: readonly (readonly [number, Step])[] = [
  [0x29, (m) => pushTuple(m, [])],
  [0x74, (m) => pushTuple(m, popMark(m))],
  [0x85, (m) => pushTuple(m, lastItems(m, 1))],
  [0x86, (m) => pushTuple(m, lastItems(m, 2))],
  [0x87, (m) => pushTuple(m, lastItems(m, 3))],
  [0x5d, (m) => pushList(m, [])],
  [0x6c, (m) => pushList(m, popMark(m))],
  [0x61, (m) => append(m, lastItems(m, 1))],
  [0x65, (m) => append(m, popMark(m))],
  [0x7d, (m) => pushMap(m, [])],
  [0x64, (m) => pushMap(m, popMark(m))],
  [0x73, (m) => setItems(m, lastItems(m, 2))],
  [0x75, (m) => setItems(m, popMark(m))],
  [0x8f, (m) => pushSet(m, [])],
  [0x91, (m) => pushSet(m, popMark(m))],
  [0x90, addItems],
];

const objects: readonly (readonly [number, Step])[] = [
  [0x63, (m) => pushGlobal(m, line(m.source), line(m.source))],
  [0x93, stackGlobal],
  [0x52, (m) => reduce(m, pop(m))],
  [0x81, (m) => reduce(m, pop(m))],
  [0x92, reduceWithNames],
  [0x69, instance],
  [0x6f, objectFromMark],
  [0x62, build],
  [0x98, () => undefined /* READONLY_BUFFER: nothing here is written to */],
  [0x97, () => fail('data in buffers outside of the file')],
  [0x50, (m) => fail(`the persistent object ${line(m.source)}`)],
  [0x51, () => fail('a persistent object from outside of the file')],
  [0x82, (m) => fail(`extension code ${byte(m.source)} of the copyreg registry`)],
  [0x83, () => fail('an extension code of the copyreg registry')],
  [0x84, () => fail('an extension code of the copyreg registry')],
];

/** The steps of protocols 0 to 5 by opcode; see pickletools in Python's library for what each means. */
export const steps: readonly (Step | undefined)[] = ((): (Step | undefined)[] => {
  const table = new Array<Step | undefined>(256).fill(undefined);
  for (const [code, step] of [...control, ...scalars, ...containers, ...objects])
    table[code] = step;
  return table;
})();

function fail(what: string): never {
  throw refused(what);
}

function checkProtocol(machine: Machine): void {
  const protocol = byte(machine.source);
  if (protocol > 5)
    throw damaged(`it says it is of protocol ${protocol}, and 5 is the newest known`);
}

function stop(machine: Machine): void {
  top(machine);
  machine.stopped = true;
}

function latin1(machine: Machine, length: number): string {
  const start = take(machine.source, length);
  return machine.source.bytes.toString('latin1', start, start + length);
}

function pushText(machine: Machine, value: string): void {
  spend(machine, 1);
  machine.stack.push(value);
}

function pushBytes(machine: Machine, length: number): void {
  spend(machine, objectCost);
  machine.stack.push(blob(machine.source, length));
}

function lastItems(machine: Machine, count: number): PyValue[] {
  const items = machine.stack.splice(-count, count);
  if (items.length < count)
    throw damaged(`byte ${machine.source.at} takes values that are not there`);
  return items;
}

function pushTuple(machine: Machine, items: PyValue[]): void {
  spend(machine, listCost);
  machine.stack.push({ py: 'tuple', items });
}

function pushList(machine: Machine, items: PyValue[]): void {
  spend(machine, listCost);
  machine.stack.push(items);
}

function pushMap(machine: Machine, items: readonly PyValue[]): void {
  spend(machine, mapCost + entryCost * items.length);
  const map = new Map<PyValue, PyValue>();
  fill(map, items);
  machine.stack.push(map);
}

function pushSet(machine: Machine, items: readonly PyValue[]): void {
  spend(machine, mapCost + entryCost * items.length);
  machine.stack.push(new Set(items));
}

function append(machine: Machine, items: readonly PyValue[]): void {
  const target = top(machine);
  if (isObject(target)) target.items ??= [];
  const list = isObject(target) ? target.items : target;
  if (!Array.isArray(list)) throw damaged('it appends to something that is not a list');
  for (const item of items) list.push(item);
}

function setItems(machine: Machine, items: readonly PyValue[]): void {
  const target = top(machine);
  if (isObject(target) && target.entries === undefined) target.entries = new Map();
  const map = isObject(target) ? target.entries : target;
  if (!(map instanceof Map)) throw damaged('it sets an item of something that is not a dict');
  spend(machine, entryCost * items.length);
  fill(map, items);
}

function fill(map: Map<PyValue, PyValue>, items: readonly PyValue[]): void {
  if (items.length % 2 === 1) throw damaged('a dict has a key without a value');
  for (let i = 0; i < items.length; i += 2) map.set(items[i] ?? null, items[i + 1] ?? null);
}

function addItems(machine: Machine): void {
  const items = popMark(machine);
  const target = top(machine);
  if (!(target instanceof Set)) throw damaged('it adds to something that is not a set');
  spend(machine, entryCost * items.length);
  for (const item of items) target.add(item);
}

function stackGlobal(machine: Machine): void {
  const name = pop(machine);
  const module = pop(machine);
  if (typeof module !== 'string' || typeof name !== 'string') {
    throw damaged('the name of a class is not a text');
  }
  pushGlobal(machine, module, name);
}

function reduce(machine: Machine, args: PyValue): void {
  spend(machine, objectCost);
  machine.stack.push(record(pop(machine), args));
}

function reduceWithNames(machine: Machine): void {
  const named = pop(machine);
  const args = pop(machine);
  reduce(machine, args);
  const made = top(machine);
  if (named instanceof Map && isObject(made)) made.entries = named;
}

function instance(machine: Machine): void {
  const module = line(machine.source);
  const name = line(machine.source);
  const items = popMark(machine);
  pushGlobal(machine, module, name);
  reduce(machine, { py: 'tuple', items });
}

function objectFromMark(machine: Machine): void {
  const [callee, ...items] = popMark(machine);
  if (callee === undefined) throw damaged('it makes an object of no class');
  machine.stack.push(callee);
  reduce(machine, { py: 'tuple', items });
}

function build(machine: Machine): void {
  const state = pop(machine);
  const target = top(machine);
  if (!isObject(target)) throw damaged('it sets the state of something that is not an object');
  target.state = state;
}
