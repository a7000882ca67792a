import { quoteName, storedAs } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import type {
  AggregateRelation,
  DistinctRelation,
  Item,
  JoinRelation,
  JoinShape,
  LimitRelation,
  RangeRelation,
  Relation,
  RelationColumn,
  Scalar,
  UnnestRelation,
  ValuesRelation,
} from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';
import { spellComputed } from './duckdb-computed.ts';
import { spellPaths } from './duckdb-paths.ts';
import { ScalarSpeller, type Surroundings, spellOrder } from './duckdb-scalar.ts';
import { spellScan } from './duckdb-scan.ts';

/** Something that can stand after FROM, and what must hold of its rows. */
interface Open {
  from: string;
  where: string[];
}

const joinWords: Readonly<Record<JoinShape, string>> = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  semi: 'SEMI JOIN',
  anti: 'ANTI JOIN',
  cross: 'CROSS JOIN',
};

const maxDepth = 400;

/** Spells relations for DuckDB: one speller for each statement, since it collects the named parts of WITH. */
export class RelationSpeller {
  readonly scalars: ScalarSpeller;
  readonly #around: Surroundings;
  readonly #shared = new Map<Relation, string>();
  readonly #definitions: string[] = [];
  #depth = 0;

  constructor(arithmetic: 'fast' | 'wrapping') {
    this.#around = {
      arithmetic,
      from: (relation) => this.#closed(relation),
    };
    this.scalars = new ScalarSpeller(this.#around);
  }

  /** The whole statement: visible columns only, ordered where the relation is. */
  statement(relation: Relation): string {
    const bare = relation.hidden.length === 0 && relation.order.length === 0;
    const body =
      bare && relation.kind !== 'filter' ? this.#select(relation) : this.#final(relation);
    const named = this.#definitions.length > 0 ? `WITH ${this.#definitions.join(',\n')}\n` : '';
    return `${named}${body}`;
  }

