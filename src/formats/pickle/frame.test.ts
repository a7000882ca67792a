import { describe, expect, it } from 'vitest';
import {
  array,
  block,
  built,
  call,
  dict,
  float,
  frame,
  index,
  int,
  list,
  longs,
  name,
  newObject,
  none,
  objects,
  type Piece,
  range,
  text,
  tuple,
} from '../../../test/kit/pickle.ts';
import { readPickled } from '../../../test/kit/read-pickle.ts';

describe('the index of a frame', () => {
  const one = block(longs([1, 2], 5, 6), 0);
  const named = (data: Piece, label: Piece): Piece =>
    call(
      name('pandas.core.indexes.base', '_new_Index'),
      name('pandas.core.indexes.base', 'Index'),
      dict(text('data'), data, text('name'), label),
    );

  it('becomes a column when it has a name', async () => {
    const { columns, rows } = await readPickled(
      frame(['v'], named(objects([2], text('a'), text('b')), text('key')), one),
    );
    expect([columns, rows]).toEqual([
      ['key:string', 'v:long'],
      [
        ['a', 5],
        ['b', 6],
      ],
    ]);
  });

  it('becomes the column index when it has content and no name', async () => {
    const { columns } = await readPickled(
      frame(['v'], index(objects([2], text('a'), text('b'))), one),
    );
    expect(columns).toEqual(['index:string', 'v:long']);
  });

  it('is left out with a note when it only holds row numbers', async () => {
    const { columns, notes } = await readPickled(frame(['v'], index(longs([2], 7, 3)), one));
    expect([columns, notes.length]).toEqual([['v:long'], 1]);
  });

  it('becomes one column a level', async () => {
    const made = call(
      name('pandas.core.indexes.base', '_new_Index'),
      name('pandas.core.indexes.multi', 'MultiIndex'),
      dict(
        text('levels'),
        list(index(objects([2], text('x'), text('y'))), index(longs([1], 9))),
        text('codes'),
        list(array('i1', [2], Uint8Array.of(1, 0)), array('i1', [2], Uint8Array.of(0, 255))),
        text('names'),
        list(text('k'), none),
      ),
    );
    const { columns, rows } = await readPickled(frame(['v'], made, one));
    expect([columns, rows]).toEqual([
      ['k:string', 'level_1:long', 'v:long'],
      [
        ['y', 9, 5],
        ['x', null, 6],
      ],
    ]);
  });
});

describe('older and smaller forms', () => {
  it('read a frame of pandas 1.0, whose block manager is a state', async () => {
    const axes = list(index(objects([1], text('v'))), range(2));
    const blocks = list(
      dict(
        text('values'),
        longs([1, 2], 5, 6),
        text('mgr_locs'),
        call(name('builtins', 'slice'), int(0), int(1), int(1)),
      ),
    );
    const state = tuple(
      axes,
      list(),
      list(),
      dict(text('0.14.1'), dict(text('axes'), axes, text('blocks'), blocks)),
    );
    const manager = built(newObject('pandas.core.internals.managers', 'BlockManager'), state);
    const made = built(newObject('pandas.core.frame', 'DataFrame'), dict(text('_data'), manager));
    expect(await readPickled(made)).toMatchObject({ columns: ['v:long'], rows: [[5], [6]] });
  });

  it('read a Series as a table of one column', async () => {
    const blocks = list(
      dict(
        text('values'),
        objects([2], float(0.5), none),
        text('mgr_locs'),
        call(name('builtins', 'slice'), int(0), int(2), int(1)),
      ),
    );
    const state = tuple(
      list(),
      list(),
      list(),
      dict(text('0.14.1'), dict(text('axes'), list(range(2)), text('blocks'), blocks)),
    );
    const manager = built(newObject('pandas.core.internals.managers', 'SingleBlockManager'), state);
    const made = (label: Piece): Piece =>
      built(
        newObject('pandas.core.series', 'Series'),
        dict(text('_mgr'), manager, text('_name'), label),
      );
    expect(await readPickled(made(text('score')))).toMatchObject({
      columns: ['score:real'],
      rows: [[0.5], [null]],
    });
    expect((await readPickled(made(none))).columns).toEqual(['value:real']);
  });
});
