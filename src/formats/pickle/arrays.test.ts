import { describe, expect, it } from 'vitest';
import {
  array,
  block,
  built,
  call,
  dict,
  frame,
  index,
  int,
  longs,
  name,
  newObject,
  none,
  objects,
  type Piece,
  range,
  raw,
  text,
  tuple,
} from '../../../test/kit/pickle.ts';
import { readColumn, readPickled } from '../../../test/kit/read-pickle.ts';

const core = 'pandas.core.arrays';
const dtypes = 'pandas.core.dtypes.dtypes';
const backed = (module: string, member: string, ...state: Piece[]): Piece =>
  built(
    call(
      name('pandas._libs.arrays', '__pyx_unpickle_NDArrayBacked'),
      name(module, member),
      int(1),
      none,
    ),
    tuple(...state),
  );
const least = -(2n ** 63n);
const int64s = (...values: bigint[]): Uint8Array => {
  const data = Buffer.alloc(values.length * 8);
  values.forEach((value, i) => {
    data.writeBigInt64LE(value, i * 8);
  });
  return data;
};
const timeDtype = (kind: 'M8' | 'm8', unit: string): Piece =>
  built(
    call(name('numpy', 'dtype'), text(kind), 'I00\n', 'I01\n'),
    tuple(
      int(4),
      text('<'),
      none,
      none,
      none,
      int(-1),
      int(-1),
      int(0),
      tuple(none, tuple(raw(Buffer.from(unit)), int(1), int(1), int(1))),
    ),
  );
const times = (kind: 'M8' | 'm8', unit: string, ...values: bigint[]): Piece =>
  call(
    name('numpy.core.numeric', '_frombuffer'),
    raw(int64s(...values)),
    timeDtype(kind, unit),
    tuple(int(1), int(values.length)),
    text('C'),
  );

describe('the arrays of pandas', () => {
  it('read masked integers and floats, null where the mask is set', async () => {
    const mask = array('b1', [3], Uint8Array.of(0, 1, 0));
    const state = dict(text('_data'), longs([3], 1, 2, 3), text('_mask'), mask);
    const made = built(newObject(`${core}.integer`, 'IntegerArray'), state);
    expect(await readColumn(made, 3)).toEqual({ type: 'long', values: [1, null, 3] });
  });

  it('read categories as their values', async () => {
    const type = built(
      newObject(dtypes, 'CategoricalDtype'),
      dict(
        text('categories'),
        index(objects([2], text('lo'), text('hi'))),
        text('ordered'),
        '\x89',
      ),
    );
    const made = backed(
      `${core}.categorical`,
      'Categorical',
      type,
      array('i1', [4], Uint8Array.of(1, 0, 255, 1)),
      dict(),
    );
    expect(await readColumn(made, 4)).toEqual({ type: 'string', values: ['hi', 'lo', null, 'hi'] });
  });

  it('refuse a category that is not there', async () => {
    const type = built(
      newObject(dtypes, 'CategoricalDtype'),
      dict(text('categories'), index(objects([1], text('a')))),
    );
    const made = backed(
      `${core}.categorical`,
      'Categorical',
      type,
      array('i1', [1], Uint8Array.of(9)),
    );
    await expect(readColumn(made, 1)).rejects.toMatchObject({ code: 'formats/pickle-damaged' });
  });

  it.each<['M8' | 'm8', string, string, unknown]>([
    ['M8', 's', 'datetime', 1_600_000_000_000_000],
    ['M8', 'ms', 'datetime', 1_600_000_000_000],
    ['M8', 'us', 'datetime', 1_600_000_000],
    ['M8', 'ns', 'datetime', 1_600_000],
    ['m8', 's', 'timespan', 16_000_000_000_000_000n],
    ['m8', 'ms', 'timespan', 16_000_000_000_000],
    ['m8', 'ns', 'timespan', 16_000_000],
  ])('count %s in %s', async (kind, unit, type, value) => {
    expect(await readColumn(times(kind, unit, 1_600_000_000n, least), 2)).toEqual({
      type,
      values: [value, null],
    });
  });

  it('read times to the ends of the calendar exactly, and none beyond', async () => {
    const last = 253_402_300_799_999_999n;
    expect((await readColumn(times('M8', 'us', last, -62_135_596_800_000_000n), 2)).values).toEqual(
      [last, -62_135_596_800_000_000n],
    );
    const table = await readPickled(frame(['v'], range(1), block(times('M8', 's', 10n ** 17n), 0)));
    expect([table.rows, table.notes]).toEqual([
      [[null]],
      ['Column "v": 1 times lie outside of the years 1 to 9999; they are null.'],
    ]);
  });

  it('say that a column with a zone stated it', async () => {
    const type = built(
      newObject(dtypes, 'DatetimeTZDtype'),
      dict(text('unit'), text('ns'), text('tz'), call(name('pytz', '_UTC'))),
    );
    const made = backed(`${core}.datetimes`, 'DatetimeArray', type, times('M8', 'ns', 1_000_000n));
    const table = await readPickled(frame(['v'], range(1), block(made, 0)));
    expect([table.rows, table.zones]).toEqual([[[1000]], [true]]);
  });

  it.each([
    ['Y', 51n, '2021'],
    ['Q-DEC', 204n, '2021Q1'],
    ['M', 613n, '2021-02'],
    ['W-SUN', 2667n, '2021-02-01/2021-02-07'],
    ['D', 18_661n, '2021-02-03'],
    ['h', 447_868n, '2021-02-03 04:00'],
    ['ms', 1_612_324_800_123n, '2021-02-03 04:00:00.123'],
    ['D', -1n, '1969-12-31'],
  ])('spell periods of %s as pandas does', async (freq, ordinal, spelled) => {
    const type = call(name(dtypes, 'PeriodDtype'), text(`period[${freq}]`));
    const made = backed(
      `${core}.period`,
      'PeriodArray',
      type,
      array('i8', [2], int64s(ordinal, least)),
    );
    expect(await readColumn(made, 2)).toEqual({ type: 'string', values: [spelled, null] });
  });

  it('spell intervals as pandas does', async () => {
    const floats = (...values: number[]): Piece => {
      const data = Buffer.alloc(values.length * 8);
      values.forEach((value, i) => {
        data.writeDoubleLE(value, i * 8);
      });
      return array('f8', [values.length], data);
    };
    const state = dict(
      text('_left'),
      floats(0, Number.NaN),
      text('_right'),
      floats(1.5, Number.NaN),
      text('_dtype'),
      none,
      text('closed'),
      text('left'),
    );
    const made = built(newObject(`${core}.interval`, 'IntervalArray'), state);
    expect(await readColumn(made, 2)).toEqual({ type: 'string', values: ['[0.0, 1.5)', null] });
  });

  it('fill in what a sparse array leaves out', async () => {
    const state = dict(
      text('_sparse_index'),
      call(
        name('pandas._libs.sparse', 'IntIndex'),
        int(5),
        array('i4', [2], Uint8Array.of(1, 0, 0, 0, 4, 0, 0, 0)),
      ),
      text('_sparse_values'),
      longs([2], 7, 8),
      text('_dtype'),
      call(name(dtypes, 'SparseDtype'), none, int(0)),
    );
    const made = built(newObject(`${core}.sparse.array`, 'SparseArray'), state);
    expect(await readColumn(made, 5)).toEqual({ type: 'long', values: [0, 7, 0, 0, 8] });
  });
});
