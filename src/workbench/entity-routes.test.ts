import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EntityCalls } from '../protocol/index.ts';
import { type Hunt, openSample } from '../session/index.ts';
import { entityAnswers } from './entity-routes.ts';
import type { Room } from './routes.ts';

let hunt: Hunt;
let answers: ReturnType<typeof entityAnswers>;
const { signal } = new AbortController();

beforeAll(async () => {
  hunt = await openSample({ answersFolder: null });
  answers = entityAnswers({ desk: { hunt } } as unknown as Room);
}, 60_000);

afterAll(() => hunt.close());

it('offers the queries that the open data can answer, and each runs', async () => {
  const value = "44d88612fea8a8f36de82e1278abb02f'";
  const asked = answers.pivotQueries({ value, type: 'FileHash' }, signal);
  const { queries, more } = (await asked) as EntityCalls['pivotQueries']['answer'];
  expect(queries.length).toBeGreaterThan(1);
  expect(more).toBe(0);
  for (const { kql } of queries.slice(0, 3)) expect(await (await hunt.kql(kql)).count()).toBe(0);
}, 60_000);

it('says first what somebody knows a value to be, and offers a text only where it is nothing else', async () => {
  const none = { column: null, columns: [], where: '' };
  const of = (value: string, type: string | null): EntityCalls['pivots']['answer'] =>
    answers.pivots({ value, type, ...none }, signal) as EntityCalls['pivots']['answer'];
  expect(of('8.8.8.8', 'host').subjects.map(({ type }) => type)).toEqual(['Host', 'IpAddress']);
  expect(of('NVK-FS01', 'host').subjects.map(({ title }) => title)).toEqual(['Host']);
  expect(of('some words', null).subjects.map(({ type }) => type)).toEqual(['Text']);
  expect(of('8.8.8.8', null).functions.find(({ name }) => name === 'rdap')).toMatchObject({
    asks: true,
    of: 'value',
  });
});
