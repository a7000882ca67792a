import { describe, expect, it } from 'vitest';
import {
  built,
  call,
  dict,
  int,
  list,
  name,
  newObject,
  none,
  type Piece,
  raw,
  text,
  tuple,
} from '../../../test/kit/pickle.ts';
import { readColumn } from '../../../test/kit/read-pickle.ts';

const core = 'pandas.core.arrays';
const arrowType = (alias: string): Piece =>
  call(name('pyarrow.lib', 'type_for_alias'), text(alias));
const buffer = (...bytes: number[]): Piece =>
  call(name('pyarrow.lib', 'py_buffer'), raw(Uint8Array.from(bytes)));
const arrowData = (
  type: Piece,
  length: number,
  offset: number,
  buffers: Piece,
  children: Piece = list(),
  dictionary: Piece = none,
): Piece => tuple(type, int(length), int(0), int(offset), buffers, children, dictionary);
const arrow = (data: Piece): Piece =>
  built(
    newObject(`${core}.arrow.array`, 'ArrowExtensionArray'),
    dict(text('_pa_array'), call(name('pyarrow.lib', '_restore_array'), data)),
  );
const texts = [buffer(0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0), buffer(0x61, 0xc3, 0xbc)];

describe('the Arrow arrays of pandas', () => {
  it('read texts, null where their bit is not set', async () => {
    const made = arrow(arrowData(arrowType('string'), 3, 0, list(buffer(0b101), ...texts)));
    expect(await readColumn(made, 3)).toEqual({ type: 'string', values: ['a', null, 'ü'] });
  });

  it('start where a slice starts', async () => {
    const made = arrow(arrowData(arrowType('string'), 2, 1, list(buffer(0b101), ...texts)));
    expect(await readColumn(made, 2)).toEqual({ type: 'string', values: [null, 'ü'] });
  });

  it('refuse texts that run backwards or past their bytes', async () => {
    for (const ends of [
      buffer(0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0),
      buffer(0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0),
    ]) {
      const made = arrow(arrowData(arrowType('string'), 2, 0, list(none, ends, buffer(0x61))));
      await expect(readColumn(made, 2)).rejects.toMatchObject({ code: 'formats/pickle-damaged' });
    }
  });

  it('read booleans by bits and decimals with their scale', async () => {
    const bools = arrow(arrowData(arrowType('bool'), 3, 0, list(none, buffer(0b110))));
    expect(await readColumn(bools, 3)).toEqual({ type: 'bool', values: [false, true, true] });
    const type = call(name('pyarrow.lib', 'decimal128'), int(10), int(2));
    const minus = new Array<number>(16).fill(255).with(0, 0xbb).with(1, 0xfe);
    const decimals = arrow(arrowData(type, 1, 0, list(none, buffer(...minus))));
    expect(await readColumn(decimals, 1)).toEqual({ type: 'decimal', values: ['-3.25'] });
  });

  it('read dictionaries as their values', async () => {
    const type = call(
      name('pyarrow.lib', 'dictionary'),
      arrowType('int8'),
      arrowType('string'),
      '\x89',
    );
    const words = call(
      name('pyarrow.lib', '_restore_array'),
      arrowData(arrowType('string'), 3, 0, list(none, ...texts)),
    );
    const made = arrow(arrowData(type, 2, 0, list(none, buffer(2, 0)), list(), words));
    expect(await readColumn(made, 2)).toEqual({ type: 'string', values: ['ü', 'a'] });
  });

  it('read lists and structs as JSON', async () => {
    const bytes = (...values: number[]): Piece =>
      arrowData(arrowType('int8'), values.length, 0, list(none, buffer(...values)));
    const field = (label: string): Piece =>
      call(name('pyarrow.lib', 'field'), text(label), arrowType('int8'), '\x88', none);
    const lists = arrow(
      arrowData(
        call(name('pyarrow.lib', 'list_'), field('item')),
        2,
        0,
        list(none, buffer(0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0)),
        list(bytes(1, 2)),
      ),
    );
    expect(await readColumn(lists, 2)).toEqual({ type: 'dynamic', values: ['[1,2]', '[]'] });
    const structs = arrow(
      arrowData(
        call(name('pyarrow.lib', 'struct'), list(field('a'), field('b'))),
        1,
        0,
        list(none),
        list(bytes(1), bytes(2)),
      ),
    );
    expect(await readColumn(structs, 1)).toEqual({ type: 'dynamic', values: ['{"a":1,"b":2}'] });
  });

  it('name a type that is not read', async () => {
    const made = arrow(arrowData(arrowType('month_day_nano_interval'), 1, 0, list(none)));
    await expect(readColumn(made, 1)).rejects.toThrow('month_day_nano_interval');
  });
});
