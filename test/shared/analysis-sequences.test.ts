import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runTableTool } from '../../src/toolbox/index.ts';
import rareSequences from '../../src/toolbox/tools/rare-sequences.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

type Session = unknown[];
const details = { cmds: 'commands', cmds_params: 'parameters', cmds_params_values: 'values' };

function lines(path: string): Record<string, unknown>[] {
  const text = readFileSync(`${goldens}${path}`, 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

function near(found: readonly (number | null)[], wanted: readonly (number | null)[]): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((value, i) => {
    const other = wanted[i] ?? null;
    if (value === null || other === null) expect(value).toBe(other);
    else expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-9 * Math.abs(other));
  });
}

const names = [
  'exchange_cmds_w2',
  'exchange_cmds_w3',
  'exchange_cmds_params_w3',
  'exchange_cmds_params_values_w3',
  'exchange_cmds_params_values_w4',
  'synthA_cmds_w2',
  'synthA_cmds_w3',
  'synthA_cmds_params_w3',
  'synthA_cmds_params_values_w3',
];

describe.skipIf(!present).each(names)('%s', (name) => {
  it('scores sessions as MSTICPy does', () => {
    const golden = JSON.parse(readFileSync(`${goldens}dev/02_seq_${name}.json`, 'utf8')) as {
      input: string;
      session_kind: keyof typeof details;
      window_length: number;
      [column: string]: unknown;
    };
    const detail = details[golden.session_kind];
    const window = golden.window_length;
    const session = lines(golden.input).map(
      (row) => (row['session'] ?? (detail === 'commands' ? row['cmds'] : row['params'])) as Session,
    );
    const run = (settings: object) =>
      runTableTool(rareSequences, { session }, { window, detail, ...settings });
    const usual = run({});
    near(usual.likelihood, golden[`rarest_window${window}_likelihood`] as number[]);
    near(usual.session_likelihood, golden['session_likelihoods_with_tokens'] as number[]);
    const geometric = run({ geometric: true });
    near(geometric.likelihood, golden[`rarest_window${window}_likelihood_geo`] as number[]);
    near(geometric.session_likelihood, golden['session_geomean_likelihoods'] as number[]);
    near(
      run({ tokens: false }).likelihood,
      golden[`rarest_window${window}_likelihood_no_tokens`] as number[],
    );
    expect(usual.rarest_window).toEqual(golden[`rarest_window${window}_cmd_names`]);
    const start = golden[`rarest_window${window}_start_index`];
    if (start) expect(usual.rarest_start).toEqual(start);
  });
});

it.skipIf(!present)('scores the tiny sessions as MSTICPy does', () => {
  const session = lines('inputs/sessions_tiny.jsonl').map((row) => row['session'] as Session);
  for (const [kind, detail] of Object.entries(details)) {
    const golden = JSON.parse(
      readFileSync(`${goldens}dev/02_seq_model_tiny_${kind}.json`, 'utf8'),
    ) as Record<string, number[]>;
    for (const window of [2, 3]) {
      const found = runTableTool(rareSequences, { session }, { window, detail });
      near(found.likelihood, golden[`rare_windows_${window}`] ?? []);
      near(found.session_likelihood, golden['session_likelihoods'] ?? []);
    }
  }
});
