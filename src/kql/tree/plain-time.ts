import type { Scalar } from './nodes.ts';
import { comparedBelow, literal, ticksBelow } from './scalar.ts';

/** How two values are compared by order. */
export type Order = '<' | '<=' | '>' | '>=';

const mirrored: Readonly<Record<Order, Order>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const yearOneMicros = -62_135_596_800_000_000n;

export interface PlainTime {
  order: Order;
  time: Scalar;
  bound: Scalar;
}

/** What a comparison of two times is of their microseconds, where those of one have ticks past them. */
export function ofMicros(operator: Order, left: Scalar, right: Scalar): Order {
  const past = comparedBelow(left, right);
  if (past === 0) return operator;
  return operator.startsWith('>') ? (past < 0 ? '>' : '>=') : past < 0 ? '<=' : '<';
}

/**
 * A comparison of a moved or rounded time with a constant, as one of the time itself: `t + 1h > c` is
 * `t > c - 1h`. A column by itself lets DuckDB skip row groups by their least and greatest values.
 */
export function plainTime(order: Order, left: Scalar, right: Scalar): PlainTime | undefined {
  if (left.kind === 'literal')
    return right.kind === 'literal' ? undefined : plainTime(mirrored[order], right, left);
  if (left.kind !== 'call' || left.type !== 'datetime') return undefined;
  if (right.kind !== 'literal' || typeof right.value !== 'bigint' || right.type !== 'datetime')
    return undefined;
  const moved = left.fn.moves?.(left.args);
  if (moved && moved.ticks % 10n === 0n)
    return { order, time: moved.time, bound: { ...right, value: right.value - moved.ticks / 10n } };
  const floored = left.fn.floors?.(left.args);
  if (!floored || floored.ticks < 10n || floored.ticks % 10n !== 0n) return undefined;
  return overSteps(order, floored.time, right.value, {
    width: floored.ticks / 10n,
    exact: ticksBelow(right) === 0n,
  });
}

/** The first whole step at or after a bound tells on which side a rounded time lies. */
function overSteps(
  order: Order,
  time: Scalar,
  bound: bigint,
  { width, exact }: { width: bigint; exact: boolean },
): PlainTime {
  const over = (((bound - yearOneMicros) % width) + width) % width;
  const floor = bound - over;
  const next = floor + width;
  const orAfter = over === 0n && exact ? floor : next;
  const first = order === '>=' || order === '<' ? orAfter : next;
  return {
    order: order === '>=' || order === '>' ? '>=' : '<',
    time,
    bound: literal('datetime', first),
  };
}
