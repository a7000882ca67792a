import { expect, it } from 'vitest';
import { type ReadTable, readFormat } from '../../test/kit/read-format.ts';
import { detectFormat } from './detect.ts';
import csv from './readers/csv.ts';
import json from './readers/json.ts';
import jsonl from './readers/jsonl.ts';

async function only(reading: Promise<Map<string, ReadTable>>): Promise<ReadTable> {
  const [table, ...others] = (await reading).values();
  if (!table || others.length > 0) throw new Error('one table was expected');
  return table;
}

const readCsv = (text: string | Uint8Array, budget = {}): Promise<ReadTable> =>
  only(readFormat(csv, 'file.csv', text, budget));
const readJsonl = (text: string | Uint8Array, budget = {}): Promise<ReadTable> =>
  only(readFormat(jsonl, 'file.jsonl', text, budget));
const readJson = (text: string | Uint8Array, budget = {}): Promise<ReadTable> =>
  only(readFormat(json, 'file.json', text, budget));

/** So many equal rows that a sample leaves gaps, and one other row in such a gap. */
function hidden(row: string, other: string): { text: string; rows: number } {
  const rows = Math.ceil(5_000_000 / (row.length + 1));
  // 48 pieces of 64 KiB are sampled, evenly spread: this is halfway from the 20th to the 21st.
  const spacing = (rows * (row.length + 1)) / 47;
  const at = Math.floor((spacing * 20 + 65_536 + (spacing - 65_536) / 2) / (row.length + 1));
  const lines = Array.from({ length: rows }, (_, n) => (n === at ? other : row));
  return { text: `${lines.join('\n')}\n`, rows };
}

const pad = 'p'.repeat(400);

it('keeps a CSV column as text when only one value somewhere is no number', async () => {
  const { text, rows } = hidden(`1,2,,${pad}`, `3,007,x,${pad}`);
  const table = await readCsv(`id,n,late,pad\n${text}`);
  expect(table.columns).toEqual(['id:long', 'n:string', 'late:string', 'pad:string']);
  expect(table.rows).toHaveLength(rows);
  expect(table.rows).toContainEqual([3, '007', 'x', pad]);
  expect(table.rows[0]).toEqual([1, '2', '', pad]);
});

it('finds the narrowest kind that all CSV values have, hidden ones included', async () => {
  const row = `1,2024-01-01 00:00:00,9223372036854775807,true,0,1.0,,${pad}`;
  const other = `1.5,2024-01-01T00:00:00Z,9223372036854775808,yes,-0,1e400,7,${pad}`;
  const table = await readCsv(`a,t,big,b,zero,r,late,pad\n${hidden(row, other).text}`);
  expect(table.columns).toEqual([
    'a:real',
    't:datetime',
    'big:string',
    'b:string',
    'zero:string',
    'r:string',
    'late:long',
    'pad:string',
  ]);
  expect(table.coverage.zone).toBe('mixed');
});

it('does not guess at values that only look like numbers or times', async () => {
  const values = [
    '0x3e7',
    '007',
    '+1',
    '1e5',
    '1_000',
    ' 1',
    '1 ',
    '١',
    'NaN',
    'inf',
    '.5',
    '5.',
    '--1',
  ];
  for (const value of values)
    expect((await readCsv(`a,b\n${value},x\n`)).rows).toEqual([[value, 'x']]);
  const times = [
    '2024-02-30',
    '2024-1-1',
    '01/02/2024 03:04',
    '2024-01-01T00:00:00+25:00',
    '20240101',
    '12:00',
  ];
  for (const value of times) {
    const [[cell] = []] = (await readCsv(`a,b\n${value},x\n`)).rows;
    expect(String(cell)).toBe(value);
  }
});

it('keeps bad CSV rows with their lines and reasons, and the rows around them', async () => {
  const table = await readCsv('a,b\n1,2\n3\n4,5,6\n7,8\n');
  expect(table.rows).toEqual([
    [1, 2],
    [7, 8],
  ]);
  expect(table.unparsed).toEqual([
    { line: 3, reason: 'expected 2 fields, found 1', text: '3' },
    { line: 4, reason: 'expected 2 fields, found 3', text: '4,5,6' },
  ]);
});

