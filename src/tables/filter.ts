import {
  HuntError,
  type KustoType,
  quoteName,
  quoteText,
  type StoredColumn,
} from '../base/index.ts';

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

const ordered: ReadonlySet<KustoType> = new Set([
  'datetime',
  'int',
  'long',
  'real',
  'decimal',
  'timespan',
]);

/** A column as the text that the user sees and types. */
function asText({ physical, type }: StoredColumn): string {
  const name = quoteName(physical);
  if (type === 'datetime') return `coalesce(strftime(${name}, '%Y-%m-%dT%H:%M:%S.%fZ'), '')`;
  return `coalesce(${type === 'string' ? name : `${name}::VARCHAR`}, '')`;
}

/** A column as something that has an order. */
function asKey(column: StoredColumn): string {
  return ordered.has(column.type) ? quoteName(column.physical) : `lower(${asText(column)})`;
}

/** The typed text, read as the column's own type. */
function asBound({ type }: StoredColumn, value: string): string {
  const text = quoteText(value);
  if (type === 'datetime') return `try_cast(${text} AS TIMESTAMP)`;
  return ordered.has(type) ? `try_cast(${text} AS DOUBLE)` : `lower(${text})`;
}

const spellings: Record<FilterOp, (column: StoredColumn, value: string) => string> = {
  contains: (c, v) => `contains(lower(${asText(c)}), lower(${quoteText(v)}))`,
  notContains: (c, v) => `NOT contains(lower(${asText(c)}), lower(${quoteText(v)}))`,
  startsWith: (c, v) => `starts_with(lower(${asText(c)}), lower(${quoteText(v)}))`,
  equals: (c, v) => `lower(${asText(c)}) = lower(${quoteText(v)})`,
  notEquals: (c, v) => `lower(${asText(c)}) <> lower(${quoteText(v)})`,
  greaterThan: (c, v) => `${asKey(c)} > ${asBound(c, v)}`,
  lessThan: (c, v) => `${asKey(c)} < ${asBound(c, v)}`,
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
