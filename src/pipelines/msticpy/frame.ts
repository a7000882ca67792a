import type { Column } from '../../base/index.ts';
import { isPattern, spellName, spellPattern, spellText } from '../spell.ts';
import type { Call } from './call.ts';
import { columnsNamed } from './column-names.ts';
import { conditionKql, NoCondition } from './condition.ts';
import { spellPivotNamed } from './pivots.ts';

/** A method of a table that KQL can say. */
interface Method {
  /** What its values are for, where they stand by place. */
  readonly places: readonly string[];
  /** The KQL; empty where the rows stay as they are. */
  spell(call: Call): string | Promise<string>;
}

const list = (names: readonly string[]): string => names.map(spellName).join(', ');

/** The KQL of a condition of a step. */
export async function where(call: Call, condition: string): Promise<string> {
  try {
    return `| where ${conditionKql(condition, (await call.columns()) ?? [])}`;
  } catch (error) {
    if (error instanceof NoCondition) call.refuse(error.message);
    throw error;
  }
}

/** Column names with the direction of each; ascending unless said. */
function ordering(call: Call, names: readonly string[]): string {
  const said = call.take('ascending') ?? true;
  const each = Array.isArray(said) ? said : names.map(() => said);
  const keys = names.map(
    (name, i) => `${spellName(name)} ${each[i] === false ? 'desc' : 'asc'} nulls last`,
  );
  return `| sort by ${keys.join(', ')}`;
}

function named(
  call: Call,
  columns: readonly Column[],
  name: string,
  matchCase = false,
): readonly Column[] {
  const found = columnsNamed(columns, name, matchCase);
  if (found === null)
    call.refuse(`names columns by the pattern ${JSON.stringify(name)}, which is not understood`);
  if (found.length === 0)
    call.refuse(`names the column ${JSON.stringify(name)}, and there is none`);
  return found;
}

async function sorted(call: Call): Promise<string> {
  const cols = call.take('cols');
  const all = call.take('ascending');
  const columns = await call.neededColumns();
  const pairs =
    cols instanceof Map
      ? [...cols].map(([name, up]) => [name, up !== false] as const)
      : (Array.isArray(cols) ? cols.map(String) : String(cols ?? '').split(',')).map((text) => {
          const [name = '', way = ''] = text.split(':');
          return [name.trim(), way.trim().toLowerCase() !== 'desc'] as const;
        });
  const keys = pairs.flatMap(([name, up]) =>
    named(call, columns, name).map((column) => {
      const ascending = typeof all === 'boolean' ? all : up;
      return `${spellName(column.name)} ${ascending ? 'asc' : 'desc'} nulls last`;
    }),
  );
  return `| sort by ${[...new Set(keys)].join(', ')}`;
}

/** Rows of which any column, all of texts or all of numbers, holds what is looked for. */
async function filtered(call: Call): Promise<string> {
  const expr = call.take('expr');
  const matchCase = call.flag('match_case', false);
  const numbers = call.flag('numeric_col', false) || typeof expr === 'number';
  if (typeof expr !== 'string' && typeof expr !== 'number') call.refuse('filters by nothing');
  const text = String(expr);
  const wanted = numbers ? ['int', 'long', 'real', 'decimal'] : ['string', 'dynamic', 'guid'];
  const columns = (await call.neededColumns()).filter(({ type }) => wanted.includes(type));
  if (columns.length === 0) return '| where false';
  const holds = isPattern(text)
    ? `matches regex ${spellPattern(text, matchCase)}`
    : `${matchCase ? 'contains_cs' : 'contains'} ${spellText(text)}`;
  const each = columns.map(({ name, type }) => {
    const value = type === 'string' ? spellName(name) : `tostring(${spellName(name)})`;
    return `${value} ${holds}`;
  });
  return `| where ${each.join(' or ')}`;
}

async function filteredColumns(call: Call): Promise<string> {
  const names = call.texts('cols') ?? call.refuse('names no columns');
  const [matchCase, inOrder] = [call.flag('match_case', false), call.flag('sort_cols', false)];
  const columns = await call.neededColumns();
  const kept = new Set(
    names.flatMap((name) => columnsNamed(columns, name, matchCase) ?? named(call, columns, name)),
  );
  if (kept.size === 0) call.refuse('names columns of which there are none');
  const found = columns.filter((c) => kept.has(c)).map((c) => c.name);
  return `| project ${list(inOrder ? found.sort() : found)}`;
}

