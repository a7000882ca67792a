import { expect, it } from 'vitest';
import type { HuntError } from '../base/index.ts';
import { isoText, momentOf } from './moment.ts';
import { readPeriod, readTime, readTimeSpan } from './times.ts';

const now = momentOf(new Date('2024-05-06T07:08:09.123Z'));
const read = (value: unknown): string => isoText(readTime(value, 'start', now));
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as HuntError).code;
  }
  return 'nothing thrown';
};

it.each([
  ['2024-02-01', '2024-02-01T00:00:00Z'],
  ['2024-02-01 10:00', '2024-02-01T10:00:00Z'],
  ['2024-02-01T10:00:00.1234567+05:30', '2024-02-01T04:30:00.1234567Z'],
  ['2024-02-03T12:30:15.25', '2024-02-03T12:30:15.250000Z'],
  ['2024/02/03 12:30', '2024-02-03T12:30:00Z'],
  ['20240203T123015Z', '2024-02-03T12:30:15Z'],
  ['2024-02-03T12:30:15+01', '2024-02-03T11:30:15Z'],
  ['3 Feb 2024 11:22:33Z', '2024-02-03T11:22:33Z'],
  ['Sat, 3 February 2024', '2024-02-03T00:00:00Z'],
  ['Feb 3, 2024', '2024-02-03T00:00:00Z'],
  ['1969-12-31T23:59:59.5', '1969-12-31T23:59:59.500000Z'],
  ['0', '2024-05-06T07:08:09.123000Z'],
  ['now', '2024-05-06T07:08:09.123000Z'],
  [-1.5, '2024-05-04T19:08:09.123000Z'],
  ['-2', '2024-05-04T07:08:09.123000Z'],
  ['-2d', '2024-05-04T07:08:09.123000Z'],
  ['ago(90m)', '2024-05-06T05:38:09.123000Z'],
  ['-2d@d', '2024-05-04T00:00:00Z'],
  ['-1h@h', '2024-05-06T06:00:00Z'],
  ['+1d@d', '2024-05-08T00:00:00Z'],
  ['0@d', '2024-05-07T00:00:00Z'],
  ['@d', '2024-05-06T00:00:00Z'],
  ['@d-3h', '2024-05-05T21:00:00Z'],
  ['-1d@d+8h', '2024-05-05T08:00:00Z'],
  ['@w0', '2024-05-05T00:00:00Z'],
  ['@w1', '2024-05-06T00:00:00Z'],
  ['-1mon@mon', '2024-04-01T00:00:00Z'],
  ['@q', '2024-04-01T00:00:00Z'],
  ['-1y@y', '2023-01-01T00:00:00Z'],
  ['now-30m@m', '2024-05-06T06:38:00Z'],
])('reads %s', (text, iso) => {
  expect(read(text)).toBe(iso);
});

it('keeps to the month where a day is missing', () => {
  const end = momentOf(new Date('2024-03-31T00:00:00Z'));
  expect(isoText(readTime('-1mon', 'start', end))).toBe('2024-02-29T00:00:00Z');
});

it.each([
  'soon',
  '',
  '2024-02-30',
  '2024-13-01',
  '01/02/2024',
  '2024-02-01T25:00',
  '2024/02-01',
  '20240230',
  '2024-02-01T10:00:00+99999',
  '-2x',
  '-2d@x',
  '9'.repeat(50),
  '-99999999d',
  Number.NaN,
  new Date('x'),
  {},
  '2024-02-01; drop',
])('refuses %s as a time', (value) => {
  expect(codeOf(() => readTime(value, 'start', now))).toBe('catalog/bad-time');
});

it('reads time spans of two parts, and refuses others', () => {
  const of = (span: unknown): string[] =>
    Object.values(readTimeSpan(span, now)).map((m) => isoText(m));
  expect(of({ end: '2024-02-03 12:00:00', period: '1D' })).toEqual([
    '2024-02-02T12:00:00Z',
    '2024-02-03T12:00:00Z',
  ]);
  expect(of({ start: '2024-02-01', period: '5:00:00' })[1]).toBe('2024-02-01T05:00:00Z');
  expect(of({ period: '12h' })[1]).toBe('2024-05-06T07:08:09.123000Z');
  for (const wrong of [{}, { end: 'now' }, 'x', null, { start: '2024-02-02', end: '2024-02-01' }])
    expect(codeOf(() => readTimeSpan(wrong, now))).toBe('catalog/bad-timespan');
  for (const wrong of ['', '0d', '-1d', '1mon', 'x', 5])
    expect(codeOf(() => readPeriod(wrong, 'p'))).toBe('catalog/bad-period');
});
