import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeText } from './decode.ts';
import { namedStep, namedSteps, stepFault } from './named-steps.ts';

const before = (
  text: string,
  bytes: Uint8Array | null = null,
): Parameters<typeof namedStep>[0] => ({
  text,
  bytes,
});
const said = (text: string, step: string): string => {
  const made = namedStep(before(text), step);
  return typeof made === 'string' ? `fault: ${made}` : made.text;
};
const ofBytes = (bytes: Uint8Array, step: string): string => {
  const made = namedStep(before('', bytes), step);
  return typeof made === 'string' ? `fault: ${made}` : made.text;
};

it('does each step', () => {
  expect(said('say: aGVs\nbG8=', 'base64')).toBe('hello');
  expect(said('68:65,6c 0x6c \\x6f', 'hex')).toBe('hello');
  expect(said('%68%65llo', 'url')).toBe('hello');
  expect(said('&#104;&#x65;llo &lt;&amp;&bogus;', 'html')).toBe('hello <&&bogus;');
  expect(said('104, 101 108;0x6c 111', 'charcode')).toBe('hello');
  expect(said('8364 9731', 'charcode')).toBe('€☃');
  expect(said('olleh', 'reverse')).toBe('hello');
  expect(said('Uryyb, mN', 'rot13')).toBe('Hello, zA');
  for (const [key, bytes] of [
    ['0x2a', [0x2a]],
    ['42', [42]],
    ['0x2a17', [0x2a, 0x17]],
    ['key', [...Buffer.from('key')]],
  ] as const) {
    const hidden = Buffer.from('hello').map((b, i) => b ^ (bytes[i % bytes.length] ?? 0));
    expect(ofBytes(hidden, `xor ${key}`)).toBe('hello');
  }
  expect(ofBytes(gzipSync('hello'), 'gzip')).toBe('hello');
  expect(ofBytes(deflateSync('hello'), 'zlib')).toBe('hello');
  expect(ofBytes(deflateRawSync('hello'), 'deflate')).toBe('hello');
  expect(ofBytes(Buffer.from('hello', 'utf16le'), 'utf-16')).toBe('hello');
});

it('says why a step cannot be done, or be asked for', () => {
  expect(said('-', 'base64')).toBe('fault: It is no Base64.');
  expect(said('xyz', 'hex')).toBe('fault: It is no hex.');
  expect(ofBytes(gzipSync(Buffer.alloc(5e6)), 'gzip')).toContain('more than 1 MiB');
  expect(stepFault('xor')).toContain('needs its key');
  expect(stepFault('base64 x')).toContain('takes nothing');
  expect(stepFault('__proto__')).toContain('There is no step');
  expect(stepFault('xor  a b')).toBeNull();
});

it('goes on with the search after the steps asked for', () => {
  const text = Buffer.from('%68%65%6c%6c%6f there').toString('base64');
  expect(decodeText(text, { first: ['base64'] }).map(({ method, text: t }) => [method, t])).toEqual(
    [
      ['base64', '%68%65%6c%6c%6f there'],
      ['url', 'hello there'],
    ],
  );
  expect(decodeText('plain', { first: ['reverse', 'gzip'] })).toHaveLength(1);
});

it('ends soon, whatever the text', () => {
  const start = process.cpuUsage();
  for (const unit of ['a', '%41', '41 ', '&#65;', 'QUFB\n', '1,', '\\x41', ' '])
    for (const { name, argument } of namedSteps)
      said(unit.repeat(Math.ceil(262_144 / unit.length)), argument ? `${name} k` : name);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(60);
});
