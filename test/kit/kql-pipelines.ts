import fc, { type GeneratorValue } from 'fast-check';
import type { KustoType } from '../../src/base/index.ts';

/** The columns of the rows at a place of a pipeline, by name. */
export type Shape = ReadonlyMap<string, KustoType>;

type Draw = GeneratorValue;
type Make = (draw: Draw, shape: Shape, depth: number) => string;

function pick<T>(draw: Draw, from: readonly T[]): T {
  const found = from[draw(fc.nat, from.length - 1)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}
const chance = (draw: Draw, percent: number): boolean => draw(fc.nat, 99) < percent;

const text = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Values that have broken engines before: ends of ranges, nothing, not quite numbers, hostile names. */
const literals: Readonly<Record<KustoType, readonly string[]>> = {
  bool: ['true', 'false', 'bool(null)'],
  int: ['int(0)', 'int(1)', 'int(-7)', 'int(2147483647)', 'int(-2147483648)', 'int(null)'],
  long: ['0', '1', '-3', '60', '9223372036854775807', 'long(-9223372036854775807)', 'long(null)'],
  real: ['0.0', '1.5', '-2.25', '1e300', 'real(nan)', 'real(+inf)', 'real(-inf)', 'real(null)'],
  decimal: ['decimal(0)', 'decimal(1.5)', 'decimal(-99999999999999.25)', 'decimal(null)'],
  string: [
    "''",
    ...['a', 'Admin', 'admin logon', '10.0.0.1', '7', '-1.5e3', 'Straße ΣΑΣ', '__proto__'].map(
      text,
    ),
    ...[
      '{"a":[1,null]}',
      '[1,"x"]',
      '%_\\',
      '2024-02-30',
      '2024-02-29T12:00:00Z',
      '1.02:03:04',
    ].map(text),
  ],
  datetime: [
    'datetime(2024-01-01)',
    'datetime(2024-02-29T23:59:59.9999999Z)',
    'datetime(1969-12-31)',
    'datetime(0001-01-01)',
    'datetime(9999-12-31T23:59:59)',
    'datetime(null)',
  ],
  timespan: ['0s', '1h', '-1d', '1.5m', '36500d', '1tick', 'timespan(null)'],
  dynamic: [
    'dynamic(null)',
    'dynamic([])',
    'dynamic([1, "x", null, [2]])',
    'dynamic({"a": 1, "b": {"c": [true]}, "__proto__": "p"})',
    'dynamic("text")',
    'dynamic(3.5)',
  ],
  guid: ['guid(74be27de-1e4e-49d9-b579-fe0b331d3642)', 'guid(null)'],
};
const types = Object.keys(literals) as KustoType[];
const ordered: readonly KustoType[] = ['int', 'long', 'real', 'string', 'datetime', 'timespan'];

const value = (draw: Draw, shape: Shape, depth: number, type: KustoType): string => {
  const columns = [...shape].filter(([, t]) => t === type).map(([name]) => name);
  if (columns.length > 0 && chance(draw, depth > 0 ? 15 : 70)) return pick(draw, columns);
  const makers = compound[type];
  if (depth > 0 && makers.length > 0 && chance(draw, 90))
    return pick(draw, makers)(draw, shape, depth - 1);
  return pick(draw, literals[type]);
};

/** `f(string, long)` as a maker: each type's name is replaced by a value of it. */
function call(pattern: string): Make {
  return (draw, shape, depth) =>
    pattern.replace(/<(\w+)>/g, (_, type: string) =>
      type === 'ordered'
        ? value(draw, shape, depth, pick(draw, ordered))
        : value(draw, shape, depth, type as KustoType),
    );
}

const compare: Make = (draw, shape, depth) => {
  const type = pick(draw, ordered);
  const sign = pick(
    draw,
    type === 'string' ? ['==', '!=', '=~', '!~'] : ['==', '!=', '<', '<=', '>', '>='],
  );
  return `(${value(draw, shape, depth, type)} ${sign} ${value(draw, shape, depth, type)})`;
};
const calls = (...patterns: string[]): Make[] => patterns.map(call);

const compound: Readonly<Record<KustoType, readonly Make[]>> = {
  bool: [
    compare,
    ...calls(
      '(<bool> and <bool>)',
      '(<bool> or <bool>)',
      'not(<bool>)',
      '(<string> has <string>)',
      '(<string> contains <string>)',
      '(<string> startswith <string>)',
      '(<string> in (<string>, <string>))',
      "(<string> has_any ('a', '10.0.0.1'))",
      "(<string> matches regex @'^[a-z]+')",
      '(<long> between (<long> .. <long>))',
      '(<datetime> between (<datetime> .. <timespan>))',
      'isnull(<ordered>)',
      'isempty(<string>)',
      'tobool(<string>)',
      'isnan(<real>)',
    ),
  ],
  int: calls('toint(<string>)', 'toint(<real>)', 'toint(<long>)', 'dayofyear(<datetime>)'),
  long: calls(
    '(<long> + <long>)',
    '(<long> - <int>)',
    '(<long> * <long>)',
    '(<long> / <long>)',
    '(<long> % <long>)',
    '(-(<long>))',
    'tolong(<string>)',
    'tolong(<real>)',
    'tolong(<dynamic>)',
    'strlen(<string>)',
    'array_length(<dynamic>)',
    'bin(<long>, <long>)',
    'abs(<long>)',
    "datetime_diff('hour', <datetime>, <datetime>)",
    'iff(<bool>, <long>, <long>)',
    'coalesce(<long>, <long>)',
    'indexof(<string>, <string>)',
    'countof(<string>, <string>)',
    'binary_shift_left(<long>, <long>)',
    'binary_and(<long>, <long>)',
    'hash(<string>)',
    'parse_ipv4(<string>)',
    "datetime_part('week_of_year', <datetime>)",
  ),
  real: calls(
    '(<real> + <real>)',
    '(<real> * <long>)',
    '(<real> / <real>)',
    '(<real> % <real>)',
    '(<timespan> / <timespan>)',
    'todouble(<string>)',
    'sqrt(<real>)',
    'log(<real>)',
    'pow(<real>, <real>)',
    'exp(<real>)',
    'round(<real>, 2)',
    'todouble(<dynamic>)',
    'acos(<real>)',
    'gamma(<real>)',
    'log10(<long>)',
    'atan2(<real>, <real>)',
    'exp2(<long>)',
    'bin(<real>, <real>)',
  ),
  decimal: calls(
    'todecimal(<string>)',
    'todecimal(<long>)',
    '(<decimal> + <decimal>)',
    '(<decimal> / <decimal>)',
  ),
  string: calls(
    'strcat(<string>, <string>)',
    'tostring(<long>)',
    'tostring(<real>)',
    'tostring(<datetime>)',
    'tostring(<timespan>)',
    'tostring(<dynamic>)',
    'tostring(<guid>)',
    'substring(<string>, <long>, <long>)',
    'toupper(<string>)',
    'replace_string(<string>, <string>, <string>)',
    "extract(@'([a-z]+)', 1, <string>)",
    'trim(@"\\s", <string>)',
    'iff(<bool>, <string>, <string>)',
    "case(<bool>, 'x', <bool>, <string>, 'z')",
    'reverse(<string>)',
    'base64_decode_tostring(<string>)',
    'tostring(<dynamic>.a)',
    "format_datetime(<datetime>, 'yyyy-MM-dd HH:mm')",
    'url_decode(<string>)',
    'strrep(<string>, <long>)',
  ),
  datetime: calls(
    '(<datetime> + <timespan>)',
    '(<datetime> - <timespan>)',
    'todatetime(<string>)',
    'bin(<datetime>, 1h)',
    'startofday(<datetime>)',
    "datetime_add('month', <long>, <datetime>)",
    'unixtime_seconds_todatetime(<long>)',
    'make_datetime(<long>, <long>, <long>)',
    'endofmonth(<datetime>, <long>)',
  ),
  timespan: calls(
    '(<datetime> - <datetime>)',
    '(<timespan> + <timespan>)',
    '(<timespan> * <long>)',
    '(<timespan> / <long>)',
    'totimespan(<string>)',
    'totimespan(<long>)',
    'bin(<timespan>, 1h)',
  ),
  dynamic: calls(
    'parse_json(<string>)',
    'pack_array(<long>, <string>)',
    "bag_pack('a', <long>, 'b', <string>)",
    'split(<string>, <string>)',
    'todynamic(<string>)',
    '<dynamic>.a',
    '<dynamic>[0]',
    '<dynamic>[-1].b',
    'array_concat(<dynamic>, <dynamic>)',
    'array_slice(<dynamic>, <long>, <long>)',
    'bag_keys(<dynamic>)',
    'bag_merge(<dynamic>, <dynamic>)',
    'parse_url(<string>)',
    'parse_path(<string>)',
    'zip(<dynamic>, <dynamic>)',
    'series_add(<dynamic>, <dynamic>)',
    'array_rotate_left(<dynamic>, <long>)',
    'range(<datetime>, <datetime>, <timespan>)',
    'repeat(<long>, <long>)',
    'range(<long>, 5, 2)',
    'set_union(<dynamic>, <dynamic>)',
    "extract_all(@'([a-z]+)', <string>)",
    'array_sort_asc(<dynamic>)',
  ),
  guid: calls('toguid(<string>)'),
};

/** An expression of a type over the columns at hand. */
export function expression(draw: Draw, shape: Shape, type: KustoType, depth = 2): string {
  return value(draw, shape, depth, type);
}

/** A table with a column of each type and an `id` that no two rows share. */
export function table(draw: Draw): { text: string; shape: Shape } {
  const columns = types.map((type) => [`c_${type}`, type] as const);
  const rows = draw(fc.integer, { min: 0, max: 6 });
  const cells: string[] = [];
  for (let id = 0; id < rows; id++)
    cells.push(String(id), ...columns.map(([, type]) => pick(draw, literals[type])));
  const declared = columns.map(([name, type]) => `${name}:${type}`).join(', ');
  return {
    text: `datatable(id:long, ${declared})[${cells.join(', ')}]`,
    shape: new Map([['id', 'long'], ...columns]),
  };
}

interface Step {
  text: string;
  shape: Shape;
}

const names = (shape: Shape): string[] => [...shape.keys()];

function some(draw: Draw, shape: Shape, most: number): string[] {
  const chosen = draw(fc.shuffledSubarray<string>, names(shape), {
    minLength: 1,
    maxLength: Math.min(most, shape.size),
  });
  return chosen.length > 0 ? chosen : names(shape).slice(0, 1);
}
const keep = (shape: Shape, chosen: readonly string[]): Shape =>
  new Map(chosen.flatMap((n) => (shape.has(n) ? [[n, shape.get(n) ?? 'string'] as const] : [])));

const aggregates: readonly [string, KustoType][] = [
  ['count()', 'long'],
  ['countif(<bool>)', 'long'],
  ['dcount(<string>)', 'long'],
  ['sum(<long>)', 'long'],
  ['avg(<real>)', 'real'],
  ['min(<datetime>)', 'datetime'],
  ['max(<string>)', 'string'],
  ['make_list(<long>)', 'dynamic'],
  ['make_set(<string>)', 'dynamic'],
  ['take_any(<string>)', 'string'],
  ['percentile(<long>, 50)', 'long'],
  ['stdev(<real>)', 'real'],
  ['variancep(<long>)', 'real'],
  ['covariance(<real>, <real>)', 'real'],
  ['sum(<real>)', 'real'],
  ['sum(<timespan>)', 'timespan'],
  ['sum(<decimal>)', 'decimal'],
  ['avg(<timespan>)', 'timespan'],
  ['avg(<datetime>)', 'datetime'],
  ['avg(<long>)', 'real'],
  ['percentile(<real>, 99)', 'real'],
  ['binary_all_or(<long>)', 'long'],
  ['make_bag(<dynamic>)', 'dynamic'],
  ['sumif(<long>, <bool>)', 'long'],
  ['count_distinct(<string>)', 'long'],
];
const keyable = (shape: Shape): Shape =>
  new Map([...shape].filter(([, t]) => t !== 'dynamic' && t !== 'decimal'));

const steps: readonly ((draw: Draw, shape: Shape, serial: number) => Step)[] = [
  (draw, shape) => ({ text: `where ${expression(draw, shape, 'bool')}`, shape }),
  (draw, shape, n) => {
    const type = pick(draw, types);
    const name = chance(draw, 30) ? pick(draw, names(shape)) : `x${n}`;
    return {
      text: `extend ${name} = ${expression(draw, shape, type, 3)}`,
      shape: new Map([...shape, [name, type]]),
    };
  },
  (draw, shape) => {
    const chosen = some(draw, shape, 6);
    return { text: `project ${chosen.join(', ')}`, shape: keep(shape, chosen) };
  },
  (draw, shape, n) => {
    const by = keyable(shape);
    const [pattern, type] = pick(draw, aggregates);
    const aggregate = call(pattern)(draw, shape, 1);
    const keys = by.size > 0 && chance(draw, 70) ? some(draw, by, 2) : [];
    return {
      text: `summarize a${n} = ${aggregate}${keys.length > 0 ? ` by ${keys.join(', ')}` : ''}`,
      shape: new Map([...keep(shape, keys), [`a${n}`, type]]),
    };
  },
  (draw, shape) => {
    const by = keyable(shape);
    if (by.size === 0) return { text: 'where true', shape };
    const key = pick(draw, names(by));
    return {
      text: `sort by ${key} ${pick(draw, ['asc', 'desc', 'asc nulls last', 'desc nulls first'])}`,
      shape,
    };
  },
  (draw, shape) => ({ text: `take ${draw(fc.nat, 5)}`, shape }),
  (draw, shape) => {
    const by = keyable(shape);
    return by.size === 0
      ? { text: 'where true', shape }
      : { text: `top ${draw(fc.nat, 4)} by ${pick(draw, names(by))}`, shape };
  },
  (draw, shape) => {
    const by = keyable(shape);
    if (by.size === 0) return { text: 'where true', shape };
    const chosen = some(draw, by, 3);
    return { text: `distinct ${chosen.join(', ')}`, shape: keep(shape, chosen) };
  },
  (draw, shape) => {
    const arrays = [...shape].filter(([, t]) => t === 'dynamic').map(([name]) => name);
    return arrays.length === 0
      ? { text: 'where true', shape }
      : { text: `mv-expand ${pick(draw, arrays)}`, shape };
  },
  (_, shape, n) => ({
    text: `serialize r${n} = row_number()`,
    shape: new Map([...shape, [`r${n}`, 'long']]),
  }),
  (draw, shape, n) => {
    const texts = [...shape].filter(([, t]) => t === 'string').map(([name]) => name);
    if (texts.length === 0) return { text: 'where true', shape };
    return {
      text: `parse ${pick(draw, texts)} with * 'a' p${n}:long ' ' q${n}`,
      shape: new Map([...shape, [`p${n}`, 'long'], [`q${n}`, 'string']]),
    };
  },
];

/** A random pipeline over a table, each step over the columns that the step before gives. */
export function pipeline(draw: Draw, from: { text: string; shape: Shape }): Step {
  let at: Step = from;
  const count = draw(fc.integer, { min: 1, max: 5 });
  for (let n = 0; n < count; n++) {
    const step = pick(draw, steps)(draw, at.shape, n);
    at = { text: `${at.text}\n| ${step.text}`, shape: step.shape };
  }
  return at;
}
