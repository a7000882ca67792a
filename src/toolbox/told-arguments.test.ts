import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/kit/kql-engine.ts';
import { runTableTool, runTool, settingsFor, toolbox } from './index.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const rowsOf = async (query: string): Promise<unknown[][]> => (await engine.kql(query)).rows;
/** The sentence of the refusal. */
async function refusal(query: string): Promise<string> {
  const error = await engine.kql(query).then(
    ({ rows }) => new Error(`${rows.length} rows`),
    (reason: unknown) => reason as Error,
  );
  return error.message;
}
const tree =
  'datatable(TimeGenerated: datetime, NewProcessId: string, NewProcessName: string, ProcessId: string, ParentProcessName: string)[datetime(2024-01-01), "0x2", "b.exe", "0x1", "a.exe"] | invoke process_tree';

describe('compare', () => {
  const bool =
    'datatable(p: string, t: long)["a", 1, "b", 5] | invoke compare(value = p, side = t < 3';

  it('names the sides that there are where one of those asked for has no row', async () => {
    expect(await refusal(`${bool})`)).toContain(
      String.raw`No row is on the side \"before\", but on \"False\", \"True\": name two of these`,
    );
    expect(await refusal(`${bool}, before = "True", after = "no")`)).toContain(
      String.raw`No row is on the side \"no\"`,
    );
    expect(
      await rowsOf(
        `${bool}, before = "True", after = "False") | project compared_value, change | sort by compared_value asc`,
      ),
    ).toEqual([
      ['a', 'gone'],
      ['b', 'new'],
    ]);
  });

  it('takes rows of one side alone where none is left out, and no rows at all', async () => {
    const one = 'datatable(p: string, side: string)["a", "before"]';
    expect(await rowsOf(`${one} | invoke compare(p, side) | project change`)).toEqual([['gone']]);
    expect(await rowsOf(`${one} | take 0 | invoke compare(p, side)`)).toEqual([]);
  });
});

describe('process_tree', () => {
  it('says that no process has the key in of, and shows one that there is', async () => {
    const said = await refusal(`${tree}(of = "nosuch", show = "children")`);
    expect(said).toContain(String.raw`No process has the key \"nosuch\"`);
    expect(said).toContain('b.exe|0x2|2024-01-01 00:00:00.000000');
    expect(
      await rowsOf(tree.replace('| invoke', '| take 0 | invoke').concat('(of = "x")')),
    ).toEqual([]);
  });

  it('shows a part of the tree only of a process that is named', async () => {
    expect(await refusal(`${tree}(show = "children")`)).toContain(
      'needs the key of a process in of',
    );
    expect(() => settingsFor(toolbox.processTree, { show: 'self' })).toThrow('needs the key');
  });
});

describe('features', () => {
  it.each([
    ['outliers(features = t)', 'features is a number in no row, but such as'],
    ['outliers(features = pack_array(n, t))', 'the 2nd of features is a number in no row'],
    ['outliers(features = dynamic(null))', 'features is empty in all rows'],
    ['cluster_events(features = pack_array(t))', 'the 1st of features is a number in no row'],
    ['cluster_events()', 'There is nothing to compare'],
  ])('of %s are refused', async (call, sentence) => {
    expect(
      await refusal(`datatable(t: string, n: long)["a", 1, "b", 2] | invoke ${call}`),
    ).toContain(sentence);
  });

  it('may be missing in some rows', () => {
    const features = [[1, null], null, [2, 5]];
    expect(runTableTool(toolbox.outliers, { features }).outlier).toHaveLength(3);
    expect(runTableTool(toolbox.outliers, { features: [] }).outlier).toEqual([]);
  });
});

describe('a query without rows', () => {
  const why = async (query: string): Promise<string[]> => (await engine.kql(query)).whyEmpty;

  it('tells what its functions were given', async () => {
    expect(await why('print a = "banana" | invoke ip_type(a)  | where true')).toEqual([
      'ip_type was given 1 row, with ip (an IPv4 or IPv6 address) such as "banana".',
    ]);
    expect(
      await why(
        'range n from 1 to 1200 step 1 | extend TimeGenerated = "x" | invoke beaconing(channel = n)',
      ),
    ).toEqual([
      'beaconing was given 1,200 rows, none with a datetime for timestamp (when it did).',
    ]);
    expect(
      await why('print a = "x" | invoke base64_unpack(a) | invoke ip_type(decoded_string)'),
    ).toEqual([
      'base64_unpack was given 1 row, with text (a command line, a script or any text that may hold Base64) such as "x". Texts without a part in Base64 have no row.',
      'ip_type was given no rows.',
    ]);
  });

  it('cuts what it shows of a value, and is not disturbed by what it says', async () => {
    const [said = ''] = await why(`print a = strcat("{}'", strrep("x", 100)) | invoke ip_type(a)`);
    expect(said).toContain(`"{}'${'x'.repeat(57)}…"`);
  });
});

describe('a column of a type that cannot serve', () => {
  it('is refused with a way out', async () => {
    expect(
      await refusal('print TimeGenerated = 1704067200, a = 1 | invoke beaconing(channel = a)'),
    ).toBe(
      'beaconing takes a datetime for timestamp (when it did), and TimeGenerated is a long: unixtime_seconds_todatetime(TimeGenerated), or the same of milliseconds, makes a time of it.',
    );
  });

  it('gives way to the next usual one', async () => {
    expect(
      await rowsOf(
        'print p = "a", TimeGenerated = 5, Timestamp = datetime(2024-01-01) | invoke first_seen(p) | project first_seen',
      ),
    ).toEqual([['2024-01-01T00:00:00.0000000Z']]);
  });
});

it('says what an input is where no column serves for it', async () => {
  expect(await refusal('print a = 1 | invoke ip_type()')).toBe(
    'ip_type needs a column for ip (an IPv4 or IPv6 address): invoke ip_type(ip = …).',
  );
});

it('refuses a kind of entity that there is not', async () => {
  expect(
    await refusal(
      'print a = "x", b = "y" | invoke entity_graph(source = a, target = b, target_type = "Hots")',
    ),
  ).toContain('There is no kind of entity "Hots". Did you mean Host');
});

it('takes one name where a list of them is asked for, and refuses what is no list', () => {
  expect(settingsFor(toolbox.extractIocs, { ioc_types: 'url' })).toMatchObject({
    ioc_types: ['url'],
  });
  expect(settingsFor(toolbox.tiLookup, { sources: 'Tor' })).toMatchObject({ sources: ['Tor'] });
  expect(() => settingsFor(toolbox.extractIocs, { ioc_types: { url: true } })).toThrow(
    'ioc_types takes a list',
  );
  expect(() => settingsFor(toolbox.extractIocs, { ioc_types: 'uri' })).toThrow('not "uri"');
});

it('finds registry keys where they alone are asked for', () => {
  const text = 'reg add HKLM\\Software\\Run /d C:\\Temp\\a.exe';
  const types = (settings: { ioc_types?: unknown }): string[] =>
    runTool(toolbox.extractIocs, text, settings).map((row) => row.ioc_type);
  expect(types({})).toEqual([]);
  expect(types({ ioc_types: 'registry_key' })).toEqual(['registry_key']);
});
