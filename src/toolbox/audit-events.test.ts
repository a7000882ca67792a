import { expect, it } from 'vitest';
import { auditEvents, socketText } from './audit-events.ts';
import { auditRecords } from './audit-records.ts';

const eventsOf = (...texts: string[]) =>
  auditEvents(
    texts.flatMap((text, row) => auditRecords(text).map((e) => ({ ...e, row, host: 'h' }))),
    new Map([
      ['pid', 0],
      ['exe', 1],
      ['op', 2],
    ]),
  );

it('finds records behind what syslog and the kernel write', () => {
  const [one, two, three] = [
    'audispd: node=web.example type=CWD msg=audit(1700000000.1:7): cwd="/a b"',
    '[   10.5] audit: type=1400 audit(1700000000.1:8): apparmor="DENIED" operation="open"',
    'type=EOE msg=audit(1700000000.1:9): ',
  ].map((text) => auditRecords(text)[0]);
  expect(one).toMatchObject({ type: 'CWD', node: 'web.example', values: ['/a b'] });
  expect(two).toMatchObject({ type: 'AVC', id: '1700000000.1:8', micros: 1_700_000_000_100_000 });
  expect(three).toMatchObject({ type: 'EOE', names: [] });
  expect(auditRecords('Accepted password for root; node=x audit(1.1:1) type=CWD')).toEqual([]);
});

it('joins arguments that are spread over records, and pieces before they are decoded', () => {
  const [event, ...more] = eventsOf(
    'type=SYSCALL msg=audit(1.1:1): pid=5 exe="/bin/x"',
    'type=EXECVE msg=audit(1.1:1): argc=3 a0="x" a1_len=8 a1[0]=C3',
    'type=EXECVE msg=audit(1.1:1): a1[1]=BC20 a2="y"',
  );
  expect(more).toEqual([]);
  expect(event?.argv).toEqual(['x', 'ü ', 'y']);
});

it('keeps hosts apart, and records without an id', () => {
  const line = (node: string): string => `node=${node} type=CWD msg=audit(1.1:1): cwd="/"`;
  expect(eventsOf(line('a'), line('b'), line('A')).map((e) => [e.host, e.types])).toEqual([
    ['a', ['CWD', 'CWD']],
    ['b', ['CWD']],
  ]);
  expect(eventsOf('{"CWD": "cwd=\\"/\\""}', '{"CWD": ["cwd=\\"/\\""]}').length).toBe(2);
});

it('keeps what has no place, under any name', () => {
  const [event] = eventsOf(
    'type=LOGIN msg=audit(1.1:1): pid=5 __proto__=x constructor=y old=1 old=2 pid=6',
  );
  expect([...(event?.more ?? [])]).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['old', ['1', '2']],
    ['pid', '6'],
  ]);
});

it('reads the addresses of sockets', () => {
  expect(
    [
      '020001BBCB0071090000000000000000',
      '0A0001BB0000000020010DB800000000000000000000000100000000',
      '01002F72756E2F7800',
      '0200',
      '1000000001000000',
      'not hex',
    ].map(socketText),
  ).toEqual([
    '203.0.113.9:443',
    '[2001:db8::1]:443',
    '/run/x',
    '0200',
    '1000000001000000',
    'not hex',
  ]);
});

it('takes any text, in time that grows with its length', () => {
  const hostile = [
    '',
    'audit('.repeat(20_000),
    `${'type='.repeat(13_000)}audit(1.1:1): a=b`,
    `${'node='.repeat(13_000)}type=X msg=audit(1.1:1): a=b`,
    `type=EXECVE msg=audit(1.1:1): ${Array.from({ length: 9000 }, (_, i) => `a${i}=4`).join(' ')}`,
    `type=X msg=audit(1.1:1): ${'a='.repeat(32_000)}`,
    '['.repeat(65_536),
    '{"a":'.repeat(13_000),
    '{"__proto__": {"x": null}, "y": [[1], {}]}',
    '[null, 1, "type=CWD msg=audit(2.2:2): cwd=/", [[]], {"X": null}]',
    '{"RecordType": "CWD", "AuditID": 5, "argv": [null, {}], "AdditionalFields": 7}',
    'a'.repeat(65_536),
  ];
  const start = performance.now();
  expect(eventsOf(...hostile).length).toBeGreaterThan(4);
  expect(performance.now() - start).toBeLessThan(20_000);
});
