import type { Column, ComputedRows, ComputedValue, TableComputation } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import type { PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import { computed } from '../tree/computed.ts';
import type { NamedValue, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import type { Pattern } from './closed.ts';
import type { Coding } from './coding.ts';

/** Rows that differ beyond this many are left out, the lightest ones. */
const mostRows = 200_000;

/** The arguments of a plugin of patterns: `~` stands for what is not said, wildcards follow the others. */
export interface PatternArguments {
  /** The place is among all arguments; what is out of bounds counts as the bound. */
  number(place: number, limits: { otherwise: number; least: number; most?: number }): number;
  weight(place: number): RelationColumn | null;
  /** By type, as text; from a place on. */
  wildcards(from: number): Record<string, string>;
}

export function readArguments(call: PluginCall): PatternArguments {
  const { args, scope, lowering } = call;
  const at = (place: number): Scalar | null => {
    const node = args[place];
    const value = node ? lowering.scalar(node, scope) : null;
    return value?.kind === 'literal' && value.value === '~' ? null : value;
  };
  return {
    number(place, { otherwise, least, most = Number.POSITIVE_INFINITY }) {
      const value = at(place);
      if (!value) return otherwise;
      const number = value.kind === 'literal' ? Number(value.value) : Number.NaN;
      if (!Number.isFinite(number))
        throw new Refusal('A number, or "~", must stand here.', args[place]?.span);
      return Math.min(Math.max(number, least), most);
    },
    weight(place) {
      const value = at(place);
      if (value && value.kind !== 'column')
        throw new Refusal('The weights must be a column, or "~".', args[place]?.span);
      return value?.column ?? null;
    },
    wildcards(from) {
      const found: Record<string, string> = {};
      for (let place = from; place < args.length; place++) {
        const value = at(place);
        if (value?.kind === 'literal' && value.value !== null)
          found[value.type] = String(value.value);
      }
      return found;
    },
  };
}

/** The figures of a pattern where only how much it covers is asked. */
export const coverFigures: readonly Column[] = [
  { name: 'SegmentId', type: 'long' },
  { name: 'Count', type: 'long' },
  { name: 'Percent', type: 'real' },
];

interface Counted {
  call: PluginCall;
  computation: TableComputation;
  options: Record<string, unknown>;
  /** Names of the figures before the columns, long or real. */
  figures: readonly Column[];
  weight: RelationColumn | null;
  wildcards: Readonly<Record<string, string>>;
  /** Where two sides are compared: the column, and its two values. */
  sides?: { column: RelationColumn; values: readonly [Scalar, Scalar] };
}

/** Count the rows that differ, and have the patterns of them worked out. */
export function patternRows(parts: Counted): Relation {
  const { call, sides, weight } = parts;
  const input = rowsOf(call);
  const columns = input.columns.filter((c) => c !== sides?.column && c !== weight);
  const keys = columns.map((c, i): NamedValue => {
    const value = column(c);
    return { name: `c${i}`, value: c.type === 'dynamic' ? cast(value, 'string') : value };
  });
  const by = keys.map((k) => k.name).join(', ');
  const extra: NamedValue[] = [
    { name: 'side', value: sides ? cast(column(sides.column), 'string') : literal('string', '') },
    { name: 'weight', value: weight ? column(weight) : literal('long', 1n) },
  ];
  const counts = sides
    ? 'a = sumif(todouble(weight), side == side_a), b = sumif(todouble(weight), side == side_b)'
    : 'a = sum(todouble(weight))';
  const counted = written(
    call,
    `rows ${sides ? '| where side == side_a or side == side_b' : ''}
     | summarize ${counts} by ${by || 'side'} | top ${mostRows} by a${sides ? ' + b' : ''} desc`,
    {
      tables: { rows: project(input, [...keys, ...extra], { keepOrder: false }) },
      values: sides
        ? { side_a: cast(sides.values[0], 'string'), side_b: cast(sides.values[1], 'string') }
        : {},
    },
  );
  const types = counted.columns.slice(0, keys.length).map((c) => c.type);
  const found = computed(counted, {
    computation: parts.computation,
    inputs: counted.columns.map((c) => column(c)),
    options: { ...parts.options, wildcards: columns.map((c) => parts.wildcards[c.type] ?? null) },
    gives: [
      ...parts.figures,
      ...columns.map((c, i) => ({ name: c.name, type: types[i] ?? c.type })),
    ],
  });
  const values = found.columns.map((c, i): NamedValue => {
    const wanted = columns[i - parts.figures.length]?.type ?? c.type;
    return { name: c.name, value: cast(column(c), wanted) };
  });
  return project(found, values);
}

/** The figures of each pattern, its number before them, and its values or wildcards. */
export function answer(
  patterns: readonly Pattern[],
  coding: Coding,
  options: unknown,
  figuresOf: (pattern: Pattern) => ComputedValue[],
): ComputedRows {
  const { wildcards = [] } = options as { wildcards?: (string | null)[] };
  const rows = patterns.map((p, id): ComputedValue[] => [
    id,
    ...figuresOf(p),
    ...Array.from(p.codes, (code, i) => (code > 0 ? coding.valueOf(code) : (wildcards[i] ?? null))),
  ]);
  const width = rows[0]?.length ?? 0;
  return { columns: Array.from({ length: width }, (_, i) => rows.map((r) => r[i] ?? null)) };
}

/** A share in percent, with so many decimals. */
export function percent(part: number, whole: number, decimals: number): number {
  const share = whole > 0 ? (100 * part) / whole : 0;
  return Number(share.toFixed(decimals));
}
