import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Filter } from '../../src/protocol/index.ts';
import { Hunt } from '../../src/session/index.ts';
import type { Table } from '../../src/tables/index.ts';
import { filterStep, groupStep, projectStep, sortStep } from '../../src/views/filter-steps.ts';

const rows = `datatable(['a \\'b']: string, I: int, L: long, R: real, D: decimal, B: bool, T: datetime, S: timespan, G: guid, J: dynamic)[
  'Abc', 1, 10, 1.0, decimal(1.5), true, datetime(2026-03-01 08:00:00), 1h, guid(74be27de-1e4e-49d9-b579-fe0b331d3642), dynamic({"a": 1}),
  'abc', 2, 20, 2.5, decimal(2), false, datetime(2026-03-01 08:00:00.123456), 1.5h, guid(74be27de-1e4e-49d9-b579-fe0b331d3643), dynamic([1, 2]),
  '=1+1 %_', -3, 9007199254740993, -0.25, decimal(-7), true, datetime(2026-03-02), 2d, guid(null), dynamic("x"),
  '', int(null), long(null), real(null), decimal(null), bool(null), datetime(null), timespan(null), guid(null), dynamic(null),
]`;
const typed: Readonly<Record<string, readonly string[]>> = {
  "a 'b": ['abc', 'B', '', "'", '%', '_', '=1+1 %_', '\\'],
  I: ['1', '-3', '1.5', 'x', ''],
  L: ['10', '9007199254740993', '9007199254740992', 'x'],
  R: ['1', '1.0', '2.5', '-0.25', 'x'],
  D: ['1.5', '2', '-7', 'x'],
  B: ['true', 'False', 'x'],
  T: ['2026-03-01T08:00:00.0000000Z', '2026-03-01T08:00:00.1234560Z', '2026-03-01', '2026-03', 'x'],
  S: ['01:00:00', '01:30:00', '2.00:00:00', 'x'],
  G: ['74be27de-1e4e-49d9-b579-fe0b331d3642', '74be', 'x'],
  J: ['{"a":1}', '[1,2]', 'x', '1'],
};
const ordered = new Set(['I', 'L', 'R', 'D', 'T', 'S']);
const ops = ['contains', 'startsWith', 'equals', 'notEquals', 'empty', 'notEmpty'] as const;

let hunt: Hunt;
let table: Table;

beforeAll(async () => {
  hunt = new Hunt();
  table = await hunt.kql(rows);
});

afterAll(async () => {
  await hunt.close();
});

async function kept(kql: string): Promise<unknown> {
  return (await (await table.kql(kql, { held: true })).toJson()).rows;
}

it('keeps the same rows in the grid and in KQL', async () => {
  const differing: string[] = [];
  for (const [column, values] of Object.entries(typed))
    for (const value of values)
      for (const op of [
        ...ops,
        ...(ordered.has(column) ? (['greaterThan', 'lessThan'] as const) : []),
      ]) {
        const where: Filter[] = [{ column, op, value }];
        const shown = await table.page({ offset: 0, limit: 10, where });
        const said = await kept(filterStep(table.columns, where));
        if (JSON.stringify(shown.rows) !== JSON.stringify(said))
          differing.push(
            `${column} ${op} ${value}: ${shown.rows.length} ${JSON.stringify(said).length}`,
          );
      }
  expect(differing).toEqual([]);
});

it('keeps the rows of each value that is shown as a most frequent one', async () => {
  for (const { name, type } of table.columns) {
    const all = (await table.page({ offset: 0, limit: 10 })).rows;
    const at = table.columns.findIndex((c) => c.name === name);
    for (const row of all.slice(0, 2)) {
      const value = type === 'dynamic' ? JSON.stringify(row[at]) : String(row[at]);
      const where: Filter[] = [{ column: name, op: 'equals', value }];
      const found = (await table.page({ offset: 0, limit: 10, where })).rows;
      expect([
        name,
        value,
        found.length > 0 &&
          found.some((r) => r[at] === row[at] || JSON.stringify(r[at]) === JSON.stringify(row[at])),
      ]).toEqual([name, value, true]);
    }
  }
});

it('sorts, keeps columns and counts', async () => {
  const { columns } = table;
  const orderBy = [{ column: 'R', descending: true }];
  const sorted = (await table.page({ offset: 0, limit: 10, orderBy })).rows;
  expect(await kept(sortStep(orderBy))).toEqual(sorted);
  const shown = [columns[2], columns[0]].flatMap((c) => c ?? []);
  expect(await kept(`${projectStep(columns, shown)} | take 1`)).toEqual([[10, 'Abc']]);
  expect(projectStep(columns, columns)).toBe('');
  expect(filterStep(columns, [])).toBe('');
  const json = columns.find(({ name }) => name === 'J');
  expect(json && (await kept(groupStep(json, new Set(['Rows']))))).toHaveLength(4);
});
