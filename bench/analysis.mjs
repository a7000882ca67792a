// Analysis: seasonal decomposition, rare sequences and sessions, as the functions of the toolbox on columns in memory, beside
// MSTICPy on the same rows. The rows are the peer's own where HUNTBOOK_BENCH_PEER names the folder with its `bench.py` and
// `data/`, and HUNTBOOK_BENCH_PYTHON a Python with msticpy; otherwise seeded rows of the same kinds, and no peer.
// Reading the rows is left out on both sides. Compare the CPU times. `--quick`: a hundredth of the rows. Prints JSON lines.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { runTableTool } from '../dist/toolbox/index.js';
import rareSequences from '../dist/toolbox/tools/rare-sequences.js';
import sessionize from '../dist/toolbox/tools/sessionize.js';
import stlAnomalies from '../dist/toolbox/tools/stl-anomalies.js';

const quick = process.argv.includes('--quick');
const folder = process.env['HUNTBOOK_BENCH_PEER'];
const python = process.env['HUNTBOOK_BENCH_PYTHON'];

const works = {
  stl: {
    rows: quick ? 10_000 : 1_000_000,
    tool: stlAnomalies,
    settings: {},
    peer: 'stl',
    columns: (rows) => {
      const lines = given(`ts_${rows}.csv`)?.trim().split('\n').slice(1);
      const pairs = lines?.map((line) => line.split(','));
      return {
        timestamp: numbers(rows, (i) => BigInt(i) * 3_600_000_000n),
        value: numbers(rows, (i) =>
          pairs ? Number(pairs[i][1]) : 50_000 + 20_000 * Math.sin(i / 3.82) + ((i * 7919) % 5000),
        ),
      };
    },
  },
  rare_sequences: {
    rows: quick ? 1000 : 100_000,
    tool: rareSequences,
    settings: {},
    peer: 'score_sessions_values',
    columns: (rows) => {
      const lines = given(`sessions_${rows}.jsonl`)?.trim().split('\n');
      return {
        session: lines
          ? lines.map((line) => JSON.parse(line).session)
          : numbers(rows, (i) =>
              numbers(2 + (i % 18), (j) => [
                `Set-${(i * j + j) % 80}`,
                { [`p${j % 7}`]: String(i % 5), Identity: `u${(i * 31 + j) % 900}` },
              ]),
            ),
      };
    },
  },
  sessionize: {
    rows: quick ? 10_000 : 100_000,
    tool: sessionize,
    settings: { max_minutes: 60, max_gap: 10 },
    peer: 'sessionize',
    columns: async (rows) => {
      const found = await processes(`procs_${rows}.parquet`);
      return {
        user:
          found?.map(([user]) => JSON.parse(user)) ??
          numbers(rows, (i) => [`u${i % 50}`, `h${i % 20}`]),
        timestamp: found?.map((row) => row[1]) ?? numbers(rows, (i) => BigInt(i) * 6_000_000n),
        event: found?.map((row) => row[2]) ?? numbers(rows, (i) => `p${i % 18}`),
      };
    },
  },
};

for (const [name, work] of Object.entries(works)) {
  const columns = await work.columns(work.rows);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const found = runTableTool(work.tool, columns, work.settings);
  const used = process.cpuUsage(cpu);
  const cpuMs = (used.user + used.system) / 1000;
  const wallMs = Math.round(performance.now() - start);
  const theirs = peer(work);
  const line = {
    name: `${name}, ${work.rows} rows`,
    peer: theirs ? 'MSTICPy, CPU' : '',
    ours_ms: Math.round(cpuMs),
    peer_ms: theirs ? Math.round(theirs.cpu_seconds * 1000) : null,
    ratio: theirs ? Math.round((theirs.cpu_seconds * 10_000) / cpuMs) / 10 : null,
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    wall_ms: wallMs,
    rows: Object.values(found)[0].length,
    ...(theirs ? { peer_mb: theirs.peak_rss_mb } : {}),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function numbers(length, value) {
  return Array.from({ length }, (_, i) => value(i));
}

/** A file of the peer, where it is. */
function path(file) {
  const at = folder ? join(folder, 'data', file) : '';
  return at && existsSync(at) ? at : null;
}

function given(file) {
  const at = path(file);
  return at ? readFileSync(at, 'utf8') : null;
}

async function processes(file) {
  const at = path(file);
  if (!at) return null;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const sql = `SELECT to_json([Account, Computer])::VARCHAR, epoch_us(TimeGenerated), NewProcessName FROM '${at.replaceAll("'", "''")}'`;
  return (await connection.runAndReadAll(sql)).getRows();
}

function peer({ peer: step, rows }) {
  if (!folder || !python || !existsSync(join(folder, 'bench.py'))) return null;
  const { stdout, status } = spawnSync(python, [join(folder, 'bench.py'), step, String(rows)], {
    encoding: 'utf8',
    env: { ...process.env, PEER_DIR: folder, MSTICPYCONFIG: join(folder, 'msticpyconfig.yaml') },
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  return status === 0 && line.startsWith('{') ? JSON.parse(line) : null;
}
