import { describe, expect, it } from 'vitest';
import { merged, percentileOf } from './digest.ts';
import { decodePunycode, encodePunycode } from './punycode.ts';
import { parseUserAgent } from './user-agent.ts';
import { parseXml } from './xml.ts';
import { xxhash64 } from './xxhash64.ts';

describe('parseXml', () => {
  it('gives up on what is too deep, too long or not whole', () => {
    const deep = `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`;
    const long = `<a>${'x'.repeat(2 ** 20)}</a>`;
    const broken = ['<a', '<a b=1/>', '<a></b>', '<a/><b/>', 'x<a/>', '<a>&#1114112;</a>', '<!--'];
    expect([deep, long, ...broken].filter((text) => parseXml(text) !== null)).toEqual([]);
  });

  it('expands no entities of the document and keeps names that objects have', () => {
    const text =
      '<!DOCTYPE a [<!ENTITY x "y">]><a __proto__="p"><constructor>c</constructor>&x;</a>';
    expect(JSON.stringify(parseXml(text))).toBe(
      '{"a":{"@__proto__":"p","#text":"&x;","constructor":"c"}}',
    );
  });

  it('reads many attributes and elements in one pass', () => {
    const items = Array.from({ length: 20_000 }, (_, i) => `<i n="${i}"/>`).join('');
    const start = performance.now();
    expect(parseXml(`<r>${items}</r>`)).toMatchObject({ r: { i: expect.any(Array) } });
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('punycode', () => {
  it('is the way back of itself', () => {
    for (const text of ['ü', 'a-b', '日本語', '😀x', 'ß-ß', 'ȀȁȂ'])
      expect(decodePunycode(encodePunycode(text) ?? ''), text).toBe(text);
  });

  it('gives null for what is none', () => {
    for (const text of ['!!!', 'é', 'a-999999999', '99999999999999'])
      expect(decodePunycode(text), text).toBeNull();
  });
});

describe('parseUserAgent', () => {
  it('takes no long time over text that was made to', () => {
    const start = performance.now();
    for (const part of ['a', '; ', 'Mozilla/5.0 (', 'Build/', '1.', ' ', '%20', 'Android 4; '])
      parseUserAgent(part.repeat(5_000), ['browser', 'os', 'device']);
    expect(performance.now() - start).toBeLessThan(50_000);
  });

  it('knows nothing of what it is not asked for', () => {
    expect(parseUserAgent('curl/8', ['cpu'])).toBeNull();
  });
});

describe('a digest', () => {
  it('stays small, and right to one in a thousand', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100_000);
    const digest = merged([{ type: 'long', values, weights: [] }]);
    expect(digest?.values.length).toBeLessThanOrEqual(10_000);
    for (const percent of [1, 50, 99.9])
      expect(
        Math.abs(((digest && percentileOf(digest, percent)) ?? 0) - percent * 1000),
      ).toBeLessThan(100);
  });
});

describe('xxhash64', () => {
  it('agrees with the published values', () => {
    expect(BigInt.asUintN(64, xxhash64(Buffer.alloc(0)))).toBe(0xef46db3751d8e999n);
    const sentence = 'Nobody inspects the spammish repetition';
    expect(BigInt.asUintN(64, xxhash64(Buffer.from(sentence)))).toBe(0xfbcea83c8a378bf1n);
  });
});
