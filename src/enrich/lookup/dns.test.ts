import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextFor } from '../../../test/kit/stand-in.ts';
import { dnsRecords } from './dns.ts';
import type { LookupContext } from './lookup.ts';

describe('dnsRecords', () => {
  let socket: Socket;
  let reply: (question: Buffer) => Buffer | null;
  beforeAll(async () => {
    socket = createSocket('udp4');
    socket.on('message', (question, from) => {
      const answer = reply(question);
      if (answer) socket.send(answer, from.port, from.address);
    });
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  });
  afterAll(() => {
    socket.close();
  });
  const at = (more: Partial<LookupContext> = {}): LookupContext =>
    contextFor({ setting: () => `127.0.0.1:${socket.address().port}`, ...more });
  const head = (question: Buffer, code: number, answers: number): Buffer => {
    const copy = Buffer.from(question);
    copy.writeUInt16BE(0x8180 | code, 2);
    copy.writeUInt16BE(answers, 6);
    copy.writeUInt16BE(0, 10);
    return copy.subarray(0, 12 + copy.subarray(12).indexOf(0) + 5);
  };

  it('reads records with their time to live', async () => {
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 198, 51, 100, 7]);
    reply = (q) => Buffer.concat([head(q, 0, 1), record]);
    expect(await dnsRecords('evil.com', ['A'], at())).toEqual([
      { record_type: 'A', data: '198.51.100.7', ttl_seconds: 300, priority: null },
    ]);
  });

  it('tells what is not there from who does not answer', async () => {
    reply = (q) => head(q, 3, 0);
    expect(await dnsRecords('evil.com', ['A', 'MX'], at())).toEqual([]);
    reply = (q) => head(q, 2, 0);
    await expect(dnsRecords('evil.com', ['A'], at())).rejects.toMatchObject({ dead: false });
    reply = () => null;
    const impatient = at({ timeoutMs: 250 });
    await expect(dnsRecords('evil.com', ['A'], impatient)).rejects.toMatchObject({ dead: true });
    reply = () => Buffer.from('no DNS at all');
    await expect(dnsRecords('evil.com', ['A'], impatient)).rejects.toThrow('did not answer');
  });
});
