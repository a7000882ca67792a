import { damaged, unsupported } from './faults.ts';
import {
  asBytes,
  asObject,
  isObject,
  isTuple,
  type PyObject,
  type PyValue,
  sequence,
  wholeNumber,
} from './objects.ts';

/** The type of an Arrow array, by pyarrow's name for it, with what it is made of. */
interface ArrowType {
  name: string;
  unit: string;
  zone: string | null;
  scale: number;
  /** Of a struct its fields, of a list its one item. */
  fields: readonly string[];
}

/** One piece of an Arrow array: https://arrow.apache.org/docs/format/Columnar.html. */
export interface ArrowData {
  type: ArrowType;
  length: number;
  offset: number;
  buffers: readonly (Uint8Array | null)[];
  children: readonly ArrowData[];
  dictionary: ArrowData | null;
}

const maxDepth = 16;

/** The pieces of a pickled pyarrow Array or ChunkedArray. */
export function arrowChunks(array: PyObject): ArrowData[] {
  if (array.maker === 'pyarrow.lib.chunked_array') {
    return sequence(array.args[0], 'an Arrow array').map((chunk) =>
      oneChunk(asObject(chunk, 'an Arrow array')),
    );
  }
  return [oneChunk(array)];
}

function oneChunk(array: PyObject): ArrowData {
  if (array.maker !== 'pyarrow.lib._restore_array')
    throw unsupported(`a ${array.maker} as a column`);
  return readData(array.args[0], 0);
}

function readData(value: PyValue | undefined, depth: number): ArrowData {
  if (depth > maxDepth) throw damaged('an Arrow array is nested too deeply');
  const [type, length, , offset, buffers, children, dictionary] = sequence(value, 'an Arrow array');
  const data: ArrowData = {
    type: readType(asObject(type, 'the type of an Arrow array')),
    length: wholeNumber(length, 'the length of an Arrow array'),
    offset: wholeNumber(offset, 'the start of an Arrow array'),
    buffers: sequence(buffers, 'the buffers of an Arrow array').map(readBuffer),
    children: sequence(children ?? [], 'the parts of an Arrow array').map((child) =>
      readData(child, depth + 1),
    ),
    dictionary:
      dictionary === null || dictionary === undefined
        ? null
        : readDictionary(dictionary, depth + 1),
  };
  if (data.length < 0 || data.offset < 0) throw damaged('an Arrow array has an impossible length');
  return data;
}

function readDictionary(value: PyValue, depth: number): ArrowData {
  return readData(isObject(value) ? value.args[0] : value, depth);
}

function readBuffer(value: PyValue): Uint8Array | null {
  if (value === null) return null;
  const buffer = asObject(value, 'a buffer of an Arrow array');
  return asBytes(buffer.args[0], 'a buffer of an Arrow array');
}

function readType(type: PyObject): ArrowType {
  const [first, second] = type.args;
  const name = type.maker.slice('pyarrow.lib.'.length);
  const made: ArrowType = { name, unit: '', zone: null, scale: 0, fields: [] };
  switch (name) {
    case 'type_for_alias':
      return aliasType(first);
    case 'timestamp':
      return {
        ...made,
        unit: text(first),
        zone: second === null || second === undefined ? null : text(second),
      };
    case 'duration':
    case 'time32':
    case 'time64':
      return { ...made, unit: text(first) };
    case 'decimal128':
      return { ...made, scale: wholeNumber(second ?? 0, 'the scale of a decimal') };
    case 'dictionary':
      // The codes' own type says how to read them.
      return { ...readType(asObject(first, 'a dictionary')), fields: ['dictionary'] };
    case 'list_':
    case 'large_list':
      if (type.args.length > 1 && second !== -1) throw unsupported('an Arrow list of fixed size');
      return made;
    case 'struct':
      return { ...made, fields: sequence(first, 'a struct').map(fieldName) };
    default:
      throw unsupported(`an Arrow array of type ${name}`);
  }
}

/** A type by name: `int64`, `timestamp[ns]`, `large_string`. */
function aliasType(alias: PyValue | undefined): ArrowType {
  const match = /^([a-z0-9_]+)(?:\[(\w+)\])?$/.exec(text(alias));
  if (!match) throw unsupported(`an Arrow array of type ${text(alias)}`);
  return { name: match[1] ?? '', unit: match[2] ?? '', zone: null, scale: 0, fields: [] };
}

function fieldName(field: PyValue): string {
  if (isTuple(field)) return text(field.items[0]);
  return text(asObject(field, 'a field').args[0]);
}

function text(value: PyValue | undefined): string {
  if (typeof value === 'string') return value;
  throw damaged('the type of an Arrow array is spelled wrongly');
}
