import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hunt, openSample } from '../../src/session/index.ts';

/** A query of the story and what the comment beneath it promises: `rows: 3; first: 2025-…`. */
interface Told {
  /** The heading above it and which query it is there, such as `Act 1: the phish, query 2`. */
  name: string;
  query: string;
  rows: number;
  first: string | undefined;
}

const story = readFileSync(new URL('../../samples/story.md', import.meta.url), 'utf8');
const queryAndPromise =
  /```kql\n([\s\S]*?)```\s*(?:<!-- expect rows: (\d+)(?:; first: (.*?))? -->)?/g;

function readStory(text: string): Told[] {
  return text.split(/^#+ /m).flatMap((section) => {
    const [heading = ''] = section.split('\n');
    return [...section.matchAll(queryAndPromise)].map(([, query = '', rows, first], index) => {
      if (rows === undefined) throw new Error(`Nothing is expected of this query:\n${query}`);
      return { name: `${heading}, query ${index + 1}`, query, rows: Number(rows), first };
    });
  });
}

const told = readStory(story);

describe('the story of the sample', () => {
  let hunt: Hunt;
  beforeAll(async () => {
    hunt = await openSample();
  });
  afterAll(() => hunt.close());

  test('is told with queries, each of them with what it must find', () => {
    expect(told).toHaveLength(story.split('```kql').length - 1);
    expect(told.length).toBeGreaterThan(40);
    for (const { query, rows } of told) expect(rows, query).toBeGreaterThan(0);
  });

  for (const { name, query, rows, first } of told) {
    test(name, async () => {
      const answer = await (await hunt.kql(query)).toJson();
      expect(answer.rows, query).toHaveLength(rows);
      if (first !== undefined) expect(String(answer.rows[0]?.[0]), query).toBe(first);
    });
  }

  test('goes on in functions that are computed, on columns stored by dictionary', async () => {
    const places = await hunt.kql(
      'SigninLogs | extend place = geo_info_from_ip_address(IPAddress) | summarize n = count() by Country = tostring(place.country) | top 1 by n',
    );
    const [[country, n] = []] = (await places.toJson()).rows;
    expect(country).toMatch(/^[A-Z]/);
    expect(n).toBeGreaterThan(100);
  });
});
