import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lookups } from '../../src/kql/index.ts';
import { type LookupExample, runTool, tools } from '../../src/toolbox/index.ts';
import { type Engine, openEngine } from '../kit/kql-engine.ts';
import { toldAnswers } from '../kit/told-answers.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const close = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;

/** A little of everything that a column of a log may hold. */
const values: readonly string[] = [
  '',
  ' ',
  '10.0.0.1',
  '2001:db8::1',
  ' 8.8.8.8 ',
  '8.8.8.8\n1.1.1.1',
  '::ffff:8.8.8.8%eth0',
  '1.1.1.1\r\n',
  'powershell -enc dwBoAG8AYQBtAGkA',
  'http://evil[.]example[.]com/a?b=c',
  'C:\\Windows\\System32\\cmd.exe /c "echo \u0000 ü 漢字"',
  '44d88612fea8a8f36de82e1278abb02f',
  'a'.repeat(65_536),
  '('.repeat(65_536),
  '../'.repeat(20_000),
  'QUFB'.repeat(10_000),
  "'; DROP TABLE x --",
];

type Rows = Awaited<ReturnType<Engine['kql']>>;

/** What an example calls its tool on, and with what besides `join`. */
function partsOf(name: string, query: string): { source: string; call: string } {
  const start = query.indexOf(`| invoke ${name}(`);
  const open = start + `| invoke ${name}(`.length;
  let end = open;
  for (let depth = 1; depth > 0 && end < query.length; end++) {
    if (query[end] === '"')
      while (query[++end] !== '"' && end < query.length) if (query[end] === '\\') end++;
    if (query[end] === '(') depth++;
    if (query[end] === ')') depth--;
  }
  const call = query
    .slice(open, end - 1)
    .replace(/,?\s*join\s*=\s*"\w+"/, '')
    .replace(/^,\s*/, '');
  return { source: query.slice(0, start), call };
}

it('finds tools', () => expect(tools.size).toBeGreaterThan(0));

