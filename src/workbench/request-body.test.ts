import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { chunksOf, type Patience, readJson } from './request-body.ts';
import { safeFileName } from './uploads.ts';

async function dribble(patience: Patience): Promise<number> {
  const slow = new PassThrough();
  const timer = setInterval(() => slow.write('x'), 20);
  let chunks = 0;
  try {
    for await (const _ of chunksOf(slow as unknown as IncomingMessage, patience))
      if (++chunks === 20) return chunks;
    return chunks;
  } finally {
    clearInterval(timer);
  }
}

it('cuts a body that never ends, and one that stops arriving', async () => {
  await expect(dribble({ wholeMs: 100 })).rejects.toMatchObject({ code: 'workbench/too-slow' });
  expect(await dribble({ idleMs: 1000 })).toBe(20);
  const silent = chunksOf(new PassThrough() as unknown as IncomingMessage, { idleMs: 50 });
  await expect(silent.next()).rejects.toMatchObject({ code: 'workbench/too-slow' });
});

it('reads only JSON of the shape that was asked for', async () => {
  const body = (text: string): IncomingMessage =>
    new PassThrough().end(text) as unknown as IncomingMessage;
  const shape = z.object({ n: z.number() });
  expect(await readJson(body('{"n":1,"__proto__":{"x":1}}'), shape)).toEqual({ n: 1 });
  for (const text of ['', '{', '[]', '{"n":"1"}'])
    await expect(readJson(body(text), shape)).rejects.toMatchObject({
      code: 'workbench/bad-request',
    });
});

it('makes a safe name of any name', () => {
  expect(safeFileName('Security.evtx')).toBe('Security.evtx');
  expect(safeFileName('/etc/passwd')).toBe('passwd');
  expect(safeFileName('..\\..\\boot.ini')).toBe('boot.ini');
  expect(safeFileName('..')).toBe('file');
  expect(safeFileName('.hidden')).toBe('hidden');
  expect(safeFileName('a\0b\n.csv')).toBe('a_b_.csv');
  expect(safeFileName('журнал 日志.log.gz')).toBe('журнал 日志.log.gz');
  const long = safeFileName(`${'é'.repeat(500)}.json.gz`);
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(120);
  expect(long.endsWith('.json.gz')).toBe(true);
});