it('lets a quote that is left open cost its own line only', async () => {
  const wide = 'x,'.repeat(20_000);
  const table = await readCsv(
    Buffer.concat([
      Buffer.from(`a,b\n"unclosed,1\n2,3\n"two\nlines",4\n${wide}\n`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(',9\n\0\0,\ufffd\n"c"d,5\n6,"7'),
    ]),
  );
  expect(table.rows).toEqual([
    ['2', '3'],
    ['two\nlines', '4'],
    ['\0\0', '\ufffd'],
  ]);
  expect(table.unparsed.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '2 a quote is not closed',
    '6 expected 2 fields, found 20001',
    '7 not UTF-8',
    '9 a quote is not closed',
    '10 a quote is not closed',
  ]);
});

it('bounds CSV lines and columns', async () => {
  const long = 'y'.repeat(100_000);
  const table = await readCsv(`a,b\n1,${long}\n2,x\n`, { lineBytes: 50_000 });
  expect(table.rows).toEqual([[2, 'x']]);
  expect(table.unparsed).toMatchObject([{ line: 2, reason: 'longer than 50000 bytes' }]);
  expect(table.unparsed[0]?.text.length).toBeLessThan(70_000);
  await expect(readCsv('a,b,c\n1,2,3\n', { width: 2 })).rejects.toMatchObject({
    code: 'formats/too-many-columns',
  });
});

it('reads CSV without a header, of one column, and as Excel marks it', async () => {
  const bare = await readCsv('1,a\n2,b\n');
  expect(bare.columns).toEqual(['Column1:long', 'Column2:string']);
  expect(bare.rows).toHaveLength(2);
  expect((await readCsv('name\nx\ny\n')).rows).toEqual([['x'], ['y']]);
  const marked = await readCsv('\ufeffsep=;\r\na;b\r\n1;x\r\n');
  expect(marked.columns).toEqual(['a:long', 'b:string']);
  expect(marked.rows).toEqual([[1, 'x']]);
  expect((await readCsv('a,b\n')).rows).toEqual([]);
});

it('names a table by Type only where all rows agree', async () => {
  const row = `2024-01-01T00:00:00Z,Heartbeat,${pad}`;
  const name = async (header: string, text: string): Promise<string[]> => [
    ...(await readFormat(csv, 'x.csv', `${header}\n${text}`)).keys(),
  ];
  expect(await name('TimeGenerated,Type,pad', hidden(row, row).text)).toEqual(['Heartbeat']);
  const other = row.replace('Heartbeat', 'Perf');
  expect(await name('TimeGenerated,Type,pad', hidden(row, other).text)).toEqual(['x']);
  expect(await name('TimeGenerated,Type', '2024-01-01T00:00:00Z,"x; drop"\n')).toEqual(['x']);
  expect(await name('When,Type', '2024-01-01T00:00:00Z,Heartbeat\n')).toEqual(['x']);
});

it('keeps bad JSON lines with their numbers and reasons', async () => {
  const table = await readJsonl(
    Buffer.concat([
      Buffer.from('\ufeff{"a":"\ufffd"}\n\n{"a":"'),
      Buffer.from([0xff, 0xc3, 0x28]),
      Buffer.from(
        '"}\n{"a":\n[1,2]\n{"a":"\\ud800 \\\\ud800 \\ud83d\\ude00"}\n{"b":1}{"b":2}\n{"b":1}',
      ),
    ]),
  );
  expect(table.columns).toEqual(['a:string', 'b:long']);
  expect(table.rows).toEqual([
    ['\ufffd', null],
    ['\ufffd \\ud800 😀', null],
    ['', 1],
  ]);
  expect(table.unparsed.map(({ line }) => line)).toEqual([3, 4, 5, 7]);
  expect(table.unparsed[0]).toMatchObject({ reason: 'not UTF-8' });
  expect(table.unparsed[2]).toMatchObject({ reason: 'not a JSON object', text: '[1,2]' });
});

