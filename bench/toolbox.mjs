// The toolbox's work on whole tables: `process_tree` as a KQL step in the engine, its rows kept in a table, beside MSTICPy
// on the same rows; and a chain and a crowd of processes that are hard on such work. The rows are the peer's own where
// HUNTBOOK_BENCH_PEER names the folder with its `bench.py` and `data/`, and HUNTBOOK_BENCH_PYTHON a Python with msticpy;
// otherwise seeded rows of the same kind, and no peer. Each work has a process of its own, so that its peak is its own, and
// is compiled outside of it, for the engine's process has no parser either.
// Compare the CPU times. `--quick`: a hundredth. Prints JSON lines.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { registerComputations } from '../dist/engine/computations.js';
import { computations } from '../dist/kql/computations.js';
import { compile, prelude } from '../dist/kql/index.js';
import { invokedFunctions, toolComputations } from '../dist/toolbox/index.js';

const rows = process.argv.includes('--quick') ? 10_000 : 1_000_000;
const folder = process.env['HUNTBOOK_BENCH_PEER'];
const python = process.env['HUNTBOOK_BENCH_PYTHON'];
const data = folder ? join(folder, 'data', `procs_${rows}.parquet`) : '';
const columns = [
  ['TimeGenerated', 'datetime'],
  ['Computer', 'string'],
  ['EventID', 'long'],
  ['NewProcessId', 'string'],
  ['NewProcessName', 'string'],
  ['ProcessId', 'string'],
  ['ParentProcessName', 'string'],
  ['CommandLine', 'string'],
];

/** Starts of processes: `parent` is the SQL of the number of the parent of process `i`. */
function starts(count, parent, host) {
  const program = (n) =>
    `'C:\\Windows\\System32\\program' || (hash((${n})::BIGINT) % 18) || '.exe'`;
  return `SELECT make_timestamp(1717200000000000 + i * 600000) AS TimeGenerated, ${host} AS Computer, 4688 AS EventID,
    printf('0x%x', i * 4 + 4) AS NewProcessId, ${program('i')} AS NewProcessName, printf('0x%x', (${parent}) * 4 + 4) AS ProcessId,
    ${program(parent)} AS ParentProcessName, ${program('i')} || ' /c task_' || hash(i) % 1000000 || '.cmd' AS CommandLine
    FROM range(${count}) AS t(i)`;
}

const sessions = starts(
  rows,
  'greatest(i - i % 100, i - 1 - CAST(hash(i) % 30 AS BIGINT))',
  `'host' || (i // 100) % ${Math.max(1, rows / 5000)}`,
);
const works = {
  process_tree: existsSync(data) ? `SELECT * FROM '${data}'` : sessions,
  'process_tree, a chain': starts(rows, 'i - 1', "'one'"),
  'process_tree, all of one parent': starts(rows, '0', "'one'"),
};
const [flag, only] = process.argv.slice(-2);
if (flag === '--work') await run(only, works[only], only === 'process_tree');
else {
  const input = JSON.stringify(await compiled());
  for (const name of Object.keys(works)) {
    const script = [fileURLToPath(import.meta.url), ...process.argv.slice(2), '--work', name];
    const stdio = ['pipe', 'inherit', 'inherit'];
    const { status } = spawnSync(process.execPath, script, { input, stdio });
    if (status !== 0) throw new Error(`${name}: exit code ${status}`);
  }
}

/** The SQL of the call, and what its columns are called there. */
async function compiled() {
  const named = columns.map(([c, type]) => ({ name: c, type, physical: c }));
  const { sql, columns: found } = await compile(
    'T | invoke process_tree()',
    { tables: [{ name: 'T', columns: named, relation: 't' }], functions: invokedFunctions },
    { nowMicros: 0n, probe: () => Promise.reject(new Error('no probe')) },
  );
  return { sql, depth: found.find((c) => c.name === 'depth').physical };
}

async function run(name, from, beside) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [...computations, ...toolComputations]);
  for (const statement of prelude) await connection.run(statement);
  const cells = columns.map(([c, type]) =>
    type === 'datetime' ? `CAST("${c}" AS TIMESTAMP) AS "${c}"` : `"${c}"`,
  );
  await connection.run(`CREATE TABLE t AS SELECT ${cells.join(', ')} FROM (${from})`);
  const { sql, depth } = JSON.parse(readFileSync(0, 'utf8'));
  const best = { ours_ms: Infinity, cpu_ms: Infinity, peak_mb: 0 };
  for (let turn = 0; turn < 3; turn++) {
    await connection.run('DROP TABLE IF EXISTS tree');
    const cpu = process.cpuUsage();
    const start = performance.now();
    await connection.run(`CREATE TABLE tree AS ${sql}`);
    const { user, system } = process.cpuUsage(cpu);
    best.ours_ms = Math.min(best.ours_ms, performance.now() - start);
    best.cpu_ms = Math.min(best.cpu_ms, (user + system) / 1000);
    // Of doing it once: what further turns leave behind is not the work's.
    best.peak_mb ||= process.resourceUsage().maxRSS / 1024;
  }
  const answer = await connection.runAndReadAll(`SELECT count(*), max("${depth}") FROM tree`);
  const [processes, deepest] = answer.getRows()[0].map(Number);
  const peer = beside && existsSync(data) ? theirs() : null;
  print({
    name: `toolbox/${name}`,
    ...(peer ? { peer: 'MSTICPy 3.0.2' } : {}),
    ours_ms: best.ours_ms,
    ...(peer
      ? { peer_ms: peer.seconds * 1000, ratio: best.cpu_ms / (peer.cpu_seconds * 1000) }
      : {}),
    peak_mb: best.peak_mb,
    rows,
    processes,
    depth: deepest,
    cpu_ms: best.cpu_ms,
    ...(peer
      ? {
          peer_cpu_ms: peer.cpu_seconds * 1000,
          peer_peak_mb: peer.peak_rss_mb,
          times_faster_by_cpu: (peer.cpu_seconds * 1000) / best.cpu_ms,
        }
      : {}),
  });
}

/** What the peer's own script measures of the same step; null where there is no peer. */
function theirs() {
  if (!python) return null;
  const script = join(folder, 'bench.py');
  const { status, stdout, stderr } = spawnSync(python, [script, 'proctree_build', String(rows)], {
    encoding: 'utf8',
    env: { ...process.env, PEER_DIR: folder, MSTICPYCONFIG: join(folder, 'msticpyconfig.yaml') },
  });
  if (status !== 0) throw new Error(`proctree_build: ${stderr.slice(-500)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function print(figure) {
  const rounded = Object.entries(figure).map(([key, value]) => [
    key,
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}
