import { expect, it } from 'vitest';
import { type SyslogMessage, sudoSessions } from './index.ts';

const second = 1_000_000;
const messages = (...lines: readonly (readonly [number, string, string?, string?])[]) =>
  lines.map(
    ([time, text, process = '', host = 'h'], row): SyslogMessage => ({
      row,
      time: time * second,
      host,
      process,
      text,
    }),
  );
const opened = (by: string) =>
  `pam_unix(sudo:session): session opened for user root by ${by}(uid=1)`;
const closed = 'pam_unix(sudo:session): session closed for user root';
const ran = (user: string, command: string) =>
  `${user} : TTY=pts/0   PWD=/home   USER=root   COMMAND=${command}`;
const told = (list: readonly SyslogMessage[]) =>
  sudoSessions(list).map((s) => [
    s.user,
    s.start / second,
    s.end && s.end / second,
    s.outcome,
    s.commands,
  ]);

it('ends the inner of two sessions first where processes are not known', () => {
  expect(
    told(
      messages(
        [1, ran('ann', '/bin/bash')],
        [1, opened('ann')],
        [5, ran('root', '/bin/ls')],
        [5, opened('root')],
        [5, closed],
        [9, closed],
        [10, closed],
      ),
    ),
  ).toEqual([
    ['ann', 1, 9, 'ended', ['/bin/bash']],
    ['root', 5, 5, 'ended', ['/bin/ls']],
  ]);
});

it('tells sessions apart by their processes and hosts', () => {
  expect(
    told(
      messages(
        [1, opened('ann'), '7'],
        [1, opened('bob'), '8'],
        [1, ran('bob', 'b'), '8'],
        [1, ran('ann', 'a'), '7'],
        [2, closed, '7', 'other'],
        [3, closed, '7'],
      ),
    ),
  ).toEqual([
    ['ann', 1, 3, 'ended', ['a']],
    ['bob', 1, null, 'open', ['b']],
  ]);
});

it('finds the halves of sessions that begin at once', () => {
  expect(
    told(
      messages([1, ran('ann', 'a')], [1, ran('bob', 'b')], [1, opened('ann')], [1, opened('bob')]),
    ),
  ).toEqual([
    ['ann', 1, null, 'open', ['a']],
    ['bob', 1, null, 'open', ['b']],
  ]);
});

it('takes rows newest first, and an end that is logged before its beginning', () => {
  expect(told(messages([9, closed], [9, opened('b')], [1, closed], [1, opened('a')]))).toEqual([
    ['a', 1, 1, 'ended', []],
    ['b', 9, 9, 'ended', []],
  ]);
  expect(told(messages([1, closed], [1, opened('a')], [4, ran('b', 'x')]))).toEqual([
    ['a', 1, 1, 'ended', []],
    ['b', 4, null, 'run', ['x']],
  ]);
});

it('joins a command that goes on, and gives refused ones by themselves', () => {
  expect(
    told(
      messages(
        [1, ran('ann', 'one')],
        [1, 'ann : (command continued)  two'],
        [
          2,
          'bob : 3 incorrect password attempts ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/su',
        ],
        [3, 'bob : (command continued) -l'],
      ),
    ),
  ).toEqual([
    ['ann', 1, null, 'run', ['one two']],
    ['bob', 2, null, 'refused', ['/bin/su-l']],
  ]);
});

it('takes any text and very many sessions at one moment', () => {
  const texts = [
    '',
    ' : COMMAND=',
    '(command continued) ',
    ' : (command continued) ',
    `${' '.repeat(65_000)} : COMMAND=x`,
    ` : ${'  ;'.repeat(20_000)}COMMAND=`,
    'pam_unix(sudo'.repeat(5000),
    `pam_unix(sudo:session): session opened for user ${'a'.repeat(65_536)}`,
    'pam_unix(sudo:session): session closed for user ',
  ];
  const many = (text: string) => Array.from({ length: 100_000 }, () => text);
  const all = [...texts, ...many(ran('a', 'b')), ...many(opened('a'))];
  const list = all.map(
    (text, row): SyslogMessage => ({ row, time: second, host: 'h', process: '', text }),
  );
  expect(sudoSessions(list).length).toBeGreaterThan(100_000);
}, 60_000);
