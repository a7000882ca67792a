import { expect, it } from 'vitest';
import { newAccessLogLine, parseAccessLogLine } from './access-log-line.ts';

const rest = '[29/May/2017:19:02:48 +0000] "GET /a HTTP/1.1" 200 612 "-" "curl"';
const line = newAccessLogLine();

function who(words: string): Record<string, string> {
  const text = `${words} ${rest}`;
  expect(parseAccessLogLine(text, 0, text.length, line)).toBeUndefined();
  const { virtualHost, client, forwardedFor, identity, user } = line;
  const all = { virtualHost, client, forwardedFor, identity, user };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

it('tells client, virtual host, forwarding addresses and user apart', () => {
  expect(who('203.0.113.9 - -')).toEqual({ client: '203.0.113.9' });
  expect(who('host.example ident frank')).toEqual({
    client: 'host.example',
    identity: 'ident',
    user: 'frank',
  });
  expect(who('2001:db8::1 - john smith')).toEqual({ client: '2001:db8::1', user: 'john smith' });
  expect(who('203.0.113.9 ident john smith')).toEqual({
    client: '203.0.113.9',
    identity: 'ident',
    user: 'john smith',
  });
  expect(who('shop.example:443 10.0.0.7 - bob')).toEqual({
    virtualHost: 'shop.example:443',
    client: '10.0.0.7',
    user: 'bob',
  });
  expect(who('192.0.2.3 localhost - -')).toEqual({ virtualHost: '192.0.2.3', client: 'localhost' });
  expect(who('10.0.0.2, 10.0.0.1, 127.0.0.1 - -')).toEqual({
    client: '10.0.0.2',
    forwardedFor: '10.0.0.2, 10.0.0.1, 127.0.0.1',
  });
  expect(who('shop.example "10.5.1.2, 192.0.2.1" 10.2.1.185 - -')).toEqual({
    virtualHost: 'shop.example',
    client: '10.2.1.185',
    forwardedFor: '10.5.1.2, 192.0.2.1',
  });
});

function read(text: string): string | undefined {
  return parseAccessLogLine(text, 0, text.length, line);
}

it('takes quoted fields for referrer and agent only where both stand right after the size', () => {
  expect(
    read(`1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET / HTTP/1.1" 200 1 "-" "ua" "10.0.0.1" 0.5`),
  ).toBeUndefined();
  expect([line.referrer, line.userAgent, line.more]).toEqual(['', 'ua', ['10.0.0.1', '0.5']]);
  expect(
    read(`1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET / HTTP/1.1" 200 1 0.5 "x"`),
  ).toBeUndefined();
  expect([line.referrer, line.userAgent, line.more]).toEqual(['', '', ['0.5', 'x']]);
});

it('keeps requests that are none as they were sent', () => {
  expect(read(`1.1.1.1 - - [29/May/2017:19:02:48 +0000] "\\x03\\x00 a" 400 -`)).toBeUndefined();
  expect([line.method, line.url, line.oddRequest]).toEqual(['', '', '\u0003\u0000 a']);
  expect(
    read(`1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET /a b"c d HTTP/1.1" 404 7`),
  ).toBeUndefined();
  expect([line.method, line.url, line.httpVersion]).toEqual(['GET', '/a b"c d', '1.1']);
  expect(read(`1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET /old" 200 7`)).toBeUndefined();
  expect([line.method, line.url, line.httpVersion]).toEqual(['GET', '/old', '']);
});

it.each([
  ['no stamp', '1.1.1.1 - - "GET / HTTP/1.1" 200 1'],
  ['no such day', '1.1.1.1 - - [30/Feb/2017:19:02:48 +0000] "GET / HTTP/1.1" 200 1'],
  ['an open quote', '1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET / HTTP/1.1'],
  ['a status of letters', '1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET / HTTP/1.1" abc 1'],
  ['a size of letters', '1.1.1.1 - - [29/May/2017:19:02:48 +0000] "GET / HTTP/1.1" 200 1k'],
  ['two words before the stamp', '1.1.1.1 - [29/May/2017:19:02:48 +0000] "GET / HTTP/1.1" 200 1'],
])('gives a reason for a line with %s', (_, text) => {
  expect(read(text)).toBeTypeOf('string');
});
