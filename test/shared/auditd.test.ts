import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import auditd from '../../src/formats/readers/auditd.ts';
import { memoryInput, readToMemory } from '../kit/read-to-memory.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

interface Golden {
  rows: (Record<string, unknown> & { mssg_id: string })[];
}

/**
 * A value as MSTICPy gives it, as the record has it: it cuts `msg='…'` at blanks, so that the last field keeps the
 * quote; reads the unset user 4294967295 as -1; and leaves the NULs of a process title.
 */
function asWritten(value: unknown): string {
  if (value === -1) return '4294967295';
  return String(value).replace(/'$/, '').replaceAll('\0', ' ');
}

it.skipIf(!present)('finds in a real audit log every field that MSTICPy finds', async () => {
  const log = readFileSync(`${goldens}inputs/auditd_log.txt`);
  const table = (await readToMemory(auditd, memoryInput(log))).get('LinuxAuditLog');
  expect(table?.unparsed).toEqual([]);
  expect(table?.rows.length).toBe(1708);
  const columns = (table?.columns ?? []).map((c) => c.split(':')[0] ?? '');
  const events = new Map<string, Map<string, string>[]>();
  for (const row of table?.rows ?? []) {
    const record = new Map(columns.map((name, i) => [name, String(row[i] ?? '')]));
    const time = record.get('AuditID')?.split(':')[0] ?? '';
    events.set(time, [...(events.get(time) ?? []), record]);
  }
  const golden = JSON.parse(readFileSync(`${goldens}dev/08_auditd_file.json`, 'utf8')) as Golden;
  const missing: string[] = [];
  let found = 0;
  for (const row of golden.rows) {
    for (const [name, value] of Object.entries(row)) {
      // `msg` is a cut-off piece of what stands in quotes; names with a suffix are those of records merged into one row.
      if (['EventType', 'mssg_id', 'TimeGenerated', 'msg'].includes(name) || /_[A-Z_]+$/.test(name))
        continue;
      if (events.get(row.mssg_id)?.some((record) => record.get(name) === asWritten(value))) found++;
      else missing.push(`${row.mssg_id} ${name}=${String(value)}`);
    }
  }
  expect(missing).toEqual([]);
  expect(found).toBeGreaterThan(1900);
});
