import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  array,
  block,
  built,
  bytesOf,
  call,
  column,
  dict,
  frame,
  index,
  int,
  list,
  longs,
  name,
  none,
  objects,
  type Piece,
  pickled,
  range,
  raw,
  stackName,
  text,
  tuple,
} from '../../../test/kit/pickle.ts';
import { memoryInput, readToMemory } from '../../../test/kit/read-to-memory.ts';
import { HuntError } from '../../base/index.ts';
import pickle from '../readers/pickle.ts';
import { openMachine } from './machine.ts';
import { steps } from './opcodes.ts';
import { pickleExample } from './pickle-example.ts';
import { finishScan, maxWork, scanOn, startScan } from './references.ts';
import { byte, openSource } from './source.ts';

/** `rows`, or the code of the sentence that the reader gave; anything else is thrown on. */
async function outcome(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  try {
    await readToMemory(pickle, memoryInput(bytes, { baseName: 'x.pkl' }));
    return { code: 'rows', message: '' };
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    return { code: error.code, message: error.message };
  }
}

const proof = join(tmpdir(), `huntbook-pickle-was-run-${process.pid}`);
const command = text(`touch ${proof}`);
const refused = 'formats/pickle-refused';

const attacks: [string, Piece, string][] = [
  ['os.system', call(name('os', 'system'), command), 'os.system'],
  ['posix.system', call(name('posix', 'system'), command), 'posix.system'],
  ['by STACK_GLOBAL', call(stackName('nt', 'system'), command), 'nt.system'],
  ['subprocess.Popen', call(name('subprocess', 'Popen'), list(command)), 'subprocess.Popen'],
  ['eval', call(name('builtins', 'eval'), text('1')), 'builtins.eval'],
  ['exec of Python 2', call(name('__builtin__', 'execfile'), text('x')), '__builtin__.execfile'],
  ['__import__', call(name('builtins', '__import__'), text('os')), 'builtins.__import__'],
  [
    'getattr of a class',
    call(name('builtins', 'getattr'), name('builtins', 'object'), text('__subclasses__')),
    'getattr',
  ],
  [
    'getattr of a zone',
    call(name('builtins', 'getattr'), name('zoneinfo', 'ZoneInfo'), text('__init__')),
    '__init__',
  ],
  [
    'a dotted name',
    [text('builtins'), text('object.__subclasses__'), 0x93],
    'object.__subclasses__',
  ],
  ['a dotted module', name('pandas.core.frame', 'os.system'), 'os.system'],
  ['pandas.eval', call(name('pandas', 'eval'), text('1')), 'pandas.eval'],
  [
    'pandas.read_pickle',
    call(name('pandas', 'read_pickle'), text('http://x')),
    'pandas.read_pickle',
  ],
  ['pandas.io.common', name('pandas.io.common', 'os'), 'pandas.io.common.os'],
  ['numpy.load', call(name('numpy', 'load'), text('x')), 'numpy.load'],
  ['numpy.f2py', name('numpy.f2py.diagnose', 'run_command'), 'run_command'],
  ['functools.reduce', name('functools', 'reduce'), 'functools.reduce'],
  [
    'a partial of something else',
    [call(name('functools', 'partial'), name('builtins', 'slice')), tuple(), 'R'],
    'not a class',
  ],
  ['operator.attrgetter', name('operator', 'attrgetter'), 'operator.attrgetter'],
  ['INST', ['(', command, 'ios\nsystem\n'], 'os.system'],
  ['OBJ', ['(', name('os', 'system'), command, 'o'], 'os.system'],
  ['OBJ of a text', ['(', text('os.system'), command, 'o'], 'not a class'],
  ['NEWOBJ', [name('os', 'system'), tuple(command), 0x81], 'os.system'],
  ['NEWOBJ_EX', [name('os', 'system'), tuple(command), dict(), 0x92], 'os.system'],
  [
    'a call of a result',
    [call(name('builtins', 'slice'), int(1)), tuple(command), 'R'],
    'not a class',
  ],
  ['a persistent id', ['P', 'os.system\n'], 'persistent'],
  ['a binary persistent id', [text('x'), 'Q'], 'persistent'],
  ['an extension code', [0x82, 1], 'extension'],
  ['a wide extension code', [0x84, 1, 0, 0, 0], 'extension'],
  ['a buffer from outside', [0x97], 'buffers'],
  [
    'an attack behind a sound frame',
    [column(int(1)), '0', call(name('os', 'system'), command)],
    'os.system',
  ],
  ['an attack in a cell', column(call(name('os', 'system'), command)), 'os.system'],
  ['an attack as a state', built(column(int(1)), call(name('os', 'system'), command)), 'os.system'],
  ['a name of controls', name('os\x1b[2J', 'x'), 'which no DataFrame needs'],
];

