/** Times are whole microseconds since 1970 in UTC, as the engine stores a datetime. */
export const second = 1_000_000;
export const minute: number = 60 * second;
export const hour: number = 60 * minute;
export const day: number = 24 * hour;

/** The time of an ISO 8601 stamp; one without a zone is read as UTC. */
export function at(stamp: string): number {
  return Date.parse(stamp.endsWith('Z') ? stamp : `${stamp}Z`) * 1000;
}

/** The four weeks of the sample: Monday 3 to Sunday 30 November 2025. */
export const period: { from: number; to: number; days: number } = {
  from: at('2025-11-03T00:00:00'),
  to: at('2025-12-01T00:00:00'),
  days: 28,
};

/** The start of each day of the period. */
export const days: readonly number[] = Array.from(
  { length: period.days },
  (_, index) => period.from + index * day,
);

/** Whether the office works on the day that starts here. */
export function isWorkday(start: number): boolean {
  return Math.floor((start - period.from) / day) % 7 < 5;
}

/** `2025-11-18T08:41:12.3456780Z`, as Sentinel prints times inside JSON. */
export function isoStamp(time: number): string {
  const micros = String(time % 1000).padStart(3, '0');
  return new Date(Math.floor(time / 1000)).toISOString().replace('Z', `${micros}0Z`);
}
