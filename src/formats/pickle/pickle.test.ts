import { describe, expect, it } from 'vitest';
import {
  array,
  block,
  call,
  column,
  float,
  frame,
  int,
  longs,
  name,
  none,
  objects,
  type Piece,
  range,
  raw,
  text,
  tuple,
} from '../../../test/kit/pickle.ts';
import { readPickled } from '../../../test/kit/read-pickle.ts';

const one = async (...items: Piece[]): Promise<{ type: string | undefined; values: unknown[] }> => {
  const { columns, rows } = await readPickled(column(...items));
  return { type: columns[0]?.slice(2), values: rows.map(([value]) => value) };
};

const stamp = (bytes: readonly number[], ...zone: Piece[]): Piece =>
  call(name('datetime', 'datetime'), raw(Uint8Array.from(bytes)), ...zone);
const noon: readonly number[] = [7, 229, 3, 27, 12, 0, 0, 0, 0, 0];
const utc = call(
  name('datetime', 'timezone'),
  call(name('datetime', 'timedelta'), int(0), int(0), int(0)),
);

describe('the type of a column of Python objects', () => {
  it.each<[string, Piece[], string, unknown[]]>([
    [
      'texts stay texts',
      [text('0x3e7'), text('007'), text('1e5')],
      'string',
      ['0x3e7', '007', '1e5'],
    ],
    ['None and NaN are null', [text('a'), none, float(Number.NaN)], 'string', ['a', null, null]],
    ['nothing but None is a string column', [none], 'string', [null]],
    ['ints are long', [int(1), none, int(-(2n ** 63n))], 'long', [1, null, -(2n ** 63n)]],
    [
      'ints past long are decimal',
      [int(2n ** 64n - 1n), int(1)],
      'decimal',
      [`${2n ** 64n - 1n}`, '1'],
    ],
    ['ints past decimal are text', [int(10n ** 40n)], 'string', [`${10n ** 40n}`]],
    ['whole floats stay real', [float(1), float(2)], 'real', [1, 2]],
    ['ints among floats are real', [int(1), float(2.5)], 'real', [1, 2.5]],
    ['bools are bool', ['\x88', '\x89', none], 'bool', [true, false, null]],
    [
      'a mixture is dynamic',
      [text('a'), int(1), float(1), '\x88'],
      'dynamic',
      ['"a"', '1', '1.0', 'true'],
    ],
    [
      'a wide int among floats is not rounded',
      [int(2n ** 60n), float(0.5)],
      'dynamic',
      [`${2n ** 60n}`, '0.5'],
    ],
    ['bytes of text are text', [raw(Buffer.from('né'))], 'string', ['né']],
    [
      'other bytes are base64',
      [raw(Uint8Array.of(255, 0)), raw(Buffer.from('a'))],
      'string',
      ['/wA=', 'YQ=='],
    ],
  ])('%s', async (_title, items, type, values) => {
    expect(await one(...items)).toEqual({ type, values });
  });

  it('keeps dicts and lists as JSON, names such as __proto__ included', async () => {
    const nested = [
      '}',
      '(',
      text('__proto__'),
      int(1),
      text('n'),
      tuple(float(2), none, float(Number.NaN)),
      'u',
    ];
    expect(await one(nested)).toEqual({
      type: 'dynamic',
      values: ['{"__proto__":1,"n":[2.0,null,null]}'],
    });
  });

  it('reads datetimes to UTC and says whether they told their zone', async () => {
    const naive = await readPickled(column(stamp(noon)));
    expect([naive.rows, naive.zones]).toEqual([[[1616846400000000]], [false]]);
    const aware = await readPickled(column(stamp(noon, utc)));
    expect([aware.rows, aware.zones]).toEqual([[[1616846400000000]], [true]]);
    const mixed = await readPickled(column(stamp(noon), stamp(noon, utc)));
    expect(mixed.zones.toSorted()).toEqual([false, true]);
  });

  it('follows the tz database, both halves of the hour that comes twice', async () => {
    const rome = call(
      call(name('builtins', 'getattr'), name('zoneinfo', 'ZoneInfo'), text('_unpickle')),
      text('Europe/Rome'),
      int(1),
    );
    const twice = [7, 229, 10, 31, 2, 30, 0, 0, 0, 0];
    const later = twice.with(2, 10 | 0x80);
    const { values } = await one(stamp(noon, rome), stamp(twice, rome), stamp(later, rome));
    const utcTimes = values.map((micros) => new Date(Number(micros) / 1000).toISOString());
    expect(utcTimes).toEqual([
      '2021-03-27T11:00:00.000Z',
      '2021-10-31T00:30:00.000Z',
      '2021-10-31T01:30:00.000Z',
    ]);
  });
});

describe('the columns of a frame', () => {
  it('come in their order from blocks of several types', async () => {
    const made = frame(
      ['a', 'b', 'c'],
      range(2),
      block(longs([2, 2], 1, 2, 3, 4), 0, 2),
      block(objects([1, 2], text('x'), none), 2),
    );
    expect(await readPickled(made)).toMatchObject({
      columns: ['a:long', 'b:long', 'c:string'],
      rows: [
        [1, 3, 'x'],
        [2, 4, null],
      ],
    });
  });

  it('keep both of two that share a name, and say so', async () => {
    const made = frame(['x', 'x'], range(1), block(longs([2, 1], 1, 2), 0, 2));
    const { columns, rows, notes } = await readPickled(made);
    expect([columns, rows]).toEqual([['x:long', 'x1:long'], [[1, 2]]]);
    expect(notes.join()).toContain('x1');
  });

  it('say how many times were finer than a microsecond', async () => {
    const data = Buffer.alloc(16);
    data.writeBigInt64LE(1_000_000_001n, 0);
    data.writeBigInt64LE(-(2n ** 63n), 8);
    const times = [
      call(name('numpy', 'dtype'), text('M8'), 'I00\n', 'I01\n'),
      tuple(
        int(4),
        text('<'),
        none,
        none,
        none,
        int(-1),
        int(-1),
        int(0),
        tuple(none, tuple(raw(Buffer.from('ns')), int(1), int(1), int(1))),
      ),
      'b',
    ];
    const values = call(
      name('numpy.core.numeric', '_frombuffer'),
      raw(data),
      times,
      tuple(int(1), int(2)),
      text('C'),
    );
    const { columns, rows, notes } = await readPickled(frame(['t'], range(2), block(values, 0)));
    expect([columns, rows]).toEqual([['t:datetime'], [[1_000_000], [null]]]);
    expect(notes).toEqual(['Column "t": 1 times are finer than a microsecond; the rest was cut.']);
  });

  it('read unsigned numbers past long as decimals, without loss', async () => {
    const data = Buffer.alloc(8, 255);
    const made = frame(['u'], range(1), block(array('u8', [1, 1], data), 0));
    expect(await readPickled(made)).toMatchObject({
      columns: ['u:decimal'],
      rows: [[`${2n ** 64n - 1n}`]],
    });
  });
});
