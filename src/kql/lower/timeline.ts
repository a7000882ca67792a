import type { KustoType } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { rowsOf } from '../operator.ts';
import type { PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { NamedValue, Relation, Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
import { renamed, written } from './written.ts';

/** Which arguments stand between the timeline and the dimensions, in order. */
export type TimelineArgument =
  /** A place on the timeline. */
  | { name: string; is: 'place' }
  /** A distance on the timeline; `word` where `week`, `month` or `year` will do. */
  | { name: string; is: 'distance'; word?: boolean }
  | { name: string; is: KustoType };

/** What the plugins have in common that count users over time: who, when, in which steps, by which dimensions. */
export interface Timeline {
  call: PluginCall;
  /** Columns `id`, `at`, then `d0`, `d1` … */
  rows: Relation;
  values: Record<string, Scalar>;
  /** The type of the timeline. */
  place: KustoType;
  /** The dimensions as they stand behind a comma: `, d0, d1`, or nothing. */
  dims: string;
  /** The names of the dimensions in the query. */
  dimNames: readonly string[];
  /** KQL of the step in which a place lies. */
  stepOf(at: string): string;
  /** KQL of the step so many steps on. */
  moved(step: string, by: number): string;
  /** KQL that makes of each row one for each step from its `step` to a place. */
  spread(to: string): string;
}

const distanceTypes: Partial<Record<KustoType, KustoType>> = { datetime: 'timespan' };
const words: ReadonlySet<string> = new Set(['week', 'month', 'year']);

function isConstant(value: Scalar): boolean {
  return value.kind !== 'column';
}

/**
 * Read the arguments of such a plugin: a column that says who, one that says when, the constants that `wanted` names,
 * then dimensions. `step` is the name of the one that is the width of a step. Where fewer constants are given than
 * wanted, `start` and `end` are left out.
 */
export function readTimeline(
  call: PluginCall,
  wanted: readonly TimelineArgument[],
  step: string,
): Timeline {
  const { args, scope, lowering, node } = call;
  const [id, at, ...rest] = args.map((a) => ({ node: a, value: lowering.scalar(a, scope) }));
  if (!id || !at)
    throw new Refusal('The plugin needs a column of users and one of times.', node.span);
  const first = rest.findIndex((a) => !isConstant(a.value));
  const count = first < 0 ? rest.length : first;
  const open = wanted.filter((w) => w.name !== 'start' && w.name !== 'end');
  const said = count === wanted.length ? wanted : open;
  if (count !== said.length)
    throw new Refusal(
      `The plugin needs constants for ${wanted.map((w) => w.name).join(', ')}.`,
      (rest[count] ?? at).node.span,
    );
  const { type } = at.value;
  const values: Record<string, Scalar> = {};
  let word: string | null = null;
  said.forEach(({ name, is, ...more }, i) => {
    const value = rest[i]?.value;
    if (!value) throw new Error('an argument is missing');
    if ('word' in more && value.type === 'string') word = wordOf(value);
    else if (is === 'place') values[name] = cast(value, type);
    else values[name] = cast(value, is === 'distance' ? (distanceTypes[type] ?? type) : is);
  });
  const dimensions = rest.slice(count).map((a, i): NamedValue => {
    if (isConstant(a.value)) throw new Refusal('A dimension must be a column.', a.node.span);
    return { name: `d${i}`, value: a.value };
  });
  const named = [{ name: 'id', value: id.value }, { name: 'at', value: at.value }, ...dimensions];
  return {
    call,
    rows: project(rowsOf(call), named, { keepOrder: false }),
    values,
    place: type,
    dims: dimensions.map((d) => `, ${d.name}`).join(''),
    dimNames: rest.slice(count).map((a) => a.node.name),
    ...stepping(word, step, type, values['start'] !== undefined),
  };
}

function wordOf(value: Scalar): string {
  const said = value.kind === 'literal' ? String(value.value) : '';
  if (!words.has(said))
    throw new Refusal('A step is a distance, or "week", "month" or "year".', value.span);
  return said;
}

function stepping(
  word: string | null,
  step: string,
  place: KustoType,
  hasStart: boolean,
): Pick<Timeline, 'stepOf' | 'moved' | 'spread'> {
  if (word)
    return {
      stepOf: (at) => `startof${word}(${at})`,
      moved: (from, by) => `startof${word}(${from}, ${by})`,
      spread: (to) =>
        `| mv-expand step = range(step, ${to}, 1d) to typeof(datetime) | where step == startof${word}(step)`,
    };
  return {
    stepOf: (at) => (hasStart ? `bin_at(${at}, ${step}, start)` : `bin(${at}, ${step})`),
    moved: (from, by) => `${from} + ${by} * ${step}`,
    spread: (to) => `| mv-expand step = range(step, ${to}, ${step}) to typeof(${place})`,
  };
}

/**
 * The rows that a text in KQL makes of the `rows` of a timeline; its columns get their names by place.
 */
export function timelineRows(
  timeline: Timeline,
  text: string,
  tables: Readonly<Record<string, Relation>> = {},
): Relation {
  const { call, rows, values, dimNames } = timeline;
  const bound = call.node.columns ?? [];
  const result = written(call, text, { tables: { rows, ...tables }, values });
  // The binder overlooks dimensions where start and end are left out.
  const overlooked = bound.length < result.columns.length ? dimNames : [];
  const names = [
    ...bound.slice(0, 1),
    ...overlooked.map((name) => ({ name, type: null })),
    ...bound.slice(1),
  ];
  return renamed(result, names);
}
