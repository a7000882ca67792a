import { networkText } from './addresses.ts';
import { damaged, unsupported } from './faults.ts';
import type { Meaning } from './meanings.ts';
import { narrow } from './numbers.ts';
import { readArray, readDtype } from './numpy.ts';
import { arrayVector, bytesVector, complexText } from './numpy-vector.ts';
import {
  anyWhole,
  asBytes,
  attributes,
  byteMakers,
  fullClass,
  isFloat,
  isTuple,
  makeFloat,
  type PyObject,
  type PyValue,
  sequence,
} from './objects.ts';
import { freqOf, periodText } from './periods.ts';
import {
  dateMeaning,
  datetimeMeaning,
  deltaMeaning,
  spanMeaning,
  stampMeaning,
  timeMeaning,
} from './time-meanings.ts';

/** What a value means as a cell: the inert records are interpreted, NaN and pandas' NA and NaT become null. */
export function meaningOf(value: PyValue): Meaning {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value) || value instanceof Map || value instanceof Uint8Array) return value;
  if (value instanceof Set) return [...value];
  switch (value.py) {
    case 'tuple':
      return value.items;
    case 'float':
      return value;
    case 'global':
      return globalMeaning(value.name);
    default:
      return objectMeaning(value);
  }
}

const missing: ReadonlySet<string> = new Set(['pandas.NA', 'pandas._libs.missing.NA']);

function globalMeaning(name: string): Meaning {
  return missing.has(name) ? null : { as: 'text', text: name };
}

const interpreters: ReadonlyMap<string, (object: PyObject) => Meaning> = new Map<
  string,
  (object: PyObject) => Meaning
>([
  ...[...byteMakers].map((maker) => [maker, (o: PyObject) => asBytes(o, 'a value')] as const),
  ['builtins.set', listMeaning],
  ['builtins.frozenset', listMeaning],
  ['builtins.list', listMeaning],
  ['builtins.tuple', listMeaning],
  ['builtins.dict', mapMeaning],
  ['builtins.complex', complexMeaning],
  ['collections.OrderedDict', mapMeaning],
  ['collections.defaultdict', mapMeaning],
  ['collections.Counter', mapMeaning],
  ['numpy.core.multiarray._reconstruct', arrayMeaning],
  ['numpy._core.multiarray._reconstruct', arrayMeaning],
  ['numpy.core.numeric._frombuffer', arrayMeaning],
  ['numpy._core.numeric._frombuffer', arrayMeaning],
  ['numpy.core.multiarray.scalar', numpyScalar],
  ['numpy._core.multiarray.scalar', numpyScalar],
  ['datetime.datetime', datetimeMeaning],
  ['datetime.date', dateMeaning],
  ['datetime.time', timeMeaning],
  ['datetime.timedelta', deltaMeaning],
  ['pandas._libs.tslibs.timestamps._unpickle_timestamp', stampMeaning],
  ['pandas._libs.tslibs.timestamps.Timestamp', stampMeaning],
  ['pandas.Timestamp', stampMeaning],
  ['pandas._libs.tslibs.timedeltas._timedelta_unpickle', spanMeaning],
  ['pandas._libs.tslibs.timedeltas.Timedelta', spanMeaning],
  ['pandas.Timedelta', spanMeaning],
  ['pandas._libs.tslibs.nattype.__nat_unpickle', () => null],
  ['pandas._libs.tslibs.nattype._nat_unpickle', () => null],
  ['pandas._libs.missing.NA', () => null],
  ['decimal.Decimal', decimalMeaning],
  ['uuid.UUID', uuidMeaning],
  ['pandas._libs.tslibs.period.Period', periodMeaning],
  ['pandas.Period', periodMeaning],
  ['pandas._libs.interval.Interval', intervalMeaning],
  ['pandas.Interval', intervalMeaning],
]);

function objectMeaning(object: PyObject): Meaning {
  const interpret = interpreters.get(fullClass(object));
  if (interpret) return interpret(object);
  if (object.maker.startsWith('ipaddress.')) return { as: 'text', text: networkText(object) };
  throw unsupported(`a ${fullClass(object)} in a cell`);
}

