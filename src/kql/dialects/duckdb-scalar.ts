import { type KustoType, quoteName, quoteText } from '../../base/index.ts';
import type { CallSql } from '../define.ts';
import { Refusal } from '../error.ts';
import { parameterAt } from '../signature.ts';
import type {
  AggregateCall,
  Call,
  ColumnRef,
  Field,
  Path,
  Relation,
  RelationColumn,
  Scalar,
  SortKey,
  WindowCall,
} from '../tree/nodes.ts';
import { ticksBelow } from '../tree/scalar.ts';
import { isNumber } from '../tree/types.ts';
import { attempted } from './duckdb-attempt.ts';
import { conversion } from './duckdb-cast.ts';
import { spellLiteral } from './duckdb-literal.ts';

/** What scalars need from the statement that they stand in. */
export interface Surroundings {
  arithmetic: 'fast' | 'wrapping';
  /** The relation as something that can stand after FROM. */
  from(relation: Relation): string;
  /** SQL of columns that are not read by their name. */
  column?(of: RelationColumn): string | undefined;
}

/** `DESC NULLS LAST` and the like. A missing string sorts as ''. */
export function spellOrder(order: readonly SortKey[], prefix = ' ORDER BY '): string {
  if (order.length === 0) return '';
  const keys = order.map(({ column, descending, nullsFirst }) => {
    const name = quoteName(column.physical);
    const value = column.type === 'string' && column.nullable ? `coalesce(${name}, '')` : name;
    return `${value}${descending ? ' DESC' : ''} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
  });
  return `${prefix}${keys.join(', ')}`;
}

/** A JSON path of constant steps: `$."a"[0]`. */
function jsonPath(steps: readonly (string | number)[]): string {
  const step = (s: string | number): string => {
    if (typeof s === 'number') return `[${s < 0 ? `#${s}` : s}]`;
    return `."${s.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  };
  return quoteText(`$${steps.map(step).join('')}`);
}

/** A converted time with the ticks past its microsecond. */
function finer(type: KustoType, sql: string, below: bigint): string {
  if (type === 'string') return `regexp_replace(${sql}, '0Z$', '${below}Z')`;
  if (type === 'dynamic') return `regexp_replace(${sql}::VARCHAR, '0Z"$', '${below}Z"')::JSON`;
  return type === 'long' || type === 'timespan' ? `(${sql} + ${below})` : sql;
}

/** Spells scalar expressions for DuckDB. */
export class ScalarSpeller {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** SQL of the value as it is; a string may be NULL where the expression is nullable. */
  raw(x: Scalar, filter = false): string {
    switch (x.kind) {
      case 'literal':
        return spellLiteral(x);
      case 'column':
        return this.#column(x);
      case 'cast':
        return this.#cast(x.value, x.type);
      case 'path':
        return `k_some(${this.#extract(x, 'json_extract')})`;
      case 'call':
        return this.#call(x, filter);
      case 'window':
        return this.#window(x);
      case 'aggregate':
        return this.#aggregate(x);
      case 'field':
        return this.#field(x);
      case 'subquery':
        return this.#subquery(x.relation, x.relation.columns[0]);
    }
  }

  /** SQL of the value as another type; a string is never NULL. */
  as(x: Scalar, type: KustoType): string {
    if (x.type !== type) return this.#cast(x, type);
    const sql = this.raw(x);
    return type === 'string' && x.nullable ? `coalesce(${sql}, '')` : sql;
  }

  /** SQL of a condition; in a filter, null may stand for false. */
  truth(x: Scalar, filter: boolean): string {
    return x.type === 'bool' ? this.raw(x, filter) : this.#cast(x, 'bool');
  }

  #column({ column, side }: ColumnRef): string {
    const given = this.#around.column?.(column);
    if (given !== undefined) return given;
    const prefix = side === undefined ? '' : side === 'left' ? 'l.' : 'r.';
    return `${prefix}${quoteName(column.physical)}`;
  }

  #cast(x: Scalar, type: KustoType): string {
    const extracts = x.kind === 'path' && x.steps.length > 0;
    if (extracts && type === 'string')
      return `coalesce(${this.#extract(x, 'json_extract_string')}, '')`;
    if (extracts && (type === 'datetime' || type === 'timespan' || type === 'guid'))
      return conversion('string', type)(`coalesce(${this.#extract(x, 'json_extract_string')}, '')`);
    const converted = conversion(x.type, type)(this.as(x, x.type));
    const below = x.type === 'datetime' ? ticksBelow(x) : 0n;
    return below === 0n ? converted : finer(type, converted, below);
  }

  #base(x: Scalar): string {
    const cheap = x.kind === 'call' ? x.fn.base?.duckdb : null;
    if (x.kind === 'call' && cheap) return cheap(this.#args(x.args, x), this.#facts(x, false));
    return this.as(x, 'dynamic');
  }

  /** One text of a call's result, where the definition knows a way around the whole. */
  #part({ base, steps }: Path): string | null {
    const [step] = steps;
    if (base.kind !== 'call' || steps.length !== 1 || step === undefined) return null;
    const short = base.fn.part?.duckdb;
    if (!short || typeof step === 'object') return null;
    return short(step, this.#args(base.args, base), this.#facts(base, false));
  }

  #extract(path: Path, fn: string): string {
    const part = this.#part(path);
    if (part) return fn === 'json_extract_string' ? part : `to_json(${part})`;
    let sql = this.#base(path.base);
    let constant: (string | number)[] = [];
    const flush = (last: string): void => {
      if (constant.length > 0) sql = `${last}(${sql}, ${jsonPath(constant)})`;
      constant = [];
    };
    path.steps.forEach((step, i) => {
      if (typeof step !== 'object') {
        constant.push(step);
        return;
      }
      flush('json_extract');
      const by = this.#step(step);
      sql = `${i === path.steps.length - 1 ? fn : 'json_extract'}(${sql}, ${by})`;
    });
    flush(fn);
    return sql;
  }

  #step(step: Scalar): string {
    if (isNumber(step.type)) return `k_index_path(${this.as(step, 'long')})`;
    if (step.type === 'dynamic') return `k_step_path(${this.raw(step)})`;
    return `k_key_path(${this.as(step, 'string')})`;
  }

  #args(args: readonly Scalar[], { fn }: Call | WindowCall | AggregateCall): string[] {
    return args.map((arg, i) => {
      const type = parameterAt(fn.parameters, i, args.length)?.type ?? 'any';
      if (type === 'any') return arg.type === 'string' ? this.as(arg, 'string') : this.raw(arg);
      if (type !== 'number') return this.as(arg, type);
      return isNumber(arg.type)
        ? this.raw(arg)
        : this.as(arg, arg.type === 'bool' ? 'long' : 'real');
    });
  }

  #facts(x: Call | WindowCall | AggregateCall, filter: boolean): CallSql {
    const refuse = (why: string, index?: number): never => {
      const at = index === undefined ? undefined : x.args[index];
      throw new Refusal(`${x.fn.name}: ${why}.`, at?.span ?? x.span);
    };
    return {
      args: x.args,
      type: x.type,
      filter,
      arithmetic: this.#around.arithmetic,
      raw: (value) => this.raw(value),
      as: (value, type) => this.as(value, type),
      truth: (value) => this.truth(value, filter),
      condition: (value) => this.truth(value, true),
      list: (relation) => this.list(relation),
      constant: (index) => {
        const arg = x.args[index];
        return arg?.kind === 'literal'
          ? arg.value
          : refuse(`argument ${index + 1} must be a constant here`, index);
      },
      refuse,
    };
  }

  #call(x: Call, filter: boolean): string {
    const spelling = x.fn.sql.duckdb;
    if (!spelling) throw new Refusal(`${x.fn.name} is not supported yet.`, x.span);
    const sql = spelling(this.#args(x.args, x), this.#facts(x, filter));
    if (this.#around.arithmetic === 'fast' || x.fn.computation) return sql;
    const tried = attempted(sql, x);
    return x.type === 'string' ? `coalesce(${tried}, '')` : tried;
  }

  #window(x: WindowCall): string {
    const spelling = x.fn.sql.duckdb;
    if (!spelling) throw new Refusal(`${x.fn.name} is not supported yet.`, x.span);
    const names = x.partition.map((c) => quoteName(c.physical)).join(', ');
    const over = (frame = '', by = ''): string => {
      const keys = [names, by].filter((k) => k !== '').join(', ');
      const partition = keys ? `PARTITION BY ${keys}` : '';
      return `OVER (${`${partition}${spellOrder(x.order)} ${frame}`.trim()})`;
    };
    return spelling(this.#args(x.args, x), { ...this.#facts(x, false), over });
  }

  #aggregate(x: AggregateCall): string {
    const spelling = x.fn.sql.duckdb;
    if (!spelling) throw new Refusal(`${x.fn.name} is not supported yet.`, x.span);
    const predicate = x.filter ? this.truth(x.filter, true) : null;
    const where = predicate ? ` FILTER (WHERE ${predicate})` : '';
    const facts = { ...this.#facts(x, false), where, predicate, order: spellOrder(x.order) };
    return spelling(this.#args(x.args, x), facts);
  }

  /**
   * A field of the picked row. Each field is an aggregate of its own, which costs less than one of whole rows; they
   * agree on the row, since each takes the first of the greatest in the same order of rows.
   */
  #field({ row: { pick, key, fields, filter }, index }: Field): string {
    const field = fields[index];
    if (!field) throw new Error('no such field');
    const where = filter ? ` FILTER (WHERE ${this.truth(filter, true)})` : '';
    const value = this.raw(field);
    if (!key) return `first(${value})${where}`;
    const by = this.as(key, key.type);
    const best = `arg_${pick}_null(${value}, ${by})${where}`;
    return key.nullable && key.type !== 'string'
      ? `CASE WHEN ${pick}(${by})${where} IS NULL THEN first(${value})${where} ELSE ${best} END`
      : best;
  }

  #subquery(relation: Relation, column: RelationColumn | undefined): string {
    if (!column) throw new Error('a subquery without columns');
    return `(SELECT ${quoteName(column.physical)} FROM ${this.#around.from(relation)} LIMIT 1)`;
  }

  /** The first column of a relation as `SELECT … AS v`, strings never NULL. */
  list(relation: Relation): string {
    const [first] = relation.columns;
    if (!first) throw new Error('a list without columns');
    const name = quoteName(first.physical);
    const value = first.type === 'string' ? `coalesce(${name}, '')` : name;
    return `SELECT ${value} AS v FROM ${this.#around.from(relation)}`;
  }
}