describe('a pickle that wants something run', () => {
  it.each(attacks)('is refused by name: %s', async (_title, piece, said) => {
    const { code, message } = await outcome(pickled(piece));
    expect([code, message]).toEqual([refused, expect.stringContaining(said)]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a terminal
    expect(message).not.toMatch(/[\u0000-\u001f]/);
    expect(existsSync(proof)).toBe(false);
  });

  it('gets nothing from a state made for __setstate__', async () => {
    const state = dict(
      text('__setstate__'),
      text('x'),
      text('__proto__'),
      dict(text('polluted'), int(1)),
      text('__class__'),
      none,
    );
    const { code } = await outcome(
      pickled(built([name('pandas.core.frame', 'DataFrame'), tuple(), 0x81], state)),
    );
    expect(code).toBe('formats/pickle-damaged');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

const loop: Piece = [']', 'q\0', 'h\0', 'a'];
const wideList = (depth: number): Piece =>
  Array.from({ length: depth }, (_, i) => [
    i === 0
      ? list(text('lol'))
      : [']', '(', ...Array.from({ length: 10 }, () => ['h', i - 1]), 'e'],
    'q',
    i,
    '0',
  ]);

const bombs: [string, Piece, string][] = [
  ['a list that holds itself', column(loop), 'formats/pickle-too-large'],
  [
    'a list of lists of lists, ten each',
    [wideList(12), column(['h', 11])],
    'formats/pickle-too-large',
  ],
  ['a hundred thousand marks', '('.repeat(100_000), 'formats/pickle-damaged'],
  ['a memo far ahead', [none, 'r', Uint8Array.of(255, 255, 255, 255)], 'formats/pickle-damaged'],
  ['an int of two gigabytes', [0x8b, Uint8Array.of(255, 255, 255, 127)], 'formats/pickle-damaged'],
  ['an int of many digits', ['I', '9'.repeat(1_000_000), '\n'], 'formats/pickle-damaged'],
  [
    'a text of an exabyte',
    [0x8d, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 16)],
    'formats/pickle-damaged',
  ],
  [
    'a frame of an exabyte',
    [0x95, Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127)],
    'formats/pickle-damaged',
  ],
  [
    'an array of few bytes and many rows',
    frame(['v'], range(3), block(array('i8', [1, 2 ** 40], new Uint8Array(8)), 0)),
    'formats/pickle-damaged',
  ],
  [
    'a range of very many rows',
    frame(['v'], range(2n ** 52n), block(longs([1, 1], 1), 0)),
    'formats/pickle-too-large',
  ],
  ['an index that holds itself', selfIndex(), 'formats/pickle-damaged'],
  [
    'a block with a place that is not there',
    frame(['v'], range(1), block(longs([1, 1], 1), 7)),
    'formats/pickle-damaged',
  ],
  [
    'two blocks for one column',
    frame(['v'], range(1), block(longs([1, 1], 1), 0), block(longs([1, 1], 1), 0)),
    'formats/pickle-damaged',
  ],
  [
    'a column that is too short',
    frame(['v'], range(2), block(longs([1, 1], 1), 0)),
    'formats/pickle-damaged',
  ],
  [
    'a column without values',
    frame(['v', 'w'], range(1), block(longs([1, 1], 1), 0)),
    'formats/pickle-damaged',
  ],
  ['a dict', dict(text('a'), int(1)), 'formats/pickle-unsupported'],
  ['a frame without columns', frame([], range(3)), 'formats/pickle-unsupported'],
  ['a frame in a cell', column(column(int(1))), 'formats/pickle-unsupported'],
  ['a protocol of the future', [0x80, 9], 'formats/pickle-damaged'],
];

/** A frame whose index of rows is an Index that has itself as its data. */
function selfIndex(): Piece {
  const rows = [
    call(
      name('pandas.core.indexes.base', '_new_Index'),
      name('pandas.core.indexes.base', 'Index'),
      ['}', 'q\x01'],
    ),
    'q\0',
    '0',
    'h\x01',
    text('data'),
    'h\0',
    's',
    '0',
    'h\0',
  ];
  return frame(['v'], rows, block(longs([1, 1], 1), 0));
}

describe('a pickle made to exhaust its reader', () => {
  it.each(bombs)('ends with a sentence: %s', async (_title, piece, code) => {
    const start = performance.now();
    expect((await outcome(pickled(piece))).code).toBe(code);
    expect(performance.now() - start).toBeLessThan(50_000);
  });

  it('pays for each item, so that no array grows past what the runtime bears', () => {
    const items: [string, Piece][] = [
      ['None', 'N'.repeat(1_000)],
      ['texts', Array.from({ length: 1_000 }, () => text('x'))],
      ['one object again and again', Array.from({ length: 1_000 }, () => ['h', 0])],
    ];
    for (const [title, piece] of items) {
      const source = openSource(pickled(none, 'q', 0, list(piece)));
      const scan = startScan(source.bytes);
      expect(scanOn(scan, 10_000)).toBe(true);
      const machine = openMachine(source, finishScan(scan));
      while (!machine.stopped) steps[byte(source)]?.(machine);
      expect(machine.work, title).toBeGreaterThanOrEqual(1_000);
    }
    expect(maxWork).toBeLessThan(100_000_000);
  });

  it('is refused when a column with 2^50 missing values hides in it', async () => {
    const sparse = built(
      [name('pandas.core.arrays.sparse.array', 'SparseArray'), tuple(), 0x81],
      dict(
        text('_sparse_index'),
        call(name('pandas._libs.sparse', 'IntIndex'), int(2n ** 50n), longs([0])),
        text('_sparse_values'),
        longs([0]),
        text('_dtype'),
        call(name('pandas.core.dtypes.dtypes', 'SparseDtype'), none, int(0)),
      ),
    );
    for (const rows of [range(2n ** 39n), index(sparse)]) {
      expect((await outcome(pickled(frame(['v'], rows, block(sparse, 0))))).code).toBe(
        'formats/pickle-too-large',
      );
    }
  });
});

const example = pickleExample.bytes as Uint8Array;
const assembled = pickled(
  frame(
    ['a', 'b'],
    range(2),
    block(longs([1, 2], 1, 2), 0),
    block(objects([1, 2], text('x'), raw(Uint8Array.of(1))), 1),
  ),
);

describe('a damaged pickle', () => {
  it.each([
    ['pandas', example],
    ['assembled', assembled],
  ])('gives a sentence wherever it is cut (%s)', async (_title, bytes) => {
    for (let end = 0; end < bytes.length; end++) {
      expect((await outcome(bytes.subarray(0, end))).code, `cut at ${end}`).toMatch(
        /^formats\/pickle-/,
      );
    }
  });

  it('gives rows or a sentence whatever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    const damaged = fc
      .tuple(fc.constantFrom(example, assembled), fc.array(change, { minLength: 1, maxLength: 4 }))
      .map(([sound, changes]) => {
        const bytes = Uint8Array.from(sound);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        expect((await outcome(bytes)).code).toMatch(/^(rows|formats\/pickle-[a-z-]+)$/);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });

  it('gives a sentence for bytes that are no pickle at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await outcome(bytesOf([0x80, 4, bytes]))).code).toMatch(/^formats\/pickle-/);
      }),
      { numRuns: 1_000, seed: 4 },
    );
  });
});
