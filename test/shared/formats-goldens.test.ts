import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import csv from '../../src/formats/readers/csv.ts';
import jsonl from '../../src/formats/readers/jsonl.ts';
import { readFormat } from '../kit/read-format.ts';

const folder = new URL('../../../shared/goldens/inputs/', import.meta.url);
const present = existsSync(folder);
const files = (ending: string): string[] =>
  present ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];

if (!present) it.skip('real logs are compared value by value where ../shared is present', () => {});
else
  it('sees the real logs', () => {
    expect(files('.jsonl').length).toBeGreaterThan(5);
    expect(files('.csv').length).toBeGreaterThan(5);
  });

/** A value as it must come out of a column of that type; JSON's own values else. */
function expected(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  if (type === 'datetime') {
    const text = String(value);
    const zoned = /(Z|[-+]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`;
    const day = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : zoned;
    const micros = /\.(\d{1,6})/.exec(day)?.[1]?.padEnd(6, '0') ?? '000000';
    const whole = new Date(day.replace(/\.\d+/, '')).toISOString().slice(0, 19);
    return `${whole}.${micros}0Z`;
  }
  if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
  return value;
}

for (const name of files('.jsonl'))
  it(`reads ${name} value by value as JSON.parse does`, async () => {
    const bytes = readFileSync(new URL(name, folder));
    const tables = [...(await readFormat(jsonl, name, bytes)).values()];
    expect(tables).toHaveLength(1);
    const lines = bytes.toString('utf8').split('\n').filter(Boolean);
    const columns = (tables[0]?.columns ?? []).map((column) => {
      const at = column.lastIndexOf(':');
      return { name: column.slice(0, at), type: column.slice(at + 1) };
    });
    const wrong: string[] = [];
    for (const [row, line] of lines.entries()) {
      const record = new Map(Object.entries(JSON.parse(line) as object));
      for (const [at, { name: key, type }] of columns.entries()) {
        const found = JSON.stringify(tables[0]?.rows[row]?.[at]);
        const wanted = JSON.stringify(expected(record.get(key), type));
        if (found !== wanted && wrong.length < 5) wrong.push(`${row} ${key}: ${found} ${wanted}`);
        record.delete(key);
      }
      if (record.size > 0) wrong.push(`${row} lacks ${[...record.keys()].join()}`);
    }
    expect(wrong).toEqual([]);
    expect(tables[0]?.rows).toHaveLength(lines.length);
    expect(tables[0]?.unparsed).toEqual([]);
  });

for (const name of files('.csv'))
  it(`reads every record of ${name}`, async () => {
    const bytes = readFileSync(new URL(name, folder));
    const [table] = (await readFormat(csv, name, bytes)).values();
    // A quoted line break would make the lines more than the records; none of these files has one.
    const lines = bytes.toString('utf8').split(/\r?\n/).filter(Boolean);
    const quotedBreaks = /"[^"\n]*\n[^"]*"(,|\r?\n)/.test(bytes.toString('utf8'));
    if (!quotedBreaks) expect(table?.rows).toHaveLength(lines.length - 1);
    expect(table?.rows.length).toBeGreaterThan(0);
    expect(table?.unparsed).toEqual([]);
  });
