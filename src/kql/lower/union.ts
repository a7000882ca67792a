import type { KustoType } from '../../base/index.ts';
import { newColumns } from '../tree/build.ts';
import type { NamedValue, Relation, Scalar } from '../tree/nodes.ts';
import { column, literal } from '../tree/scalar.ts';

interface UnionColumn {
  name: string;
  type: KustoType;
}

function columnsOf(inputs: readonly Relation[], inner: boolean): UnionColumn[] {
  const found: UnionColumn[] = [];
  for (const { name, type } of inputs.flatMap((r) => r.columns))
    if (!found.some((c) => c.name === name && c.type === type)) found.push({ name, type });
  if (!inner) return found;
  return found.filter((c) =>
    inputs.every((r) => r.columns.some((x) => x.name === c.name && x.type === c.type)),
  );
}

/** All rows of all inputs, columns of the same name and type together; others get their type's name behind theirs. */
export function unionOf(
  inputs: readonly Relation[],
  options: { inner?: boolean; source?: { name: string; labels: readonly string[] } | undefined },
): Relation {
  const merged = columnsOf(inputs, options.inner ?? false);
  const twice = (c: UnionColumn): boolean => merged.some((o) => o !== c && o.name === c.name);
  const { source } = options;
  const first = source ? [{ name: source.name, type: 'string' as const, nullable: false }] : [];
  const columns = newColumns([
    ...first,
    ...merged.map((c) => ({
      name: twice(c) ? `${c.name}_${c.type}` : c.name,
      type: c.type,
      nullable: true,
    })),
  ]);
  const parts = inputs.map((relation, i) => {
    const label: Scalar[] = source ? [literal('string', source.labels[i] ?? '')] : [];
    const values = merged.map((c): Scalar => {
      const own = relation.columns.find((x) => x.name === c.name && x.type === c.type);
      return own ? column(own) : literal(c.type, null);
    });
    return { relation, values: [...label, ...values] };
  });
  return { kind: 'union', inputs: parts, columns, hidden: [], order: [], sorted: false };
}

/** A predicate on names with wildcards: `Sec*`. */
export function wildcard(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map((p) => p.replace(/[\\^$.|?+()[\]{}-]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => expression.test(name);
}

/** Values in the order of these names; those that are not named come last. */
export function inOrder(
  values: readonly NamedValue[],
  names: readonly string[] | null,
): NamedValue[] {
  if (!names) return [...values];
  const place = (v: NamedValue): number => {
    const at = names.indexOf(v.name);
    return at < 0 ? names.length : at;
  };
  return [...values].sort((a, b) => place(a) - place(b));
}