describe.each([...tools.values()])('$name', (tool) => {
  const told = (answers: LookupExample['answers']): Lookups | undefined =>
    tool.kind === 'lookup' ? toldAnswers(tool, answers, (sql) => engine.sql(sql)) : undefined;

  it.each(tool.examples.map((example, i) => ({ i: i + 1, ...example })))(
    'gives the rows of its example $i',
    async ({ query, rows, ...more }) => {
      const answer = await engine.kql(
        query,
        undefined,
        told('answers' in more ? more.answers : {}),
      );
      expect(answer.rows.map((row) => row.map(close))).toEqual(rows.map((row) => row.map(close)));
    },
  );

  it('says what it takes and gives, and whose behaviour it follows', () => {
    const fields = [...Object.values(tool.input), ...Object.values(tool.output)];
    for (const { about } of [tool, ...fields, ...Object.values(tool.parameters)])
      expect(about).toMatch(/^[A-Z`0-9].*\.$/s);
    expect(tool.source.length).toBeGreaterThan(10);
    expect(tool.name).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  if (tool.kind === 'lookup')
    it('says what it sends, keeps rows of the left in order, and is refused where nobody may be asked', async () => {
      const [name] = Object.keys(tool.input);
      const call = `invoke ${tool.name}(${name} = v, join="left")`;
      const query = `datatable(v: string, n: long)["10.0.0.1", 1, "", 2, "8.8.8.8", 3] | sort by n asc | ${call}`;
      const { rows, columns, ordered } = await engine.kql(query, undefined, told({}));
      expect(ordered).toBe(true);
      const outcome = columns.findIndex((c) => c.name === 'outcome');
      const n = columns.findIndex((c) => c.name === 'n');
      expect([...new Set(rows.map((row) => row[n]))]).toEqual([1, 2, 3]);
      expect(rows.find((row) => row[n] === 2)?.[outcome]).toBe('');
      if (tool.sends) {
        expect(rows.find((row) => row[n] === 1)?.[outcome]).toBe('not sent');
        expect(tool.sends.to.length).toBeGreaterThan(5);
      }
      await expect(engine.kql(query)).rejects.toThrow(tool.name);
    });

  const [example] = tool.examples;
  const { source, call } = partsOf(tool.name, example.query);
  it(`joins its rows as asked: ${call}`, async () => {
    const moment = tool.kind === 'lookup' ? ' | extend answered_at = datetime(null)' : '';
    const ask = async (join: string): Promise<Rows> =>
      engine.kql(
        `${source} | serialize k_mark = row_number() | invoke ${tool.name}(${[...(call ? [call] : []), ...(join ? [`join = "${join}"`] : [])].join(', ')})${moment}`,
        undefined,
        told('answers' in example ? example.answers : {}),
      );
    const given = await engine.kql(`${source} | serialize k_mark = row_number()`);
    const width = given.columns.length;
    const count = Object.keys(tool.output).length;
    const none = await ask('');
    if ('joins' in tool && tool.joins === false)
      return expect(ask('inner')).rejects.toThrow('leave out join');
    const own = ({ rows }: Rows): string[] => rows.map((row) => JSON.stringify(row.slice(-count)));
    const inner = await ask('inner');
    const left = await ask('left');
    for (const { columns } of [inner, left]) {
      expect(columns.slice(0, width)).toEqual(given.columns);
      expect(columns.slice(width).map((c) => c.type)).toEqual(
        none.columns.slice(-count).map((c) => c.type),
      );
    }
    // A process that was never seen to start is a row of the tree that goes with none of the table.
    const lost = own(none).filter((row) => !own(inner).includes(row));
    expect(own(inner).filter((row) => !own(none).includes(row))).toEqual([]);
    if (tool.kind !== 'sql') expect([lost, inner.rows.length]).toEqual([[], none.rows.length]);
    expect(inner.rows.length).toBeGreaterThan(0);
    const known = new Map(given.rows.map((row) => [row[width - 1], row]));
    for (const row of left.rows) expect(row.slice(0, width)).toEqual(known.get(row[width - 1]));
    const marks = new Set(inner.rows.map((row) => row[width - 1]));
    const lone = left.rows.filter((row) => !marks.has(row[width - 1]));
    expect(lone.map((row) => row[width - 1]).sort()).toEqual(
      [...known.keys()].filter((mark) => !marks.has(mark)).sort(),
    );
    for (const row of lone)
      expect(row.slice(width).filter((v) => v !== null && v !== '')).toEqual([]);
    const paired = left.rows.filter((row) => marks.has(row[width - 1]));
    const texts = (rows: readonly unknown[]): string[] => rows.map((r) => JSON.stringify(r)).sort();
    expect(texts(paired)).toEqual(texts(inner.rows));
  });

  it('calls no two things by one name', () => {
    const names = [tool.input, tool.parameters, tool.output].flatMap((f) => Object.keys(f));
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('join');
  });

  const [only, ...more] = Object.entries(tool.input);
  if (tool.kind === 'each' && only?.[1].type === 'string' && more.length === 0)
    it('gives the same rows for values, a list of them and a column', async () => {
      const fields = Object.keys({ ...tool.input, ...tool.output });
      const list = runTool(tool, values as never) as Record<string, unknown>[];
      const one = values.flatMap((v) => runTool(tool, v as never)) as Record<string, unknown>[];
      expect(one).toEqual(list);
      const { columns, rows } = await engine.kql(
        `datatable(v: string)[${values.map((v) => JSON.stringify(v)).join(', ')}] | invoke ${tool.name}(v)`,
      );
      const plain = (type: string | undefined, value: unknown): unknown =>
        type === 'datetime' || type === 'timespan'
          ? null
          : (value ?? (type === 'string' ? '' : null));
      expect(rows.map((row) => row.map((v, i) => close(plain(columns[i]?.type, v))))).toEqual(
        list.map((row) =>
          fields.map((f, i) =>
            close(plain(columns[i]?.type, typeof row[f] === 'bigint' ? Number(row[f]) : row[f])),
          ),
        ),
      );
    });

  it('has a word for it where rows of nothing, or of another type, give no rows', async () => {
    for (const [type, value] of [
      ['', '""'],
      ['string', '"banana"'],
      ['bool', 'true'],
      ['datetime', 'datetime(2024-01-01)'],
      ['dynamic', 'dynamic({"x": 1})'],
    ] as const) {
      const fields = Object.entries(tool.input);
      const columns = fields.map(([name, f]) => `['${name}']: ${type || f.type}`);
      const cells = fields.map(([, f]) =>
        type || f.type === 'string' ? value : `${f.type}(null)`,
      );
      const named = fields.map(([name]) => `${name} = ['${name}']`);
      const query = `datatable(${columns.join(', ')})[${cells.join(', ')}] | invoke ${tool.name}(${named.join(', ')})`;
      const said = await engine.kql(query, undefined, told({})).then(
        ({ rows, whyEmpty }) => (rows.length > 0 ? ['rows'] : whyEmpty),
        (error: unknown) => [String(error)],
      );
      expect(said.join('\n'), query).toMatch(/^rows$|was given 1 row|takes a|toolbox\/bad-arg/);
    }
  });

  it('gives no rows for none, or says in one sentence why not', async () => {
    const columns = Object.entries(tool.input).map(([name, { type }]) => `['${name}']: ${type}`);
    const named = Object.keys(tool.input).map((name) => `${name} = ['${name}']`);
    const { rows } = await engine.kql(
      `datatable(${columns.join(', ')})[] | invoke ${tool.name}(${named.join(', ')})`,
      undefined,
      told({}),
    );
    expect(rows).toEqual([]);
  });
});