async function distinct(call: Call): Promise<string> {
  const subset = call.texts('subset');
  call.ignore('ignore_index');
  if (call.take('keep') === false) call.refuse('drops all rows that come twice');
  if (!subset) return '| distinct *';
  const names = (await call.neededColumns()).map((c) => c.name);
  return `| summarize take_any(*) by ${list(subset)}\n| project ${list(names)}`;
}

/** Pairs of names, as a mapping of a step gives them. */
function pairs(call: Call, ...names: readonly string[]): [string, string][] {
  const value = call.take(...names);
  if (!(value instanceof Map)) return call.refuse(`needs ${names[0]}, old names and new ones`);
  return [...value].map(([before, after]) => [before, String(after)]);
}

function first(call: Call, names: readonly string[], direction: string): string {
  const rows = call.count('n') ?? call.refuse('does not say how many rows');
  return `| top ${rows} by ${names.map((name) => `${spellName(name)} ${direction}`).join(', ')}`;
}

const columnsOf = (call: Call, ...names: readonly string[]): readonly string[] =>
  call.texts(...names) ?? call.refuse('names no columns');

const frame: readonly (readonly [string, readonly string[], Method['spell']])[] = [
  ['query', ['expr'], (call) => where(call, call.text('expr') ?? call.refuse('has no condition'))],
  ['head', ['n'], (call) => `| take ${call.count('n') ?? 5}`],
  ['sort_values', ['by', 'axis', 'ascending'], (call) => ordering(call, columnsOf(call, 'by'))],
  ['drop_duplicates', ['subset', 'keep'], distinct],
  [
    'drop',
    ['labels'],
    (call) => {
      if (call.take('axis') === 0) call.refuse('drops rows by their number');
      return `| project-away ${list(columnsOf(call, 'columns', 'labels'))}`;
    },
  ],
  [
    'rename',
    [],
    (call) =>
      `| project-rename ${pairs(call, 'columns')
        .map(([a, b]) => `${spellName(b)} = ${spellName(a)}`)
        .join(', ')}`,
  ],
  ['filter', ['items'], (call) => `| project ${list(columnsOf(call, 'items'))}`],
  [
    'dropna',
    [],
    (call) =>
      `| where ${columnsOf(call, 'subset')
        .map((name) => `isnotempty(${spellName(name)})`)
        .join(' and ')}`,
  ],
  [
    'explode',
    ['column'],
    (call) =>
      columnsOf(call, 'column')
        .map((name) => `| mv-expand ${spellName(name)}`)
        .join('\n'),
  ],
  ['nlargest', ['n', 'columns'], (call) => first(call, columnsOf(call, 'columns'), 'desc')],
  ['nsmallest', ['n', 'columns'], (call) => first(call, columnsOf(call, 'columns'), 'asc')],
  ['sample', ['n'], (call) => `| sample ${call.count('n') ?? 1}`],
  [
    'reset_index',
    [],
    (call) => {
      call.ignore('drop', 'inplace');
      return '';
    },
  ],
  ['mp_pivot.filter', ['expr', 'match_case', 'numeric_col'], filtered],
  ['mp_pivot.filter_cols', ['cols', 'match_case', 'sort_cols'], filteredColumns],
  ['mp_pivot.sort', ['cols', 'ascending'], sorted],
  [
    'mp_pivot.list_to_rows',
    ['cols'],
    (call) =>
      columnsOf(call, 'cols')
        .map((name) => `| mv-expand ${spellName(name)}`)
        .join('\n'),
  ],
  [
    'mp_pivot.parse_json',
    ['cols'],
    (call) =>
      `| extend ${columnsOf(call, 'cols')
        .map((name) => `${spellName(name)} = parse_json(${spellName(name)})`)
        .join(', ')}`,
  ],
  ['mp.b64extract', ['column'], async (call) => (await spellPivotNamed(call, 'b64decode')).kql],
  [
    'mp.ioc_extract',
    ['columns'],
    async (call) => (await spellPivotNamed(call, 'extract_iocs')).kql,
  ],
  ['mp.whois', ['ip_column'], async (call) => (await spellPivotNamed(call, 'whois')).kql],
  [
    'mp.build_process_tree',
    [],
    (call) => {
      call.ignore('show_summary', 'show_progress', 'debug');
      return '| invoke process_tree(join = "inner")';
    },
  ],
];

/** The methods of a table by what pandas and MSTICPy call them. */
export const frameMethods: ReadonlyMap<string, Method> = new Map(
  frame.map(([name, places, spell]) => [name, { places, spell }]),
);

/** True for what draws: the rows stay as they are. */
export function draws(name: string): boolean {
  return /^(?:mp_plot|mp_timeline|mp_process_tree|mp_matrix|mp_tree|plot|hist|boxplot)(?:\.|$)/.test(
    name,
  );
}
