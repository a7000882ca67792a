import type { KustoType, Span } from '../../base/index.ts';
import { parseDatetime } from '../parse/literals.ts';
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
  const micros = parseDatetime(value);
  return micros === null ? undefined : literal('datetime', micros, span);
}

export function isNull(x: Scalar): boolean {
  return x.kind === 'literal' && x.value === null;
}
