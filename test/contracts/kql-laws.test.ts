import fc, { type GeneratorValue } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HuntError } from '../../src/base/index.ts';
import { type Engine, openEngine } from '../kit/kql-engine.ts';
import { expression, pipeline, type Shape, table } from '../kit/kql-pipelines.ts';

/** How many queries of each kind; `npm run kql:laws` makes many more. */
const runs = Number(process.env['HUNTBOOK_KQL_LAWS'] ?? 10);
/** The seeds that are always tried; a long run takes another each time and prints it where something fails. */
const seed = process.env['HUNTBOOK_KQL_LAWS'] ? undefined : 20_240_101;
const timeout = Math.max(60_000, runs * 500);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

let ran = 0;
let refused = 0;

/** The rows of a query as texts; null where it is refused in an orderly way. */
async function rowsOf(query: string): Promise<string[] | null> {
  try {
    const { rows } = await engine.kql(query);
    ran++;
    return rows.map((row) => JSON.stringify(row));
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    expect(error.span, `${error.message}\n${query}`).toBeDefined();
    refused++;
    return null;
  }
}

const check = (name: string, property: (draw: GeneratorValue) => Promise<void>): void =>
  it(name, { timeout }, () =>
    fc.assert(fc.asyncProperty(fc.gen(), property), { numRuns: runs, ...(seed ? { seed } : {}) }),
  );

/** Two queries give the same rows, in any order unless said. */
async function alike(one: string, other: string, inOrder = false): Promise<void> {
  const [a, b] = [await rowsOf(one), await rowsOf(other)];
  if (a === null || b === null) return;
  const shown = inOrder
    ? (rows: string[]): string[] => rows
    : (rows: string[]): string[] => rows.sort();
  expect(shown(a), `${one}\n=>\n${other}`).toEqual(shown(b));
}

const columns = (shape: Shape): string => [...shape.keys()].join(', ');

describe('random pipelines', () => {
  check('never crash', async (draw) => {
    await rowsOf(pipeline(draw, table(draw)).text);
  });

  it('are mostly not refused', () => {
    expect(ran).toBeGreaterThan(0);
    expect(refused / (ran + refused)).toBeLessThan(0.2);
  });
});

describe('laws', () => {
  check('a filter may be split', async (draw) => {
    const { text, shape } = table(draw);
    const [a, b] = [expression(draw, shape, 'bool'), expression(draw, shape, 'bool')];
    await alike(`${text} | where (${a}) and (${b})`, `${text} | where ${a} | where ${b}`);
  });

  check('a condition, its opposite and its nulls are all rows', async (draw) => {
    const { text, shape } = table(draw);
    const p = expression(draw, shape, 'bool');
    const parts = `let t = ${text}; union (t | where ${p}), (t | where not(${p})), (t | where isnull(${p}))`;
    await alike(text, parts);
  });

  check('a value in a filter is that of the column', async (draw) => {
    const { text, shape } = table(draw);
    const p = expression(draw, shape, 'bool', 3);
    await alike(`${text} | where ${p}`, `${text} | extend p = ${p} | where p | project-away p`);
  });

  check('the order of a projection does not change values', async (draw) => {
    const from = pipeline(draw, table(draw));
    const chosen = [...from.shape.keys()].slice(0, 4);
    const turned = [...chosen].reverse().join(', ');
    const all = `let t = materialize(${from.text}); t`;
    if (/\b(take|top|sample|take_any|serialize)\b/.test(from.text)) return;
    await alike(
      `${all} | project ${turned}`,
      `${all} | project ${chosen.join(', ')} | project ${turned}`,
    );
  });

  check('a column that is added and taken away was never there', async (draw) => {
    const { text, shape } = table(draw);
    const type = draw(fc.constantFrom, 'long', 'string', 'real', 'datetime', 'dynamic' as const);
    await alike(
      text,
      `${text} | extend added = ${expression(draw, shape, type as 'long', 3)} | project-away added`,
    );
  });

  check('a union with nothing adds nothing', async (draw) => {
    const { text } = table(draw);
    await alike(text, `let t = ${text}; union t, (t | where false)`);
  });

  check('groups of parts make the groups of the whole', async (draw) => {
    const { text, shape } = table(draw);
    const p = expression(draw, shape, 'bool');
    const key = draw(fc.constantFrom, 'c_bool', 'c_string', 'c_int', 'c_datetime');
    const parts = 'n = count(), s = sum(id), least = min(c_datetime), most = max(c_long)';
    const whole = 'n = sum(n), s = sum(s), least = min(least), most = max(most)';
    await alike(
      `${text} | summarize ${parts} by ${key}`,
      `let t = ${text} | extend p = ${p};
       union (t | where p), (t | where isnull(p) or not(p)) | summarize ${parts} by ${key}, p | summarize ${whole} by ${key}`,
    );
  });

  check('sorting keeps the rows, and by two keys is sorting by each in turn', async (draw) => {
    const { text } = table(draw);
    const keys = ['c_int', 'c_long', 'c_string', 'c_datetime', 'c_timespan'];
    const [a, b] = [draw(fc.constantFrom, ...keys), draw(fc.constantFrom, ...keys)];
    const way = draw(fc.constantFrom, 'asc', 'desc');
    await alike(text, `${text} | sort by ${a} ${way}`);
    await alike(
      `${text} | sort by ${a} ${way}, ${b} asc, id asc`,
      `${text} | sort by id asc | sort by ${b} asc | sort by ${a} ${way}`,
      true,
    );
  });

  check('take gives as many rows as there are, and no more than asked', async (draw) => {
    const { text, shape } = table(draw);
    const n = draw(fc.nat, 8);
    const all = await rowsOf(text);
    const some = await rowsOf(`${text} | take ${n} | project ${columns(shape)}`);
    expect(some?.length).toBe(Math.min(n, all?.length ?? 0));
    for (const row of some ?? []) expect(all).toContain(row);
  });

  check('a join with itself by what is unique gives every row once', async (draw) => {
    const { text } = table(draw);
    await alike(
      `${text} | project id`,
      `let t = ${text}; t | join kind=inner t on id | project id`,
    );
  });

  check('counting is the number of rows', async (draw) => {
    const { text } = pipeline(draw, table(draw));
    if (/\b(take|top|sample)\b/.test(text)) return;
    const rows = await rowsOf(text);
    const counted = await rowsOf(`${text} | count`);
    if (rows && counted) expect(counted).toEqual([`[${rows.length}]`]);
  });
});
