import type { KustoType } from './kusto-type.ts';

/** A text that says a value of an ordered type. */
export interface TypedText {
  type: 'long' | 'real' | 'datetime' | 'timespan';
  /** As a literal of KQL has it between its parentheses. */
  text: string;
  /** Of a timespan, its ticks of 100 ns. */
  ticks: bigint;
}

const whole = /^[+-]?\d{1,18}$/;
const number = /^[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:e[+-]?\d{1,3})?$/i;
const time = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(\.\d{1,7})?)?)?Z?$/;
const span = /^(-?)(?:(\d{1,8})\.)?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/;

function typedTime(text: string): TypedText | null {
  const [, day, minutes = '00:00', seconds = '00', part = ''] = time.exec(text) ?? [];
  const iso = `${day}T${minutes}:${seconds}`;
  const read = Date.parse(`${iso}Z`);
  if (Number.isNaN(read) || new Date(read).toISOString().slice(0, 19) !== iso) return null;
  return { type: 'datetime', text: `${iso}${part}Z`, ticks: 0n };
}

function typedSpan(text: string): TypedText | null {
  const parts = span.exec(text);
  if (!parts) return null;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', part = ''] = parts;
  const all =
    ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const ticks = all * 10_000_000n + BigInt(part.padEnd(7, '0'));
  return { type: 'timespan', text, ticks: sign === '-' ? -ticks : ticks };
}

/** What a reader typed for a column of numbers, times or spans, as a value; null where it is none, or the type has no order. */
export function typedText(type: KustoType, given: string): TypedText | null {
  const text = given.trim();
  if (type === 'datetime') return typedTime(text);
  if (type === 'timespan') return typedSpan(text);
  if (type === 'int' || type === 'long')
    if (whole.test(text)) return { type: 'long', text, ticks: 0n };
  if (type === 'int' || type === 'long' || type === 'real' || type === 'decimal')
    return number.test(text) && Number.isFinite(Number(text))
      ? { type: 'real', text, ticks: 0n }
      : null;
  return null;
}
