import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const at = (fraction: string): string => `datetime(2024-01-01 00:00:00.${fraction})`;
const table = `datatable(t: datetime)[${at('249999')}, ${at('25')}, ${at('250001')}, datetime(null)]`;
const past = at('2500001');

/** Which of .249999, .25 and .250001 there are. */
async function kept(condition: string): Promise<string> {
  const { rows } = await engine.kql(`${table} | where ${condition} | project t`);
  return rows.map(([t]) => String(t).slice(20, 26).replace(/0+$/, '')).join(' ');
}

it.each([
  [`t >= ${past}`, '250001'],
  [`t > ${past}`, '250001'],
  [`t < ${past}`, '249999 25'],
  [`t <= ${past}`, '249999 25'],
  [`t == ${past}`, ''],
  [`t in (${past}, ${at('250001')})`, '250001'],
  [`t in (${past})`, ''],
  [`${past} <= t`, '250001'],
  [`${past} > t`, '249999 25'],
  [`t between (${past} .. 1s)`, '250001'],
  [`t between (${at('249999')} .. ${past})`, '249999 25'],
  [`t between (${past} .. ${at('2500009')})`, ''],
  [`t > ${at('25')}`, '250001'],
  [`t >= ${at('2500000')}`, '25 250001'],
  [`t + 1h >= ${past} + 1h`, '250001'],
  [`t + 1tick >= ${past}`, '25 250001'],
  [`t + 1tick > ${past}`, '250001'],
  [`t + 1tick == ${past}`, '25'],
  [`bin(t, 1microsecond) >= ${past}`, '250001'],
  [`bin(t, 1microsecond) < ${past}`, '249999 25'],
  [`bin(t, 10ms) >= ${past}`, ''],
  [`bin(t, 10ms) < ${past}`, '249999 25 250001'],
  [`t >= todatetime("2024-01-01 00:00:00.2500001")`, '250001'],
] as const)('compares times with ticks past a microsecond: %s', async (condition, wanted) => {
  expect(await kept(condition)).toBe(wanted);
});

it('holds what equals nothing apart from what is not known', async () => {
  const { rows } = await engine.kql(
    `${table} | extend a = t == ${past}, b = t != ${past}, c = t !in (${past}) | summarize countif(a), countif(b), countif(c), countif(isnull(a))`,
  );
  expect(rows).toEqual([[0, 4, 4, 0]]);
});