it('finds keys and types that only one JSON line somewhere has', async () => {
  const row = `{"n":1,"t":"2024-01-01T00:00:00Z","s":"007","r":1,"pad":"${pad}"}`;
  const other = '{"n":18446744073709551615,"t":"soon","s":5,"r":0.5,"late":{"x":[1]}}';
  const table = await readJsonl(hidden(row, other).text);
  expect(table.columns).toEqual([
    'n:decimal',
    't:string',
    's:string',
    'r:real',
    'pad:string',
    'late:dynamic',
  ]);
  const big = '18446744073709551615.0000000000';
  expect(table.rows).toContainEqual([big, 'soon', '5', 0.5, '', { x: [1] }]);
  expect(table.rows[0]).toEqual(['1.0000000000', '2024-01-01T00:00:00Z', '007', 1, pad, null]);
});

it('takes no JSON value for one of another type that a sample promised', async () => {
  const row = { n: 1, r: 0.5, b: true, s: 'x', j: '{"in":"text"}', d: [1], z: null };
  const last = async (change: Record<string, unknown>): Promise<[string[], unknown[]]> => {
    const lines = `${JSON.stringify({ ...row, pad })}\n`.repeat(8000);
    const table = await readJsonl(`${lines}${JSON.stringify({ ...row, ...change })}`);
    expect(table.rows.length).toBe(8001);
    const at = table.columns.findIndex((column) => column.startsWith(Object.keys(change)[0] ?? ''));
    return [[table.columns[at] ?? ''], [table.rows[0]?.[at], table.rows.at(-1)?.[at]]];
  };
  expect(await last({ n: '007' })).toEqual([['n:string'], ['1', '007']]);
  expect(await last({ n: 2.5 })).toEqual([['n:real'], [1, 2.5]]);
  expect(await last({ n: true })).toEqual([['n:string'], ['1', 'true']]);
  expect(await last({ r: '1.50' })).toEqual([['r:string'], ['0.5', '1.50']]);
  expect(await last({ r: 2 ** 53 })).toEqual([['r:dynamic'], [0.5, 2n ** 53n]]);
  expect(await last({ b: 1 })).toEqual([['b:string'], ['true', '1']]);
  expect(await last({ b: 'true' })).toEqual([['b:string'], ['true', 'true']]);
  expect(await last({ s: { x: 1 } })).toEqual([['s:dynamic'], ['x', { x: 1 }]]);
  expect(await last({ s: '[x' })).toEqual([['s:string'], ['x', '[x']]);
  expect(await last({ j: { in: 1 } })).toEqual([['j:dynamic'], ['{"in":"text"}', { in: 1 }]]);
  expect(await last({ j: 5 })).toEqual([['j:string'], ['{"in":"text"}', '5']]);
  expect(await last({ d: 'x' })).toEqual([['d:dynamic'], [[1], 'x']]);
  expect(await last({ z: 7 })).toEqual([['z:long'], [null, 7]]);
}, 120_000);

it('loses no key and no line of JSON that a sample did not have', async () => {
  const line = `${JSON.stringify({ Id: 1, text: '[a] {b} \\ "c"\n\u0000', pad })}\n`;
  const read = (end: string): Promise<ReadTable> => readJsonl(`${line.repeat(8000)}${end}`);
  const late = await read('{"Id":2,"last":"x"}');
  expect(late.columns).toEqual(['Id:long', 'text:string', 'pad:string', 'last:string']);
  expect(late.rows.at(-1)).toEqual([2, '', '', 'x']);
  expect(late.rows[0]?.[1]).toBe('[a] {b} \\ "c"\n\u0000');
  const byCase = await read('{"ID":3}');
  expect(byCase.columns).toEqual(['Id:long', 'text:string', 'pad:string', 'ID:long']);
  expect(byCase.rows.at(-1)).toEqual([null, '', '', 3]);
  const twice = await read('{"Id":4,"Id":5}');
  expect(twice.rows.at(-1)).toEqual([4, '', '']);
  expect(twice.coverage.files[0]?.notes.join()).toContain('a key twice');
  for (const [end, reason] of [
    ['null', 'not a JSON object'],
    ['[1]', 'not a JSON object'],
    ['{"Id":6', 'not JSON'],
    [`{"pad":${'['.repeat(3000)}${']'.repeat(3000)}}`, 'nested deeper'],
  ] as const) {
    const table = await read(`{}\n${end}\n{"Id":7}`);
    expect(table.rows.length).toBe(8002);
    expect(table.unparsed).toMatchObject([
      { line: 8002, reason: expect.stringContaining(reason) as string },
    ]);
  }
}, 120_000);

