import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { crc32, dbscan, normalizedRows, textFeatures } from '../../src/analysis/index.ts';
import { runTableTool, runTool } from '../../src/toolbox/index.ts';
import processFeatures from '../../src/toolbox/tools/process-features.ts';
import sessionize from '../../src/toolbox/tools/sessionize.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

type Row = Record<string, unknown>;
const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(`${goldens}dev/${name}.json`, 'utf8')) as T;
const lines = (path: string): Row[] =>
  readFileSync(`${goldens}${path}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
const text = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value);
const micros = (iso: unknown): bigint => {
  const [, seconds = '', fraction = ''] = /^([^.]+)\.(\d+)/.exec(text(iso)) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
};

describe.skipIf(!present).each(['host_logons', 'aad'])('sessions of %s', (name) => {
  it('are those of MSTICPy', () => {
    const wanted = golden<{
      input: string;
      kwargs: Row & { user_identifier_cols: string[] };
      sessions: unknown[][];
      columns: string[];
    }>(`02_sessionize_${name}`);
    const rows = lines(wanted.input);
    const by = wanted.kwargs.user_identifier_cols;
    const found = runTableTool(
      sessionize,
      {
        user: rows.map((row) => by.map((column) => row[column])),
        timestamp: rows.map((row) => micros(row[text(wanted.kwargs['time_col'])])),
        event: rows.map((row) => text(row[text(wanted.kwargs['event_col'])])),
      },
      {
        max_minutes: Number(wanted.kwargs['max_session_time_mins']),
        max_gap: Number(wanted.kwargs['max_event_separation_mins']),
      },
    );
    const of = (ending: string) => wanted.columns.findIndex((c) => c.endsWith(ending));
    expect(found.session_user).toEqual(wanted.sessions.map((s) => s.slice(0, by.length)));
    expect(found.session_start).toEqual(wanted.sessions.map((s) => micros(s[of('_min')])));
    expect(found.session_end).toEqual(wanted.sessions.map((s) => micros(s[of('_max')])));
    expect(found.session_list).toEqual(wanted.sessions.map((s) => s[of('_list')]));
    expect(found.session_events.map(Number)).toEqual(
      wanted.sessions.map((s) => s[of('number_events')]),
    );
  });
});

const names: Readonly<Record<string, string>> = {
  processName: 'process_name',
  pathScore: 'path_score',
  pathLogScore: 'path_log_score',
  pathHash: 'path_hash',
  commandlineLen: 'command_length',
  commandlineLogLen: 'command_log_length',
  commandlineTokensFull: 'command_tokens',
  commandlineScore: 'command_score',
  commandlineTokensHash: 'command_tokens_hash',
  isSystemSession: 'is_system_session',
  accountNum: 'account_score',
};

function featuresOf(row: Row): Row {
  const [found] = runTool(processFeatures, {
    process: text(row['NewProcessName']),
    command_line: text(row['CommandLine']),
    account: text(row['Account']),
    logon_id: text(row['SubjectLogonId']),
  });
  return (found ?? {}) as Row;
}

describe.skipIf(!present)('processes', () => {
  it('have the features that MSTICPy gives them', () => {
    const wanted = golden<{ rows: number[]; columns: string[]; values: unknown[][] }>(
      '08_process_features',
    );
    const rows = lines('inputs/processes_on_host.jsonl');
    expect(wanted.rows.length).toBeGreaterThan(1000);
    wanted.rows.forEach((row, i) => {
      const found = featuresOf(rows[row] ?? {});
      wanted.columns.forEach((column, c) => {
        const value = wanted.values[i]?.[c];
        const ours = found[names[column] ?? column];
        if (column.includes('Log')) expect(ours).toBeCloseTo(Number(value), 11);
        else
          expect([column, typeof value === 'boolean' ? ours : (ours as unknown)]).toEqual([
            column,
            value,
          ]);
      });
    });
  });

  it('are counted as MSTICPy counts texts', () => {
    const { cases } = golden<{ cases: Row[] }>('08_feature_functions');
    for (const { input, ...wanted } of cases) {
      const { score, delimiters, delimiterHash } = textFeatures(text(input));
      expect({ delimiters, delimiterHash, score, crc: crc32(text(input)) }).toEqual({
        delimiters: wanted['delim_count'],
        delimiterHash: wanted['delim_hash'],
        score: wanted['char_ord_score'],
        crc: wanted['crc32_hash'],
      });
    }
  });

  it.each(['all', 'first5000', 'nonorm'])('are clustered as scikit-learn does: %s', (name) => {
    const wanted = golden<{
      rows: string;
      cluster_columns: string[];
      kwargs: Row;
      labels: number[];
    }>(`08_dbcluster_${name}`);
    const [from = 0, to = 1e9] = wanted.rows.split('..').map(Number).filter(Number.isFinite);
    const rows = lines('inputs/processes_on_host.jsonl').slice(from, to + 1);
    const values = Float64Array.from(
      rows.flatMap((row) => {
        const found = featuresOf(row);
        return wanted.cluster_columns.map((column) => Number(found[names[column] ?? column]));
      }),
    );
    const points = { values, dimensions: wanted.cluster_columns.length };
    const labels = dbscan(
      wanted.kwargs['normalize'] === false ? points : normalizedRows(points),
      Number(wanted.kwargs['max_cluster_distance']),
      Number(wanted.kwargs['min_cluster_samples'] ?? 2),
    );
    expect([...labels]).toEqual(wanted.labels);
  });
});
