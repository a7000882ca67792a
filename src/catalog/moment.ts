/** A point in time in ticks of 100 ns since 1970, UTC. */
export interface Moment {
  ticks: bigint;
}

export const ticksOf: Readonly<Record<'second' | 'minute' | 'hour' | 'day' | 'week', bigint>> = {
  second: 10_000_000n,
  minute: 600_000_000n,
  hour: 36_000_000_000n,
  day: 864_000_000_000n,
  week: 6_048_000_000_000n,
};

/** A Date as a moment. */
export function momentOf(date: Date): Moment {
  return { ticks: BigInt(date.getTime()) * 10_000n };
}

/** A moment as a Date, cut to milliseconds. */
export function dateOf({ ticks }: Moment): Date {
  const ms = ticks / 10_000n;
  return new Date(Number(ticks % 10_000n < 0n ? ms - 1n : ms));
}

/** ISO 8601 with as many digits of the second as there are, by six or seven; `T` and `Z` can be other texts. */
export function isoText(moment: Moment, between = 'T', zone = 'Z'): string {
  const date = dateOf(moment);
  const below = ((moment.ticks % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const digits = String(below).padStart(7, '0');
  const fraction = below === 0n ? '' : `.${digits.endsWith('0') ? digits.slice(0, 6) : digits}`;
  return `${date.toISOString().slice(0, 19).replace('T', between)}${fraction}${zone}`;
}
