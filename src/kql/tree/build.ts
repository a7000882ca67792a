import { type KustoType, physicalNames, type StoredColumn } from '../../base/index.ts';
import type { SourceTable } from '../plan.ts';
import type {
  AggregateRelation,
  FilterRelation,
  Item,
  NamedValue,
  ProjectRelation,
  Relation,
  RelationColumn,
  Scalar,
  SortKey,
  TableRelation,
} from './nodes.ts';
import { column } from './scalar.ts';

/** New columns for these names, apart from each other (and from `taken`) where case is ignored. */
export function newColumns(
  wanted: readonly { name: string; type: KustoType; nullable: boolean }[],
  taken: readonly string[] = [],
): RelationColumn[] {
  const physical = physicalNames([...taken, ...wanted.map((w) => w.name)]).slice(taken.length);
  return wanted.map(({ name, type, nullable }, i) => ({
    name,
    type,
    nullable,
    physical: physical[i] ?? name,
  }));
}

export function stored(columns: readonly RelationColumn[]): StoredColumn[] {
  return columns.map(({ name, type, physical }) => ({ name, type, physical }));
}

export function tableRelation(table: SourceTable): TableRelation {
  const columns = table.columns.map(({ name, type, physical }) => ({
    name,
    type,
    physical,
    nullable: true,
  }));
  return { kind: 'table', table, columns, hidden: [], order: [], sorted: false, label: table.name };
}

export function filter(input: Relation, condition: Scalar): FilterRelation {
  const { columns, hidden, order, sorted, label } = input;
  return { kind: 'filter', input, condition, columns, hidden, order, sorted, label };
}

/** A relation of just these values. What the rows are ordered by goes along, hidden where it is not among them. */
export function project(
  input: Relation,
  values: readonly NamedValue[],
  options: { keepOrder?: boolean } = {},
): ProjectRelation {
  const wanted = values.map(({ name, value }) => ({
    name,
    type: value.type,
    nullable: value.nullable,
  }));
  const columns = newColumns(wanted);
  const items: Item[] = columns.map((c, i) => {
    const value = values[i]?.value;
    if (!value) throw new Error('a column without value');
    return { column: c, value };
  });
  const { order, hidden, carried } = carryOrder(
    options.keepOrder === false ? [] : input.order,
    items,
  );
  return {
    kind: 'project',
    input,
    items: [...items, ...carried],
    columns,
    hidden,
    order,
    sorted: options.keepOrder === false ? false : input.sorted,
    label: input.label,
  };
}

function carryOrder(
  order: readonly SortKey[],
  items: readonly Item[],
): { order: SortKey[]; hidden: RelationColumn[]; carried: Item[] } {
  const taken = items.map((i) => i.column.physical);
  const hidden: RelationColumn[] = [];
  const carried: Item[] = [];
  const keys = order.map((key) => {
    const shown = items.find((i) => i.value.kind === 'column' && i.value.column === key.column);
    if (shown) return { ...key, column: shown.column };
    const [kept] = newColumns([key.column], [...taken, ...hidden.map((h) => h.physical)]);
    if (!kept) throw new Error('no column made');
    hidden.push(kept);
    carried.push({ column: kept, value: column(key.column) });
    return { ...key, column: kept };
  });
  return { order: keys, hidden, carried };
}

/** The same relation with more columns, kept by identity; the new ones are hidden. */
export function withHidden(
  input: Relation,
  values: readonly NamedValue[],
): { relation: ProjectRelation; added: RelationColumn[] } {
  const all = [...input.columns, ...input.hidden];
  const added = newColumns(
    values.map(({ name, value }) => ({ name, type: value.type, nullable: value.nullable })),
    all.map((c) => c.physical),
  );
  const fresh = added.map((c, i) => {
    const value = values[i]?.value;
    if (!value) throw new Error('a column without value');
    return { column: c, value };
  });
  const { columns, hidden, order, sorted, label } = input;
  const relation: ProjectRelation = {
    kind: 'project',
    input,
    items: [...all.map((c) => ({ column: c, value: column(c) })), ...fresh],
    columns,
    hidden: [...hidden, ...added],
    order,
    sorted,
    label,
  };
  return { relation, added };
}

export function aggregate(
  input: Relation,
  keys: readonly NamedValue[],
  values: readonly NamedValue[],
): AggregateRelation {
  const all = [...keys, ...values];
  const columns = newColumns(
    all.map(({ name, value }) => ({ name, type: value.type, nullable: value.nullable })),
  );
  const items = columns.map((c, i) => {
    const value = all[i]?.value;
    if (!value) throw new Error('a column without value');
    return { column: c, value };
  });
  return {
    kind: 'aggregate',
    input,
    keys: items.slice(0, keys.length),
    items: items.slice(keys.length),
    columns,
    hidden: [],
    order: [],
    sorted: false,
  };
}

/** The visible columns as values under their own names. */
export function passed(input: Relation): NamedValue[] {
  return input.columns.map((c) => ({ name: c.name, value: column(c) }));
}
