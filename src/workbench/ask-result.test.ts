import { expect, it } from 'vitest';
import { Hunt } from '../session/index.ts';
import { askResult } from '../tables/index.ts';

it('goes on with KQL on the rows of a result, within a limit', async () => {
  await using hunt = new Hunt();
  const table = await hunt.kql('range n from 1 to 5000 step 1 | where n % 2 == 0');
  const signal = new AbortController().signal;
  const ask = (kql: string, limit = 3): ReturnType<typeof askResult> =>
    askResult(table, { kql, limit, signal });
  expect(await ask('| summarize c = count() by m = n % 4 | order by m asc')).toEqual({
    columns: [
      { name: 'm', type: 'long' },
      { name: 'c', type: 'long' },
    ],
    rows: [
      [0, 1250],
      [2, 1250],
    ],
    total: 2,
  });
  expect(await ask('| order by n desc // the last')).toMatchObject({
    rows: [[5000], [4998], [4996]],
    total: 2500,
  });
  expect(await ask('| where n == 1')).toMatchObject({ rows: [], total: 0 });
  await expect(ask('range n from 1 to 5 step 1')).rejects.toMatchObject({
    code: 'tables/not-a-step',
  });
  await expect(ask('| where m == 1')).rejects.toMatchObject({ code: 'kql/invalid' });
  await expect(ask("| extend s = strrep(strrep('x', 1024), 64)", 2000)).rejects.toMatchObject({
    code: 'tables/answer-too-large',
  });
  const stopped = AbortSignal.abort();
  await expect(askResult(table, { kql: '| count', limit: 1, signal: stopped })).rejects.toThrow();
});
