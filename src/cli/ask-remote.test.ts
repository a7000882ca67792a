import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStandIn, type StandIn } from '../../test/kit/stand-in.ts';
import { runProgram } from './program.ts';

let folder: string;
let standIn: StandIn;
let out: string;
let err: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-remote-'));
  standIn = await openStandIn();
  [out, err] = ['', ''];
  writeFileSync(
    join(folder, 'huntbook.yaml'),
    `connections: { help: { provider: kusto, cluster: "${standIn.base}", database: Samples, token: { env: HUNTBOOK_TEST_SECRET } } }\n`,
  );
  process.env['HUNTBOOK_TEST_SECRET'] = 'hidden-4711';
});
afterEach(() => {
  delete process.env['HUNTBOOK_TEST_SECRET'];
  standIn.close();
  rmSync(folder, { recursive: true, force: true });
});

const into = (take: (text: string) => void): Writable =>
  new Writable({
    write(chunk, _encoding, done) {
      take(String(chunk));
      done();
    },
  });

const run = (...words: string[]): Promise<number> =>
  runProgram(words, {
    stdout: into((text) => {
      out += text;
    }),
    stderr: into((text) => {
      err += text;
    }),
    columns: null,
    showProgress: false,
    signal: new AbortController().signal,
  });

it('asks a service from the command line, and says what it did not give', async () => {
  standIn.handler = (_, response) =>
    response.end(
      JSON.stringify([
        { FrameType: 'DataSetHeader' },
        {
          FrameType: 'DataTable',
          TableId: 1,
          TableKind: 'PrimaryResult',
          Columns: [{ ColumnName: 'ip', ColumnType: 'string' }],
          Rows: [['10.0.0.1'], ['8.8.8.8']],
        },
        { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: true },
      ]),
    );
  const config = join(folder, 'huntbook.yaml');
  const text = 'Net | project ip | invoke ip_type(ip) | where ip == "8.8.8.8"';
  expect(await run('query', '--on', 'kusto:help', '--config', config, '-f', 'csv', text)).toBe(0);
  expect(out.trim().split('\n')[1]).toBe('8.8.8.8,Public');
  expect(err).toContain('1 row, cut short');
  expect(err).toContain('Not the whole: The query was cancelled on the cluster.');
  expect(await run('config', 'check', config)).toBe(0);
  expect(out).toContain('works  help: the database Samples answers queries');
  expect(await run('query', '--on', 'kusto:hlep', '--config', config, 'T')).toBe(1);
  expect(err).toContain('Did you mean help?');
  expect(await run('query', '--on', 'kusto:', 'T')).toBe(2);
  expect(await run('providers', 'splunk')).toBe(0);
  expect(out).toContain('host (needed): the search head');
  expect(out + err).not.toContain('hidden-4711');
});

it('asks basic tables by the endpoint that they have', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const columns = [{ name: 'n', type: 'long' }];
    return Response.json({ tables: [{ name: 'PrimaryResult', columns, rows: [[7]] }] });
  });
  try {
    const id = '52b1ab41-869e-4138-9e40-2a4457f09bf3';
    const config = join(folder, 'sentinel.yaml');
    writeFileSync(
      config,
      `connections: { Soc: { provider: sentinel, workspace_id: ${id}, token: { env: HUNTBOOK_TEST_SECRET } } }\n`,
    );
    const words = ['query', '--on', 'sentinel:Soc', '--config', config, '-f', 'csv'];
    expect(await run(...words, '--table-plan', 'basic', 'Syslog_CL')).toBe(0);
    expect(out).toContain('7');
    expect(asked).toEqual([`https://api.loganalytics.io/v1/workspaces/${id}/search`]);
    expect(await run(...words, '--table-plan', 'cheap', 'T')).toBe(2);
  } finally {
    vi.unstubAllGlobals();
  }
});

it('asks a named query of a service, its time in pieces', async () => {
  const asked: string[] = [];
  standIn.handler = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      const { csl } = JSON.parse(body) as { csl: string };
      asked.push(csl);
      const day = /datetime\((\S+?)T/.exec(csl)?.[1];
      response.end(
        JSON.stringify([
          {
            FrameType: 'DataTable',
            TableId: 1,
            TableKind: 'PrimaryResult',
            Columns: [{ ColumnName: 'Day', ColumnType: 'string' }],
            Rows: [[day]],
          },
          { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false },
        ]),
      );
    });
  };
  const config = join(folder, 'huntbook.yaml');
  const named = ['--named', 'WindowsSecurity.list_host_processes', '-p', 'host_name=VictimPC'];
  const time = ['--start', '2025-11-01', '--end', '2025-11-04', '--split', '1d'];
  const on = ['--on', 'kusto:help', '--config', config];
  expect(await run('query', ...on, ...named, ...time, '-f', 'csv')).toBe(0);
  expect(out.trim().split('\n').slice(1)).toEqual(['2025-11-01', '2025-11-02', '2025-11-03']);
  expect(asked).toHaveLength(3);
});

it('asks what is open as a service, and lists what a service can be asked', async () => {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, 'a\n1\n2\n');
  expect(await run('query', file, '--on', 'local', '-f', 'csv', 'rows | count')).toBe(0);
  expect(out.trim().split('\n')[1]).toBe('2');
  out = '';
  expect(await run('queries', '--on', 'splunk', '-f', 'json')).toBe(0);
  const found = JSON.parse(out) as { language: string }[];
  expect(new Set(found.map(({ language }) => language))).toEqual(new Set(['spl']));
});
