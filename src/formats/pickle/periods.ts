import { damaged, unsupported } from './faults.ts';
import { className, isObject, type PyObject, type PyValue } from './objects.ts';

/** How a pandas Period counts: the kind of step, and the last day of its weeks where it counts weeks. */
export interface Freq {
  step: 'Y' | 'Q' | 'M' | 'W' | 'B' | 'D' | 'h' | 'min' | 's' | 'ms' | 'us' | 'ns';
  /** 0 for weeks that end on Sunday, 1 for Monday … */
  weekEnd: number;
}

const byClass: ReadonlyMap<string, Freq['step']> = new Map([
  ['YearEnd', 'Y'],
  ['QuarterEnd', 'Q'],
  ['MonthEnd', 'M'],
  ['Week', 'W'],
  ['BusinessDay', 'B'],
  ['Day', 'D'],
  ['Hour', 'h'],
  ['Minute', 'min'],
  ['Second', 's'],
  ['Milli', 'ms'],
  ['Micro', 'us'],
  ['Nano', 'ns'],
]);

// pandas 1 and 2 use the older letters.
const byLetter: ReadonlyMap<string, Freq['step']> = new Map([
  ...[...byClass.values()].map((step) => [step, step] as const),
  ['A', 'Y'],
  ['YE', 'Y'],
  ['QE', 'Q'],
  ['ME', 'M'],
  ['H', 'h'],
  ['T', 'min'],
  ['S', 's'],
  ['L', 'ms'],
  ['U', 'us'],
  ['N', 'ns'],
]);

const weekDays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The step of a period from its offset object or from a spelling such as `period[W-SUN]` or `15min`. */
export function freqOf(freq: PyValue | undefined): Freq {
  if (isObject(freq)) return offsetFreq(freq);
  const match =
    typeof freq === 'string' ? /^(?:period\[)?\d*([A-Za-z]+)(?:-([A-Z]{3}))?\]?$/.exec(freq) : null;
  const step = byLetter.get(match?.[1] ?? '');
  if (step === undefined)
    throw unsupported(`periods of ${typeof freq === 'string' ? freq : 'an unknown length'}`);
  return { step, weekEnd: Math.max(0, weekDays.indexOf(match?.[2] ?? 'SUN')) };
}

function offsetFreq(offset: PyObject): Freq {
  const step = byClass.get(className(offset));
  if (step === undefined) throw unsupported(`periods of ${className(offset)}`);
  const weekDay = offset.args[2];
  return { step, weekEnd: step === 'W' && typeof weekDay === 'number' ? (weekDay + 1) % 7 : 0 };
}

const perSecond: Readonly<Record<'s' | 'ms' | 'us' | 'ns', bigint>> = {
  s: 1n,
  ms: 1_000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};

/** A period as pandas prints it: `2021`, `2021Q1`, `2021-02`, `2021-02-01/2021-02-07`, `2021-02-03 04:00`. */
export function periodText(ordinal: bigint, freq: Freq): string {
  if (ordinal > 1n << 62n || ordinal < -(1n << 62n)) throw damaged('a period is out of range');
  const n = Number(ordinal);
  switch (freq.step) {
    case 'Y':
      return String(1970 + n);
    case 'Q':
      return `${1970 + Math.floor(n / 4)}Q${(((n % 4) + 4) % 4) + 1}`;
    case 'M':
      return `${1970 + Math.floor(n / 12)}-${two((((n % 12) + 12) % 12) + 1)}`;
    case 'W': {
      const last = n * 7 + freq.weekEnd - 4;
      return `${day(last - 6)}/${day(last)}`;
    }
    case 'B': {
      const weeks = Math.floor((n + 3) / 5);
      return day(weeks * 7 + (n + 3 - weeks * 5) - 3);
    }
    case 'D':
      return day(n);
    case 'h':
      return clock(ordinal * 3600n)
        .slice(0, 13)
        .concat(':00');
    case 'min':
      return clock(ordinal * 60n).slice(0, 16);
    default:
      return fraction(ordinal, perSecond[freq.step]);
  }
}

function fraction(ordinal: bigint, per: bigint): string {
  const rest = ((ordinal % per) + per) % per;
  const digits = per === 1n ? '' : `.${rest.toString().padStart(String(per).length - 1, '0')}`;
  return clock((ordinal - rest) / per) + digits;
}

const two = (n: number): string => String(n).padStart(2, '0');
const lastDay = 2_932_896;

function day(days: number): string {
  if (!(Math.abs(days) <= lastDay)) throw damaged('a period is out of range');
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

function clock(seconds: bigint): string {
  const ms = Number(seconds) * 1000;
  if (!(Math.abs(ms) <= lastDay * 86_400_000)) throw damaged('a period is out of range');
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
