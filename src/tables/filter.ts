import { HuntError, quoteName, quoteText, type StoredColumn, typedText } from '../base/index.ts';
import { castStored } from '../engine/index.ts';

export type FilterOp =
  | 'contains'
  | 'notContains'
  | 'startsWith'
  | 'equals'
  | 'notEquals'
  | 'greaterThan'
  | 'lessThan'
  | 'empty'
  | 'notEmpty';

/** A condition on one column, as a grid sets it. Text is compared without regard to case. */
export interface Filter {
  column: string;
  op: FilterOp;
  /** The text that the user typed; not used by `empty` and `notEmpty`. */
  value?: string;
}

export interface SortKey {
  column: string;
  descending?: boolean;
}

/** The column that the caller names, or an error that names the fault. */
export function columnNamed(columns: readonly StoredColumn[], name: string): StoredColumn {
  const found = columns.find((c) => c.name === name);
  if (found) return found;
  throw new HuntError({
    code: 'tables/unknown-column',
    message: `The result has no column '${name}'.`,
    hint: `Its columns are ${columns.map((c) => c.name).join(', ')}.`,
  });
}

/** A column as the text that the user sees and types. */
function asText({ physical, type }: StoredColumn): string {
  const name = quoteName(physical);
  if (type === 'string') return `coalesce(${name}, '')`;
  const text = castStored(name, type, 'string');
  const shown =
    type === 'dynamic'
      ? `CASE json_type(${name}) WHEN 'VARCHAR' THEN ${name} ->> '$' ELSE ${text} END`
      : text;
  return `coalesce(${shown}, '')`;
}

/** The typed text, read as the column's own type; null where it is no such value, or the type has no order. */
function asBound({ type }: StoredColumn, value: string): string | null {
  const typed = typedText(type, value);
  if (!typed) return null;
  if (typed.type === 'datetime') return `CAST(${quoteText(typed.text)} AS TIMESTAMP)`;
  if (typed.type === 'timespan') return String(typed.ticks);
  return typed.type === 'long' ? typed.text : `CAST(${quoteText(typed.text)} AS DOUBLE)`;
}

/** A comparison with the typed text: of values where it is one, else none that holds. */
function compared(column: StoredColumn, operator: '<' | '>', value: string): string {
  const bound = asBound(column, value);
  return bound === null ? 'false' : `${quoteName(column.physical)} ${operator} ${bound}`;
}

function equal(column: StoredColumn, value: string): string {
  const bound = asBound(column, value);
  if (bound === null) return `lower(${asText(column)}) = lower(${quoteText(value)})`;
  return `${quoteName(column.physical)} IS NOT DISTINCT FROM ${bound}`;
}

const spellings: Record<FilterOp, (column: StoredColumn, value: string) => string> = {
  contains: (c, v) => `contains(lower(${asText(c)}), lower(${quoteText(v)}))`,
  notContains: (c, v) => `NOT contains(lower(${asText(c)}), lower(${quoteText(v)}))`,
  startsWith: (c, v) => `starts_with(lower(${asText(c)}), lower(${quoteText(v)}))`,
  equals: equal,
  notEquals: (c, v) => `NOT (${equal(c, v)})`,
  greaterThan: (c, v) => compared(c, '>', v),
  lessThan: (c, v) => compared(c, '<', v),
  empty: (c) => `${asText(c)} = ''`,
  notEmpty: (c) => `${asText(c)} <> ''`,
};

/** SQL of all conditions together; 'true' without any. */
export function filterSql(columns: readonly StoredColumn[], where: readonly Filter[]): string {
  const each = where.map(({ column, op, value }) =>
    spellings[op](columnNamed(columns, column), value ?? ''),
  );
  return each.join(' AND ') || 'true';
}

/** SQL of sort keys for ORDER BY, nulls last; the caller adds what keeps equal rows in their order. */
export function orderSql(columns: readonly StoredColumn[], keys: readonly SortKey[]): string[] {
  return keys.map(({ column, descending }) => {
    const name = quoteName(columnNamed(columns, column).physical);
    return `${name} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
}