  #final(relation: Relation): string {
    const names = relation.columns.map((c) => quoteName(c.physical)).join(', ');
    return `SELECT ${names || '1'} FROM ${this.#where(this.#open(relation))}${spellOrder(relation.order)}`;
  }

  #where({ from, where }: Open): string {
    return where.length > 0 ? `${from} WHERE ${where.join(' AND ')}` : from;
  }

  #open(relation: Relation): Open {
    const conditions: Scalar[] = [];
    let inner = relation;
    for (; inner.kind === 'filter'; inner = inner.input) conditions.unshift(inner.condition);
    const where = conditions.map((c) => this.scalars.truth(c, true));
    return { from: this.#from(inner), where };
  }

  #from(relation: Relation): string {
    if (relation.kind === 'table') return relation.table.relation;
    if (relation.kind === 'shared') return this.#sharedName(relation);
    return `(${this.#select(relation)})`;
  }

  /** One thing after FROM, conditions inside. */
  #closed(relation: Relation): string {
    const open = this.#open(relation);
    return open.where.length === 0 ? open.from : `(SELECT * FROM ${this.#where(open)})`;
  }

  #select(relation: Relation): string {
    if (++this.#depth > maxDepth)
      throw new Refusal(
        'The query has too many steps inside each other.',
        undefined,
        'kql/too-deep',
      );
    try {
      return this.#spell(relation);
    } finally {
      this.#depth--;
    }
  }

  #spell(r: Relation): string {
    switch (r.kind) {
      case 'table':
      case 'shared':
      case 'filter':
        return `SELECT ${this.#names([...r.columns, ...r.hidden]) || '1'} FROM ${this.#where(this.#open(r))}`;
      case 'values':
        return this.#values(r);
      case 'project':
        return `SELECT ${this.#items(r.items)} FROM ${this.#where(this.#open(r.input))}`;
      case 'aggregate':
        return this.#aggregate(r);
      case 'distinct':
        return this.#distinct(r);
      case 'limit':
        return this.#limit(r);
      case 'join':
        return this.#join(r);
      case 'union':
        return r.inputs
          .map(({ relation, values }) => {
            const items = values.map((value, i) => ({ value, column: columnAt(r, i) }));
            return `SELECT ${this.#items(items)} FROM ${this.#where(this.#open(relation))}`;
          })
          .join(' UNION ALL ');
      case 'unnest':
        return this.#unnest(r);
      case 'range':
        return this.#range(r);
      case 'spelled':
        return r.spell(this.#closed(r.input));
      case 'computed':
        return spellComputed(r, {
          from: this.#where(this.#open(r.input)),
          as: (value, type) => this.scalars.as(value, type),
        });
      case 'paths':
        return spellPaths(r, { edges: this.#closed(r.edges), seeds: this.#closed(r.seeds) });
      case 'scan':
        return spellScan(r, {
          from: this.#where(this.#open(r.input)),
          scalars: (column) => new ScalarSpeller({ ...this.#around, column }),
        });
    }
  }

  #names(columns: readonly RelationColumn[]): string {
    return columns.map((c) => quoteName(c.physical)).join(', ');
  }

  /** Values that tell rows apart: a missing text is an empty one. */
  #keys(columns: readonly RelationColumn[]): string {
    return columns.map((c) => this.scalars.as(column(c), c.type)).join(', ');
  }

  #items(items: readonly Item[], spell = (x: Scalar): string => this.scalars.raw(x)): string {
    const spelled = items.map(({ column, value }) => {
      const name = quoteName(column.physical);
      const sql = spell(value);
      return sql === name ? sql : `${sql} AS ${name}`;
    });
    return spelled.join(', ') || '1 AS "$one"';
  }

  #values({ columns, hidden, rows }: ValuesRelation): string {
    const types = columns.map((c) => `${storedAs[c.type]}`);
    if (rows.length === 0) {
      const all = [...columns, ...hidden];
      const nulls = all.map((c) => `NULL::${storedAs[c.type]} AS ${quoteName(c.physical)}`);
      return `SELECT ${nulls.join(', ') || '1 AS "$one"'} WHERE false`;
    }
    const cells = rows.map((row, n) => {
      const spelled = row.map((value, i) => this.scalars.as(value, columns[i]?.type ?? value.type));
      return `(${[...spelled, ...hidden.map(() => String(n))].join(', ')})`;
    });
    if (columns.length + hidden.length === 0)
      return `SELECT 1 AS "$one" FROM range(${rows.length})`;
    const names = [...columns, ...hidden].map((_, i) => `v${i}`).join(', ');
    const casts = [...columns, ...hidden].map(
      (c, i) => `CAST(v${i} AS ${types[i] ?? 'BIGINT'}) AS ${quoteName(c.physical)}`,
    );
    return `SELECT ${casts.join(', ')} FROM (VALUES ${cells.join(', ')}) AS v(${names})`;
  }

  #aggregate({ input, keys, items }: AggregateRelation): string {
    const from = this.#where(this.#open(input));
    const spellKey = (x: Scalar): string => this.scalars.as(x, x.type);
    if (items.length === 0) return `SELECT DISTINCT ${this.#items(keys, spellKey)} FROM ${from}`;
    const group = keys.length > 0 ? ` GROUP BY ${keys.map((_, i) => i + 1).join(', ')}` : '';
    const spelled = [...(keys.length > 0 ? [this.#items(keys, spellKey)] : []), this.#items(items)];
    return `SELECT ${spelled.join(', ')} FROM ${from}${group}`;
  }

  #distinct({ input, on }: DistinctRelation): string {
    const from = this.#where(this.#open(input));
    if (!on) return `SELECT DISTINCT * FROM ${from}`;
    return `SELECT DISTINCT ON (${this.#keys(on)}) * FROM ${from}${spellOrder(input.order)}`;
  }

  #limit({ input, count, sample }: LimitRelation): string {
    const from = this.#where(this.#open(input));
    const n =
      count.kind === 'literal' ? String(count.value ?? 0) : `(${this.scalars.as(count, 'long')})`;
    const order = sample ? ' ORDER BY random()' : spellOrder(input.order);
    return `SELECT * FROM ${from}${order} LIMIT ${n}`;
  }

  #join(r: JoinRelation): string {
    const on = r.keys.map(({ left, right }) => this.#joinKey(left, right));
    if (r.condition) on.push(this.scalars.truth(r.condition, true));
    const condition = r.shape === 'cross' ? '' : ` ON ${on.join(' AND ') || 'true'}`;
    const keepsLeft = r.shape === 'semi' || r.shape === 'anti';
    const items = keepsLeft ? 'l.*' : this.#items(r.items);
    const [left, right] = [this.#side(r.left), this.#side(r.right)];
    return `SELECT ${items} FROM ${left} AS l ${joinWords[r.shape]} ${right} AS r${condition}`;
  }

  #side(relation: Relation): string {
    const closed = this.#closed(relation);
    return closed.startsWith('(') || relation.kind === 'shared'
      ? closed
      : `(SELECT * FROM ${closed})`;
  }

  #joinKey(left: Scalar, right: Scalar): string {
    const nulls = left.type !== 'string' && left.nullable && right.nullable;
    const [a, b] = [this.scalars.as(left, left.type), this.scalars.as(right, left.type)];
    return `${a} ${nulls ? 'IS NOT DISTINCT FROM' : '='} ${b}`;
  }

  #unnest({ input, lists, index, pairs }: UnnestRelation): string {
    const spelled = lists.map(({ list, as }) => {
      if (list.type !== 'dynamic') return `[${this.scalars.as(list, as.type)}]`;
      const sql = this.scalars.raw(list);
      const array = `starts_with(CAST(${sql} AS VARCHAR), '[')`;
      if (pairs) return `k_pairs(${sql})`;
      return as.type === 'string'
        ? `CASE WHEN ${array} THEN from_json(${sql}, '["VARCHAR"]') ELSE k_item_texts(${sql}) END`
        : `CASE WHEN ${array} THEN from_json(${sql}, '["JSON"]') ELSE k_items(${sql}) END`;
    });
    const values = lists.map(({ as }, i) => `unnest(${spelled[i]}) AS ${quoteName(as.physical)}`);
    if (index) {
      const lengths = spelled.map((sql) => `len(${sql})`);
      const longest = lengths.length === 1 ? lengths[0] : `greatest(${lengths.join(', ')})`;
      values.push(`unnest(range(${longest})) AS ${quoteName(index.physical)}`);
    }
    return `SELECT *, ${values.join(', ')} FROM ${this.#where(this.#open(input))}`;
  }

  #range({ from, to, step, columns }: RangeRelation): string {
    const column = columns[0];
    if (!column) throw new Error('a range without column');
    const name = quoteName(column.physical);
    const bound = (x: Scalar): string =>
      column.type === 'datetime'
        ? `epoch_us(${this.scalars.as(x, 'datetime')})`
        : this.scalars.as(x, column.type === 'real' ? 'real' : 'long');
    if (column.type === 'real') {
      const steps = `CAST(floor((${bound(to)} - ${bound(from)}) / ${bound(step)} + 1e-9) AS BIGINT)`;
      return `SELECT ${bound(from)} + n * ${bound(step)} AS ${name} FROM (SELECT unnest(generate_series(0, ${steps})) AS n)`;
    }
    const width =
      column.type === 'datetime' ? `(${this.scalars.as(step, 'timespan')} // 10)` : bound(step);
    const series = `generate_series(${bound(from)}, ${bound(to)}, ${width})`;
    const constant = [from, to, step].every((x) => x.kind === 'literal');
    const source = constant ? `${series} AS s(n)` : `(SELECT unnest(${series}) AS n)`;
    const value =
      column.type === 'datetime' ? 'make_timestamp(n)' : `CAST(n AS ${storedAs[column.type]})`;
    return `SELECT ${value} AS ${name} FROM ${source}`;
  }

  #sharedName(relation: Extract<Relation, { kind: 'shared' }>): string {
    const known = this.#shared.get(relation.definition);
    if (known) return known;
    const body = this.#select(relation.definition);
    const name = quoteName(`${relation.name}$${this.#shared.size + 1}`);
    this.#definitions.push(`${name} AS ${relation.materialized ? 'MATERIALIZED ' : ''}(${body})`);
    this.#shared.set(relation.definition, name);
    return name;
  }
}

function columnAt(relation: Relation, index: number): RelationColumn {
  const found = [...relation.columns, ...relation.hidden][index];
  if (!found) throw new Error('a union with too many values');
  return found;
}
