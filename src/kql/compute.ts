import type { ComputedType, ComputedValue, KustoType, ValueComputation } from '../base/index.ts';
import { conversion } from './dialects/duckdb-cast.ts';
import type { Signature } from './signature.ts';
import type { CallSql, Scalar } from './tree/nodes.ts';

/** A value of any type as a `compute` sees it: times in ticks, the rest as SQL writes it. */
export interface Tagged {
  type: KustoType;
  text: string;
}

/** A value as a `compute` of a definition sees it. */
interface Seen {
  bool: boolean | null;
  int: number | null;
  long: bigint | null;
  real: number | null;
  decimal: string | null;
  /** Never null where it is given. */
  string: string;
  /** Microseconds since 1970. */
  datetime: bigint | null;
  /** Ticks of 100 ns. */
  timespan: bigint | null;
  /**
   * As JSON.parse gives it; what is given back is written by JSON.stringify. A text that comes again in the next row
   * is the same object, so it may be the key of a WeakMap, and must not be changed.
   */
  dynamic: unknown;
  guid: string | null;
  number: number | null;
  any: Tagged | null;
}

type Trim<T> = T extends ` ${infer Rest}` ? Trim<Rest> : T;
type Named<T> = T extends keyof Seen ? Seen[T] : never;
type Argument<P> = P extends `...${string}: ${infer T}`
  ? Named<T>[]
  : P extends `${string}?: ${infer T} = ${string}`
    ? [Named<T>]
    : P extends `${string}?: ${infer T}`
      ? [Named<T> | null]
      : P extends `${string}: ${infer T}`
        ? [Named<T>]
        : [];
type Arguments<P> = P extends `${infer First},${infer Rest}`
  ? [...Argument<Trim<First>>, ...Arguments<Rest>]
  : Argument<Trim<P>>;

/** `compute` of a definition with this signature: an optional argument that is not given is null, or what the signature says. */
export type Compute<S extends string> = S extends `${string}(${infer P}): ${infer R}`
  ? (...args: Arguments<P>) => Named<R>
  : never;

interface Travel {
  as: ComputedType;
  /** SQL of the value on its way to the computation. */
  send(sql: string): string;
  read(value: ComputedValue): unknown;
  write(value: unknown): ComputedValue;
  /** SQL of what came back. */
  receive(sql: string): string;
}

const plain = (as: ComputedType): Travel => ({
  as,
  send: (x) => x,
  read: (v) => v,
  write: (v) => v as ComputedValue,
  receive: (x) => x,
});
const asText = (type: 'decimal' | 'guid'): Travel => ({
  ...plain('VARCHAR'),
  send: (x) => `CAST(${x} AS VARCHAR)`,
  receive: conversion('string', type),
});

/** How each type gets to a computation and back. */
const travels: Readonly<Record<KustoType, Travel>> = {
  bool: plain('BOOLEAN'),
  int: {
    ...plain('DOUBLE'),
    receive: (x) => `TRY_CAST(${x} AS INTEGER)`,
  },
  long: plain('BIGINT'),
  real: plain('DOUBLE'),
  decimal: asText('decimal'),
  string: { ...plain('VARCHAR'), receive: (x) => `coalesce(${x}, '')` },
  datetime: {
    ...plain('BIGINT'),
    send: (x) => `epoch_us(${x})`,
    receive: (x) => `make_timestamp(${x})`,
  },
  timespan: plain('BIGINT'),
  dynamic: {
    as: 'VARCHAR',
    send: (x) => `CAST(${x} AS VARCHAR)`,
    read: (v) => (v === null ? null : JSON.parse(String(v))),
    write: (v) => (v === null || v === undefined ? null : JSON.stringify(v)),
    receive: (x) => `CAST(${x} AS JSON)`,
  },
  guid: asText('guid'),
};

/** SQL of a value of this type on its way to a computation. */
export function sent(sql: string, type: KustoType): string {
  return travels[type].send(sql);
}

/** SQL of a value of this type that a computation gave, as text where the computation is one of tables. */
export function received(sql: string, type: KustoType, as: 'itself' | 'text'): string {
  const { as: physical, receive } = travels[type];
  return receive(as === 'text' && physical !== 'VARCHAR' ? `CAST(${sql} AS ${physical})` : sql);
}

const tagged: Travel = {
  ...plain('VARCHAR'),
  read: (v) => {
    const text = v === null ? '' : String(v);
    const end = text.indexOf(' ');
    return v === null ? null : { type: text.slice(0, end), text: text.slice(end + 1) };
  },
};

function travelOf(type: KustoType | 'any' | 'number'): Travel {
  if (type === 'any') return tagged;
  return travels[type === 'number' ? 'real' : type];
}

/**
 * A text that is never null to the user. DuckDB calls a function on the dictionary of a column, where an entry that no
 * row uses is NULL although the SQL has seen to it that no row is.
 */
function presentText(value: ComputedValue): unknown {
  return value ?? '';
}

/** Reading that gives the same object again for the same text. */
function remembering(read: Travel['read']): Travel['read'] {
  let [last, value]: [ComputedValue, unknown] = [null, null];
  return (text) => {
    if (text !== last) [last, value] = [text, read(text)];
    return text === null ? read(text) : value;
  };
}

/** SQL of a value with its type in front, NULL where it is null. */
function tag(value: Scalar, call: CallSql): string {
  if (value.type === 'string') return `('string ' || ${call.as(value, 'string')})`;
  const sql = call.raw(value);
  return `('${value.type} ' || CAST(${value.type === 'datetime' ? `k_ticks(${sql})` : sql} AS VARCHAR))`;
}

/** A function in TypeScript behind a definition, and the SQL of its calls. */
export interface ComputedFunction {
  computation: ValueComputation;
  spell(args: readonly string[], call: CallSql): string;
}

/** Make a definition's `compute` callable from SQL. */
export function computedFunction(
  { name, parameters, result }: Signature,
  compute: (...args: never[]) => unknown,
): ComputedFunction {
  const single = parameters.filter((p) => !p.repeats);
  const fixed = single.map((p) => travelOf(p.type));
  const readers = fixed.map(({ as, read }, i) => {
    if (as !== 'VARCHAR') return read;
    const present = single[i]?.type === 'string' && !single[i]?.optional;
    return remembering(present ? presentText : read);
  });
  const repeating = parameters.find((p) => p.repeats);
  const rest = repeating ? travelOf(repeating.type) : null;
  if (!result) throw new Error(`${name}: a computed function says what it returns`);
  const back = travels[result];
  const sqlName = `kc_${name}`;
  return {
    computation: {
      kind: 'value',
      name: sqlName,
      parameters: fixed.map((t) => t.as),
      rest: rest?.as ?? null,
      result: back.as,
      compute: (args) => {
        const read = args.map((arg, i) => (readers[i] ?? (rest ?? back).read)(arg));
        return back.write(compute(...(read as never[])));
      },
    },
    spell: (args, call) => {
      const sql = args.map((arg, i) => {
        const travel = fixed[i] ?? rest ?? back;
        const given = call.args[i];
        return travel === tagged && given ? tag(given, call) : travel.send(arg);
      });
      for (let i = sql.length; i < fixed.length; i++)
        sql.push(`${single[i]?.otherwise}::${fixed[i]?.as}`);
      return back.receive(`${sqlName}(${sql.join(', ')})`);
    },
  };
}
