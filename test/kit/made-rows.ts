/** A value of a made row; a text that is an ISO time makes its column a datetime, an object a dynamic one. */
type MadeValue = string | number | boolean | object | null;
export type MadeRow = Readonly<Record<string, MadeValue>>;

/** Rows made for a test: what they say, and further columns of text, or `name:type`, that are empty. */
export interface MadeTable {
  rows: readonly MadeRow[];
  also?: string;
}

/** A query, rows of which it must find some, and what must stand in those that it finds. */
export interface MadeCase {
  query: string;
  tables: Readonly<Record<string, MadeTable>>;
  values?: Readonly<Record<string, unknown>>;
  /** How many rows it finds; the others were made to be passed over. */
  rows: number;
  word?: string;
}

const isTime = (value: MadeValue): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

function typeOf(value: MadeValue): string {
  if (isTime(value)) return 'datetime';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'dynamic' : 'string';
}

function literal(value: MadeValue | undefined, type: string): string {
  if (value === undefined || value === null) return type === 'string' ? '""' : `${type}(null)`;
  if (type === 'datetime') return `datetime(${String(value)})`;
  if (type === 'dynamic') return `dynamic(${JSON.stringify(value)})`;
  if (type === 'timespan') return `time(${String(value)})`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** A `let` that gives made rows the name of a table. */
export function letTable(name: string, { rows, also = '' }: MadeTable): string {
  const types = new Map<string, string>();
  for (const column of also.trim().split(/\s+/).filter(Boolean)) {
    const [own = '', type = 'string'] = column.split(':');
    types.set(own, type);
  }
  for (const row of rows)
    for (const [column, value] of Object.entries(row))
      if (!types.has(column)) types.set(column, typeOf(value));
  const columns = [...types].map(([column, type]) => `['${column}']:${type}`);
  const values = rows.flatMap((row) => [...types].map(([c, type]) => literal(row[c], type)));
  return `let ${name} = datatable(${columns.join(', ')})[${values.join(', ')}];`;
}