it('reads JSON lines whose sample is unlike the rest, and very wide ones', async () => {
  const first = Array.from({ length: 4000 }, (_, n) => `{"a":${n},"pad":"${pad}"}`);
  const rest = Array.from({ length: 8000 }, (_, n) => `{"b":"${n}","pad":${n}}`);
  const table = await readJsonl(`${first.join('\n')}\n${rest.join('\n')}\n${first.join('\n')}`);
  expect(table.columns).toEqual(['a:long', 'pad:string', 'b:string']);
  expect(table.rows[4001]).toEqual([null, '1', '1']);
  const wide = Array.from({ length: 1500 }, (_, n) => `"k${n}":${n},"K${n}":"${n}"`).join(',');
  const both = await readJsonl(`{${wide}}\n`.repeat(200));
  expect(both.columns.length).toBe(3000);
  expect(both.rows.length).toBe(200);
  expect(both.rows[199]?.slice(2998)).toEqual([1499, '1499']);
}, 120_000);

it('mixes no key of JSON lines up with the columns that DuckDB adds', async () => {
  const line = `${JSON.stringify({ file_index: 5, c1: 'x', filename: 'f', rowid: 3, FILE_INDEX: 'y', "it's": 1, pad })}\n`;
  const table = await readJsonl(line.repeat(8000));
  expect(table.rows.length).toBe(8000);
  expect(table.columns.join()).toBe(
    "file_index:long,c1:string,filename:string,rowid:long,FILE_INDEX:string,it's:long,pad:string",
  );
  expect(table.rows[7999]).toEqual([5, 'x', 'f', 3, 'y', 1, pad]);
}, 60_000);

it('names a table by the Type of JSON records only where all agree', async () => {
  const row = (type: string | null): string =>
    `${JSON.stringify({ TimeGenerated: '2024-01-01T00:00:00Z', Type: type, pad })}\n`;
  const name = async (end: string): Promise<string[]> => [
    ...(await readFormat(jsonl, 'x.jsonl', `${row('Heartbeat').repeat(8000)}${end}`)).keys(),
  ];
  expect(await name(row('Heartbeat'))).toEqual(['Heartbeat']);
  expect(await name(row('Usage'))).toEqual(['x']);
  expect(await name(row(null))).toEqual(['x']);
}, 120_000);

it('rounds no number in JSON', async () => {
  const table = await readJsonl(
    '{"big":99999999999999999999999999999999,"f":1e400,"mix":9007199254740993,"n":-0}\n{"mix":0.5}\n',
  );
  expect(table.columns).toEqual(['big:dynamic', 'f:dynamic', 'mix:dynamic', 'n:long']);
  expect(table.rows[0]?.[0]).toBe(99999999999999999999999999999999n);
  expect(table.rows[0]?.[2]).toBe(9007199254740993n);
});

it('keeps mixed JSON values whole', async () => {
  const text = '{"v":1}\n{"v":"a"}\n{"v":{"x":1}}\n{"v":[1,2]}\n{"v":null}\n{"v":true}\n';
  const table = await readJsonl(text);
  expect(table.columns).toEqual(['v:dynamic']);
  expect(table.rows).toEqual([[1], ['a'], [{ x: 1 }], [[1, 2]], [null], [true]]);
});

it('bounds JSON lines, depth and keys', async () => {
  const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  const long = `{"a":"${'y'.repeat(200_000)}"}`;
  const table = await readJsonl(`${deep}\n${long}\n{"a":1}\n`, { lineBytes: 100_000 });
  expect(table.rows).toEqual([[1]]);
  expect(table.unparsed).toMatchObject([
    { line: 1, reason: 'nested deeper than 64 levels' },
    { line: 2, reason: 'longer than 100000 bytes' },
  ]);
  await expect(readJsonl(`${deep}\n`)).rejects.toMatchObject({ code: 'formats/no-records' });
  const wide = Array.from({ length: 50 }, (_, n) => `"k${n}":1`).join(',');
  await expect(readJsonl(`{${wide}}\n`, { width: 40 })).rejects.toMatchObject({
    code: 'formats/too-many-columns',
  });
  const nested = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  await expect(readJson(nested)).rejects.toMatchObject({ code: 'formats/damaged-file' });
});

