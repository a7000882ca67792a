import { Buffer } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import type { Input } from '../define-format.ts';
import { dayMicros } from './timestamp.ts';

/** A stamp as a line gives it: without its year, or (`year` set) with it. */
export interface PartialStamp {
  month: number;
  day: number;
  clockMicros: number;
  year: number | null;
}

/** Finds the stamp of the line `text.slice(start, end)`, or null. */
export type StampFinder = (text: string, start: number, end: number) => PartialStamp | null;

interface Sample {
  offset: number;
  stamp: PartialStamp;
  micros: number;
}

const dayOfMicros = 86_400_000_000;
/** Lines of one file come from many hosts and queues: this much they may stand out of order. */
const disorder = 31 * dayOfMicros;
const sampleCount = 64;
const sampleBytes = 8 * 1024;

/** Gives stamps without a year theirs, line after line: time runs on, and the turn of a year is followed. */
export class RollingYear {
  #reference: number;
  #year: number;
  readonly #latest: number;
  /** First and last year that was given. */
  from: number = Number.POSITIVE_INFINITY;
  to: number = Number.NEGATIVE_INFINITY;

  /** `reference` is a stamp near the first line, `latest` one that no line is past; both in microseconds. */
  constructor(reference: number, latest: number) {
    this.#reference = reference;
    this.#year = yearOf(reference);
    this.#latest = latest;
  }

  /** Microseconds since 1970, or NaN where the day does not exist in any fitting year. */
  resolve(month: number, day: number, clockMicros: number): number {
    let year = this.#year;
    let micros = dayMicros(year, month, day) + clockMicros;
    const ahead = micros - this.#reference;
    if (!(ahead >= -disorder && ahead <= 11 * disorder && micros <= this.#latest)) {
      [year, micros] = this.#other(month, day, clockMicros);
      if (Number.isNaN(micros)) return micros;
    }
    if (micros > this.#reference) {
      this.#reference = micros;
      this.#year = year;
    }
    if (year < this.from) this.from = year;
    if (year > this.to) this.to = year;
    return micros;
  }

  /** The earliest year that is not far behind the reference and not past the latest; else the nearest before it. */
  #other(month: number, day: number, clockMicros: number): [number, number] {
    let best: [number, number] = [0, Number.NaN];
    for (let year = this.#year - 1; year <= this.#year + 4; year++) {
      const micros = dayMicros(year, month, day) + clockMicros;
      if (Number.isNaN(micros) || micros > this.#latest) continue;
      best = [year, micros];
      if (micros >= this.#reference - disorder) break;
    }
    return best;
  }
}

/**
 * Find out in which year the lines from `startOffset` on were written, from what is known, in this order: lines of
 * the file that say their year, a date in its name, when it was changed, the present. Looks at 64 places of the file
 * (on disk), so that every turn of a year is seen if no year of the log is shorter than a 64th of it.
 */
export async function chooseYear(
  input: Input,
  find: StampFinder,
  options: { startOffset: number; nowMs: number },
): Promise<{ years: RollingYear; because: string }> {
  const samples = await takeSamples(input, find);
  const known = samples.some((s) => s.stamp.year !== null);
  const named = dateInName(input.baseName);
  const [endMs, because]: [number, string] = known
    ? [options.nowMs, 'other lines of the file say theirs']
    : named !== null
      ? [named, `the name of the file says ${dayOf(named - 1)}`]
      : input.modifiedMs !== undefined
        ? [input.modifiedMs, `the file was last changed on ${dayOf(input.modifiedMs)}`]
        : [options.nowMs, 'no stamp may lie in the future'];
  const end = endMs * 1000 + 2 * dayOfMicros;
  settle(samples, end);
  const before = samples.filter((s) => s.offset <= options.startOffset).at(-1) ?? samples[0];
  const latest = samples.reduce((most, s) => Math.max(most, s.micros), Number.NEGATIVE_INFINITY);
  const bound = Number.isFinite(latest) ? Math.max(latest + disorder, known ? latest : end) : end;
  return { years: new RollingYear(before?.micros ?? end, bound), because };
}

/** Give each sample its full stamp: those after one that is known run on from it, those before run back to it. */
function settle(samples: Sample[], end: number): void {
  let previous = Number.NaN;
  for (const sample of samples) {
    const { stamp } = sample;
    if (stamp.year !== null) sample.micros = microsIn(stamp.year, stamp);
    else if (!Number.isNaN(previous)) sample.micros = firstNotBefore(stamp, previous - disorder);
    if (!Number.isNaN(sample.micros)) previous = sample.micros;
  }
  let next = end;
  for (const sample of samples.toReversed()) {
    if (Number.isNaN(sample.micros)) sample.micros = lastNotAfter(sample.stamp, next);
    next = sample.micros + disorder;
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function microsIn(year: number, stamp: PartialStamp): number {
  return dayMicros(year, stamp.month, stamp.day) + stamp.clockMicros;
}

function firstNotBefore(stamp: PartialStamp, micros: number): number {
  for (let year = yearOf(micros); year <= yearOf(micros) + 8; year++)
    if (microsIn(year, stamp) >= micros) return microsIn(year, stamp);
  return Number.NaN;
}

function lastNotAfter(stamp: PartialStamp, micros: number): number {
  for (let year = yearOf(micros); year >= yearOf(micros) - 8; year--)
    if (microsIn(year, stamp) <= micros) return microsIn(year, stamp);
  return micros;
}

function yearOf(micros: number): number {
  return new Date(micros / 1000).getUTCFullYear();
}

/** The end of the day that a name such as `messages-20240107` or `auth.2024-01-07.log` tells, in milliseconds. */
function dateInName(name: string): number | null {
  const found =
    /(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d{3})/.exec(
      name.slice(-256),
    );
  if (!found) return null;
  const micros = dayMicros(Number(found[1]), Number(found[3]), Number(found[4]));
  return Number.isNaN(micros) ? null : micros / 1000 + 86_400_000;
}

async function takeSamples(input: Input, find: StampFinder): Promise<Sample[]> {
  const samples = new Map<number, Sample>();
  const file = await open(await input.path());
  try {
    const { size } = await file.stat();
    const step = Math.max(sampleBytes, Math.floor(size / sampleCount));
    const offsets = [Math.max(0, size - sampleBytes)];
    for (let offset = 0; offset < size; offset += step) offsets.push(offset);
    for (const offset of offsets)
      for (const sample of await samplesAt(file, offset, find)) samples.set(sample.offset, sample);
  } finally {
    await file.close();
  }
  return [...samples.values()].sort((a, b) => a.offset - b.offset);
}

/** The stamps of the lines in one place of the file. */
async function samplesAt(file: FileHandle, offset: number, find: StampFinder): Promise<Sample[]> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, offset);
  const text = buffer.toString('latin1', 0, bytesRead);
  const samples: Sample[] = [];
  let start = offset === 0 ? 0 : text.indexOf('\n') + 1;
  if (start === 0 && offset > 0) return samples;
  while (start < text.length) {
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop;
    const stamp = find(text, start, end);
    if (stamp) samples.push({ offset: offset + start, stamp, micros: Number.NaN });
    start = end + 1;
  }
  return samples;
}
