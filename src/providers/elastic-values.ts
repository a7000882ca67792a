import type { Column, KustoType } from '../base/index.ts';
import { isRecord, listOf, textOf } from './json-shape.ts';
import { maxColumns, RowReader } from './kusto-values.ts';

const types: ReadonlyMap<string, KustoType> = new Map([
  ['boolean', 'bool'],
  ['byte', 'long'],
  ['short', 'long'],
  ['integer', 'long'],
  ['long', 'long'],
  ['unsigned_long', 'decimal'],
  ['half_float', 'real'],
  ['float', 'real'],
  ['scaled_float', 'real'],
  ['double', 'real'],
  ['date', 'datetime'],
  ['date_nanos', 'datetime'],
  ['datetime', 'datetime'],
  ['timestamp', 'datetime'],
  ['object', 'dynamic'],
  ['struct', 'dynamic'],
  ['nested', 'dynamic'],
  ['flattened', 'dynamic'],
  ['geo_point', 'dynamic'],
  ['geo_shape', 'dynamic'],
  ['dense_vector', 'dynamic'],
]);

/** The type that a field of Elasticsearch or OpenSearch has here; text for all that is none of ours. */
export const elasticType = (name: string | null): KustoType => types.get(name ?? '') ?? 'string';

/** Rows of an answer under its columns. One in which some row has several values holds JSON. */
export function columnsOf(answer: unknown, key: string, rows: readonly unknown[]): Column[] {
  return listOf(answer, key).map((column, i) => {
    const name = textOf(column, 'alias') ?? textOf(column, 'name') ?? `column${i + 1}`;
    const isMany = rows.some((row) => Array.isArray(row) && Array.isArray(row[i]));
    return { name, type: isMany ? 'dynamic' : elasticType(textOf(column, 'type')) };
  });
}

const maxDepth = 20;

/** Puts documents into columns: members of members by dotted names, typed as the index says, in order of appearance. */
export class Documents {
  readonly #types: ReadonlyMap<string, KustoType>;
  readonly #columns = new Map<string, KustoType>([
    ['_index', 'string'],
    ['_id', 'string'],
  ]);
  readonly #missing = new Set<string>();

  constructor(fieldTypes: ReadonlyMap<string, KustoType>) {
    this.#types = fieldTypes;
  }

  get columns(): Column[] {
    return [...this.#columns].map(([name, type]) => ({ name, type }));
  }

  get missing(): string[] {
    return [...this.#missing];
  }

  rows(hits: readonly unknown[]): ReturnType<RowReader['rows']> {
    const flat = hits.map((hit) => {
      const values = new Map<string, unknown>([
        ['_index', textOf(hit, '_index')],
        ['_id', textOf(hit, '_id')],
      ]);
      if (isRecord(hit)) this.#flatten(hit['_source'], '', values, 0);
      return values;
    });
    const reader = new RowReader(this.columns);
    const rows = reader.rows(
      flat.map((values) => reader.columns.map(({ name, type }) => one(values.get(name), type))),
    );
    for (const sentence of reader.missing) this.#missing.add(sentence);
    return rows;
  }

  #flatten(value: unknown, path: string, into: Map<string, unknown>, depth: number): void {
    if (isRecord(value) && depth < maxDepth && !this.#types.has(path)) {
      for (const [name, member] of Object.entries(value))
        this.#flatten(member, path === '' ? name : `${path}.${name}`, into, depth + 1);
      return;
    }
    if (path === '') return;
    into.set(path, value);
    if (this.#columns.has(path)) return;
    if (this.#columns.size < maxColumns)
      this.#columns.set(path, this.#types.get(path) ?? 'dynamic');
    else this.#missing.add(`There are more than ${maxColumns} fields; the rest was left out.`);
  }
}

/** Any field may have several values: one alone is that value. */
function one(value: unknown, type: KustoType): unknown {
  if (type === 'dynamic' || !Array.isArray(value) || value.length > 1) return value;
  return (value[0] as unknown) ?? null;
}
