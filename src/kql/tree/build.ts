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
  Shape,
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

/** What the rows look like, for a relation of the same rows or fewer. */
export function shapeOf({ columns, hidden, order, sorted, label, groups }: Relation): Shape {
  return { columns, hidden, order, sorted, label, groups };
}

export function filter(input: Relation, condition: Scalar): FilterRelation {
  return { kind: 'filter', input, condition, ...shapeOf(input) };
}

/** A relation of just these values. What the rows are ordered by goes along, hidden where it is not among them. */
export function project(
  input: Relation,
  values: readonly NamedValue[],
  options: { keepOrder?: boolean; keepGroups?: boolean } = {},
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
  const carried = new Carried(items);
  const keepsOrder = options.keepOrder !== false;
  const order = (keepsOrder ? input.order : []).map((key) => ({
    ...key,
    column: carried.carry(key.column),
  }));
  const keepsGroups = options.keepGroups !== false;
  const groups = keepsGroups ? input.groups?.map((c) => carried.carry(c)) : undefined;
  return {
    kind: 'project',
    input,
    items: [...items, ...carried.items],
    columns,
    hidden: carried.items.map((i) => i.column),
    order,
    sorted: keepsOrder && input.sorted,
    label: input.label,
    groups,
  };
}

/** Columns that go along hidden, where they are not among the items. */
class Carried {
  readonly items: Item[] = [];
  readonly #shown: readonly Item[];

  constructor(shown: readonly Item[]) {
    this.#shown = shown;
  }

  carry(of: RelationColumn): RelationColumn {
    const all = [...this.#shown, ...this.items];
    const there = all.find((i) => i.value.kind === 'column' && i.value.column === of);
    if (there) return there.column;
    const taken = all.map((i) => i.column.physical);
    const [kept] = newColumns([of], taken);
    if (!kept) throw new Error('no column made');
    this.items.push({ column: kept, value: column(of) });
    return kept;
  }
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
  const relation: ProjectRelation = {
    ...shapeOf(input),
    kind: 'project',
    input,
    items: [...all.map((c) => ({ column: c, value: column(c) })), ...fresh],
    hidden: [...input.hidden, ...added],
  };
  return { relation, added };
}

/** One row for each group; with `place`, in the order of that hidden aggregate. */
export function aggregate(
  input: Relation,
  keys: readonly NamedValue[],
  values: readonly NamedValue[],
  place?: Scalar,
): AggregateRelation {
  const groups = (input.groups ?? []).map((c) => ({ name: c.name, value: column(c) }));
  const places = place ? [{ name: '$row', value: place }] : [];
  const all = [...keys, ...groups, ...values, ...places];
  const columns = newColumns(
    all.map(({ name, value }) => ({ name, type: value.type, nullable: value.nullable })),
  );
  const items = columns.map((c, i) => {
    const value = all[i]?.value;
    if (!value) throw new Error('a column without value');
    return { column: c, value };
  });
  const first = keys.length + groups.length;
  const groupColumns = columns.slice(keys.length, first);
  const placeColumns = columns.slice(all.length - places.length);
  const hidden = [...groupColumns, ...placeColumns];
  return {
    kind: 'aggregate',
    input,
    keys: items.slice(0, first),
    items: items.slice(first),
    columns: columns.filter((c) => !hidden.includes(c)),
    hidden,
    groups: groupColumns,
    order: placeColumns.map((c) => ({ column: c, descending: false, nullsFirst: false })),
    sorted: false,
  };
}

/** The visible columns as values under their own names. */
export function passed(input: Relation): NamedValue[] {
  return input.columns.map((c) => ({ name: c.name, value: column(c) }));
}
