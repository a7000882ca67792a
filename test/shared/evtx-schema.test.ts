import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import evtx from '../../src/formats/readers/evtx.ts';
import { event, eventData, fileTime, wire, writeEvtx } from '../kit/evtx.ts';
import { memoryInput, readToMemory } from '../kit/read-to-memory.ts';

const schemas = new URL('../../../shared/kql/schemas.json', import.meta.url);
const present = existsSync(schemas);
if (!present) process.stderr.write('../shared is absent: the columns of event logs go unchecked\n');

const time = fileTime(1_706_933_106_123_456);
const data = eventData({ A: wire.u8(1) });
const log = writeEvtx([
  [
    event({ provider: 'a', channel: 'Security', eventId: 1, id: 1, time }, data),
    event({ provider: 'b', channel: 'Application', eventId: 1, id: 2, time }, data),
  ],
]);

/** Columns whose type is another here, and why: `EventData` of Event is a bag, as in WindowsEvent. */
const otherwise = new Set(['Event EventData:string']);

for (const [table, names] of [
  ['SecurityEvent', ['SecurityEvent']],
  ['Event', ['Event', 'WindowsEvent']],
] as const)
  it.skipIf(!present)(
    `has every column of Sentinel's ${names.join(' and ')} in ${table}`,
    async () => {
      const found = (await readToMemory(evtx, memoryInput(log))).get(table)?.columns ?? [];
      const known = JSON.parse(readFileSync(schemas, 'utf8')) as Record<
        string,
        Record<string, string>
      >;
      const wanted = names.flatMap((name) =>
        Object.entries(known[name] ?? {}).map(([column, type]) => `${column}:${type}`),
      );
      expect(wanted.length).toBeGreaterThan(20);
      const missing = wanted.filter((column) => !found.includes(column));
      expect(missing.filter((column) => !otherwise.has(`${table} ${column}`))).toEqual([]);
    },
  );
