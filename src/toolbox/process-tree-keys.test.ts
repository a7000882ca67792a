import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

it('gives a key all six digits of when the process was started, rounded to ten microseconds', async () => {
  const times = [
    ['2024-01-01T00:00:00Z', '2024-01-01 00:00:00.000000'],
    ['2024-01-01T00:00:01.5Z', '2024-01-01 00:00:01.500000'],
    ['2024-01-01T00:00:02.25Z', '2024-01-01 00:00:02.250000'],
    ['2024-01-01T00:00:03.125Z', '2024-01-01 00:00:03.125000'],
    ['2024-01-01T00:00:04.0625Z', '2024-01-01 00:00:04.062500'],
    ['2024-01-01T00:00:05.00001Z', '2024-01-01 00:00:05.000010'],
    ['2024-01-01T00:00:06.000016Z', '2024-01-01 00:00:06.000020'],
    ['2024-01-01T00:00:07.999996Z', '2024-01-01 00:00:08.000000'],
    ['1969-12-31T23:59:58.7Z', '1969-12-31 23:59:58.700000'],
    ['0001-01-01T00:00:00Z', '0001-01-01 00:00:00.000000'],
  ];
  const rows = times.map(([time], i) => `datetime(${time}), "pc", "a.exe", ${i + 1}, 0, ""`);
  const { rows: found } = await engine.kql(
    `datatable(TimeGenerated: datetime, Computer: string, NewProcessName: string, NewProcessId: long, ProcessId: long, ParentProcessName: string)[${rows.join(', ')}, datetime(null), "pc", "a.exe", 0, 0, ""] | invoke process_tree(infer = false) | sort by toint(id) asc | project key`,
  );
  expect(found).toEqual([
    ['a.exe|0|'],
    ...times.map(([, stamp], i) => [`a.exe|${i + 1}|${stamp}`]),
  ]);
});