it('makes usable columns of any key and pollutes nothing', async () => {
  const table = await readJsonl(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1,"it\'s":2,"q\\"x":3,"n\\u0000ul":4}\n',
  );
  expect(table.columns).toEqual([
    '__proto__:dynamic',
    'constructor:dynamic',
    'a:long',
    "it's:long",
    'q"x:long',
    'n\0ul:long',
  ]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

it('reads JSON documents of many shapes', async () => {
  const rows = async (text: string): Promise<unknown[][]> => (await readJson(text)).rows;
  expect(await rows('[{"a":1},{"a":2}]')).toEqual([[1], [2]]);
  expect(await rows('{"@odata.context":"u","value":[{"a":1}],"@odata.nextLink":"n"}')).toEqual([
    [1],
  ]);
  expect(await rows('{"a":1,"value":{"b":[1]}}')).toEqual([[1, { b: [1] }]]);
  expect(await rows('[1,"x",null]')).toEqual([['1'], ['x'], ['']]);
  expect(await rows('{"a":1}\n{"a":2} {"a":3}')).toEqual([[1], [2], [3]]);
  expect(await rows('[{"a":"x\\ny"},\n{"a":\n"z"}]')).toEqual([['x\ny'], ['z']]);
  const frames = [
    { FrameType: 'DataSetHeader', Version: 'v2.0' },
    {
      FrameType: 'DataTable',
      TableName: 'PrimaryResult',
      Columns: [{ ColumnName: 'a', ColumnType: 'long' }],
      Rows: [[1], [2]],
    },
    { FrameType: 'DataSetCompletion', HasErrors: false },
  ];
  expect(await rows(JSON.stringify(frames))).toEqual([[1], [2]]);
  const v1 = {
    Tables: [
      { TableName: 'Table_0', Columns: [{ ColumnName: 'a', DataType: 'Int64' }], Rows: [[5]] },
      {
        TableName: 'Table_1',
        Columns: [{ ColumnName: 'x', DataType: 'String' }],
        Rows: [['meta']],
      },
    ],
  };
  expect(await rows(JSON.stringify(v1))).toEqual([[5]]);
});

it('keeps the records before the place where a JSON document breaks off', async () => {
  const table = await readJson('[{"a":1},\n{"a":2},\n{"a":');
  expect(table.rows).toEqual([[1], [2]]);
  expect(table.unparsed).toMatchObject([{ line: 3 }]);
  await expect(readJson('{"a":')).rejects.toMatchObject({ code: 'formats/damaged-file' });
});

it('recognises by content, whatever the ending says', async () => {
  const detect = async (text: string, baseName: string): Promise<string> => {
    const bytes = new TextEncoder().encode(text);
    const format = await detectFormat({
      name: baseName,
      baseName,
      sizeBytes: bytes.length,
      head: async () => bytes,
      path: () => Promise.reject(new Error('no file')),
      stream: () => {
        throw new Error('no stream');
      },
    });
    return format.name;
  };
  expect(await detect('{"a":1}\n{"a":2}\n', 'x.json')).toBe('jsonl');
  expect(await detect('{"a":1}\n', 'x.json')).toBe('json');
  expect(await detect('{"a":1}\n', 'x.jsonl')).toBe('jsonl');
  expect(await detect('[{"a":1}]', 'x.jsonl')).toBe('json');
  expect(await detect('{\n "a": 1\n}\n', 'x.log')).toBe('json');
  expect(await detect('a\tb\n1\t2\n', 'x.csv')).toBe('csv');
  expect(await detect('a;b\n1;2\n', 'export')).toBe('csv');
  await expect(detect('', 'x.csv')).rejects.toMatchObject({ code: 'formats/empty-file' });
  await expect(detect('just words', 'x.docx')).rejects.toMatchObject({
    code: 'formats/not-recognised',
  });
});
