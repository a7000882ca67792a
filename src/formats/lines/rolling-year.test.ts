import { expect, it } from 'vitest';
import { memoryInput } from '../../../test/kit/read-to-memory.ts';
import { chooseYear, type PartialStamp, RollingYear } from './rolling-year.ts';
import { dayMicros } from './timestamp.ts';

const day = 86_400_000_000;
const iso = (micros: number): string => new Date(micros / 1000).toISOString().slice(0, 10);

/** Lines `MM-DD` or `YYYY-MM-DD`. */
function find(text: string, start: number, end: number): PartialStamp | null {
  const found = /^(?:(\d{4})-)?(\d\d)-(\d\d)/.exec(text.slice(start, end));
  if (!found) return null;
  const year = found[1] === undefined ? null : Number(found[1]);
  return { month: Number(found[2]), day: Number(found[3]), clockMicros: 0, year };
}

async function datesOf(
  lines: string[],
  options: { baseName?: string; modified?: string; now?: string; from?: number },
): Promise<string[]> {
  const modifiedMs = options.modified ? Date.parse(options.modified) : undefined;
  const padded = lines.map((l) => l.padEnd(40, '.'));
  const input = memoryInput(padded.join('\n'), {
    baseName: options.baseName ?? 'auth.log',
    ...(modifiedMs === undefined ? {} : { modifiedMs }),
  });
  const from = options.from ?? 0;
  const { years } = await chooseYear(input, find, {
    startOffset: from * 41,
    nowMs: Date.parse(options.now ?? '2024-07-01'),
  });
  return lines.slice(from).map((line) => {
    const stamp = find(line, 0, line.length);
    if (!stamp) return '';
    if (stamp.year !== null) return line;
    return iso(years.resolve(stamp.month, stamp.day, 0));
  });
}

it('counts back from when the file was last changed', async () => {
  expect(await datesOf(['11-30', '12-31', '01-02'], { modified: '2022-01-02' })).toEqual([
    '2021-11-30',
    '2021-12-31',
    '2022-01-02',
  ]);
});

it('takes the date in a name before the time of change', async () => {
  const options = { baseName: 'messages-20190106.gz', modified: '2024-01-01' };
  expect(await datesOf(['12-31', '01-05'], options)).toEqual(['2018-12-31', '2019-01-05']);
});

it('puts no stamp into the future where nothing else is known', async () => {
  expect(await datesOf(['06-30', '07-01'], {})).toEqual(['2024-06-30', '2024-07-01']);
  expect(await datesOf(['08-30'], {})).toEqual(['2023-08-30']);
});

it('follows several turns of the year in one long file', async () => {
  const lines: string[] = [];
  const days: string[] = [];
  for (let t = dayMicros(2019, 3, 1); t <= dayMicros(2022, 2, 10); t += day) {
    const date = iso(t);
    for (let i = 0; i < 3; i++) {
      days.push(date);
      lines.push(date.slice(5));
    }
  }
  expect(await datesOf(lines, { modified: '2022-02-10' })).toEqual(days);
  const from = Math.floor(lines.length * 0.6);
  expect(await datesOf(lines, { modified: '2022-02-10', from })).toEqual(days.slice(from));
});

it('leaves a late line of December in the old year', async () => {
  const lines = ['12-30', '01-01', '12-31', '01-02'];
  expect(await datesOf(lines, { modified: '2021-01-02' })).toEqual([
    '2020-12-30',
    '2021-01-01',
    '2020-12-31',
    '2021-01-02',
  ]);
});

it('takes the year that other lines of the file say', async () => {
  const lines = ['12-30', '2016-01-01', '01-02'];
  expect(await datesOf(lines, { modified: '2024-01-02' })).toEqual([
    '2015-12-30',
    '2016-01-01',
    '2016-01-02',
  ]);
});

it('knows that 29 February needs a leap year', async () => {
  expect(await datesOf(['02-29'], { modified: '2023-06-01' })).toEqual(['2020-02-29']);
  const years = new RollingYear(dayMicros(2022, 2, 20), dayMicros(2022, 12, 31));
  expect(iso(years.resolve(2, 28, 0))).toBe('2022-02-28');
});
