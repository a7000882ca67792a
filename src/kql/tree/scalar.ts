import type { KustoType, Span } from '../../base/index.ts';
import { parseDatetime, splitTicks } from '../parse/literals.ts';
import type { ColumnRef, Literal, LiteralValue, RelationColumn, Scalar } from './nodes.ts';

export function literal(type: KustoType, value: LiteralValue, span?: Span): Literal {
  return { kind: 'literal', type, value, nullable: value === null, span };
}

export function column(of: RelationColumn, span?: Span, side?: 'left' | 'right'): ColumnRef {
  const ref = { kind: 'column', type: of.type, nullable: of.nullable, column: of, span } as const;
  return side ? { ...ref, side } : ref;
}

/** The value as another type, by Kusto's conversions; what cannot be converted is null. */
export function cast(value: Scalar, type: KustoType): Scalar {
  if (value.type === type) return value;
  const { span } = value;
  if (isNull(value)) return literal(type, type === 'string' ? '' : null, span);
  const constant =
    value.kind === 'literal' ? (castWhole(value, type) ?? castTime(value, type)) : undefined;
  if (constant) return constant;
  const whole = value.type === 'int' || value.type === 'long';
  const widens = whole && (type === 'long' || type === 'real');
  return {
    kind: 'cast',
    type,
    value,
    nullable: type !== 'string' && (value.nullable || !widens),
    span,
  };
}

/** A constant whole number as another type, where nothing can go wrong. */
function castWhole({ type: from, value, span }: Literal, type: KustoType): Literal | undefined {
  if (typeof value !== 'bigint' || (from !== 'int' && from !== 'long')) return undefined;
  if (type === 'long') return literal('long', value, span);
  if (type === 'real') return literal('real', Number(value), span);
  return type === 'string' ? literal('string', String(value), span) : undefined;
}

/** A constant text that is a time. */
function castTime({ type: from, value, span }: Literal, type: KustoType): Literal | undefined {
  if (from !== 'string' || typeof value !== 'string' || type !== 'datetime') return undefined;
  const ticks = parseDatetime(value);
  return ticks === null ? undefined : timeLiteral(ticks, span);
}

/** A constant time, given in ticks since 1970. */
export function timeLiteral(ticks: bigint, span?: Span): Literal {
  const { micros, below } = splitTicks(ticks);
  const time = literal('datetime', micros, span);
  return below === 0n ? time : { ...time, below };
}

/** How many ticks a time lies past its microsecond, where the query says so: stored times are whole microseconds. */
export function ticksBelow(time: Scalar): bigint {
  if (time.kind === 'literal') return time.below ?? 0n;
  const moved = time.kind === 'call' ? time.fn.moves?.(time.args) : undefined;
  return moved ? splitTicks(ticksBelow(moved.time) + moved.ticks).below : 0n;
}

/** How the ticks that two times lie past their microseconds compare, where these are equal: -1, 0 or 1; 0 of other types. */
export function comparedBelow(left: Scalar, right: Scalar): -1 | 0 | 1 {
  if (left.type !== 'datetime' || right.type !== 'datetime') return 0;
  const [a, b] = [ticksBelow(left), ticksBelow(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isNull(x: Scalar): boolean {
  return x.kind === 'literal' && x.value === null;
}