function listMeaning(object: PyObject): Meaning {
  const [content] = object.args;
  if (content instanceof Set) return [...content];
  return object.items ?? (content === undefined ? [] : sequence(content, 'the content of a set'));
}

function mapMeaning(object: PyObject): Meaning {
  if (object.entries) return object.entries;
  const map = object.args.find((arg) => arg instanceof Map);
  return map instanceof Map ? map : new Map();
}

function complexMeaning(object: PyObject): Meaning {
  const [re = 0, im = 0] = object.args.map((part) => (isFloat(part) ? part.value : Number(part)));
  return { as: 'text', text: complexText(re, im) };
}

function arrayMeaning(object: PyObject): Meaning {
  const array = readArray(object);
  if (array.data instanceof Uint8Array) {
    const flat = { ...array, shape: [array.shape.reduce((a, b) => a * b, 1)] };
    return {
      as: 'array',
      vector: arrayVector(flat),
      shape: array.fortran ? [...array.shape].reverse() : array.shape,
    };
  }
  return array.data;
}

function numpyScalar(object: PyObject): Meaning {
  const [type, content] = object.args;
  const dtype = readDtype(type);
  if (dtype.kind === 'O') return content === undefined ? null : scalarOnly(content);
  const vector = bytesVector(asBytes(content, 'a number of numpy'), dtype);
  if (vector.length !== 1) throw damaged('a number of numpy has the wrong size');
  const [value = null] = vector.slice(0, 1);
  if (value === null) return null;
  const fine = (vector.losses?.fine ?? 0) > 0;
  if (vector.type === 'datetime')
    return { as: 'datetime', micros: whole(value), zoneStated: false, fine };
  if (vector.type === 'timespan') return { as: 'timespan', ticks: whole(value), fine };
  if (vector.type === 'decimal') return narrow(BigInt(value));
  if (vector.type === 'real') return plain(makeFloat(Number(value)));
  return typeof value === 'bigint' ? narrow(value) : value;
}

function scalarOnly(value: PyValue): Meaning {
  return typeof value === 'object' ? null : value;
}

function plain(value: PyValue): Meaning {
  return typeof value === 'number' || isFloat(value) ? value : null;
}

function whole(value: string | number | bigint | boolean): number | bigint {
  return typeof value === 'bigint' ? value : Number(value);
}

function decimalMeaning(object: PyObject): Meaning {
  const [content] = object.args;
  if (typeof content === 'string') return { as: 'decimal', text: content };
  if (typeof content === 'number' || typeof content === 'bigint')
    return { as: 'decimal', text: String(content) };
  if (isTuple(content)) throw unsupported('a decimal number spelled as a tuple');
  throw damaged('a decimal number has no digits');
}

function uuidMeaning(object: PyObject): Meaning {
  const value = anyWhole(attributes(object).get('int'), 'a UUID');
  if (value < 0n || value >= 1n << 128n) throw damaged('a UUID is out of range');
  const hex = value.toString(16).padStart(32, '0');
  return { as: 'guid', text: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') };
}

function periodMeaning(object: PyObject): Meaning {
  const [, freq, ordinal] = object.args;
  return { as: 'text', text: periodText(anyWhole(ordinal, 'a period'), freqOf(freq)) };
}

function intervalMeaning(object: PyObject): Meaning {
  const [left = null, right = null, closed] = object.args;
  return { as: 'text', text: intervalText(edgeText(left), edgeText(right), closed) };
}

/** An interval as pandas prints it: `(0, 1]`. */
export function intervalText(left: string, right: string, closed: PyValue | undefined): string {
  const open = closed === 'left' || closed === 'both' ? '[' : '(';
  return `${open}${left}, ${right}${closed === 'right' || closed === 'both' ? ']' : ')'}`;
}

function edgeText(edge: PyValue): string {
  const meaning = meaningOf(edge);
  if (meaning === null || typeof meaning !== 'object') return String(meaning);
  if ('py' in meaning) return `${meaning.value}.0`;
  if ('as' in meaning && meaning.as === 'datetime') {
    return new Date(Number(meaning.micros) / 1000).toISOString();
  }
  if ('as' in meaning && meaning.as === 'timespan') return `${Number(meaning.ticks) / 10_000_000}s`;
  throw unsupported('an interval between other things than numbers and times');
}
