import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import pickle from '../../src/formats/readers/pickle.ts';
import { readFormat } from '../kit/read-format.ts';

const inputs = fileURLToPath(new URL('../../../shared/goldens/inputs/', import.meta.url));
const present = existsSync(inputs);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

const stems = present
  ? readdirSync(inputs)
      .filter((name) => name.endsWith('.pkl'))
      .map((name) => name.slice(0, -4))
  : [];

/** The rows beside a pickle, with CSV cells as text. */
function rowsBeside(stem: string): Record<string, unknown>[] {
  const jsonl = `${inputs}${stem}.jsonl`;
  if (existsSync(jsonl)) {
    const lines = readFileSync(jsonl, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
  // These files have no quotes and no commas in cells.
  const [head = '', ...lines] = readFileSync(`${inputs}${stem}.csv`, 'utf8').trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] === '' ? null : cells[i]]));
  });
}

/** The value beside the pickle as the table should spell it: nine digits of a second are seven in Kusto. */
function expected(value: unknown, type: string): unknown {
  if (value === null) return type === 'string' ? '' : null;
  if (type === 'datetime') return `${String(value).replace(/Z$/, '').slice(0, -2)}Z`;
  if (type === 'long' || type === 'real') return Number(value);
  return value;
}

const ticksOf = (spelled: unknown): number => {
  const match = /^(-?)(?:(\d+)\.)?(\d\d):(\d\d):(\d\d)(?:\.(\d{7}))?$/.exec(String(spelled));
  const [, sign, days = 0, hours, minutes, seconds, ticks = 0] = match ?? [];
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign ? -1 : 1) * (whole * 10_000_000 + Number(ticks));
};

describe.skipIf(!present)('the pickles of real investigations', () => {
  it('are there', () => {
    expect(stems.length).toBeGreaterThanOrEqual(10);
  });

  for (const stem of stems)
    it(`${stem}.pkl reads to exactly the rows beside it`, async () => {
      const tables = await readFormat(pickle, `${stem}.pkl`, readFileSync(`${inputs}${stem}.pkl`));
      const table = tables.get(stem);
      const beside = rowsBeside(stem);
      const columns = (table?.columns ?? []).map((column) => {
        const at = column.lastIndexOf(':');
        return { name: column.slice(0, at), type: column.slice(at + 1) };
      });
      const spelledNs = (name: string, type: string): string =>
        type === 'timespan' ? `${name}_ns` : name;
      expect(columns.map(({ name, type }) => spelledNs(name, type))).toEqual(
        Object.keys(beside[0] ?? {}),
      );
      expect(table?.rows.length).toBe(beside.length);
      beside.forEach((row, r) => {
        const found = table?.rows[r] ?? [];
        columns.forEach(({ name, type }, c) => {
          const value = type === 'timespan' ? ticksOf(found[c]) * 100 : found[c];
          const want = expected(row[spelledNs(name, type)], type);
          if (!Object.is(value, want)) expect(value, `${name} of row ${r}`).toEqual(want);
        });
      });
    });
});
