// Opening one large file of JSON lines and one of CSV, from the call to a finished part, beside DuckDB's own reader
// (types detected, rows written to a DuckDB file) in a process of its own.
//   node bench/formats.mjs [--quick] [--size MB] [--folder FOLDER] [--runs N]
import { spawn } from 'node:child_process';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csvLine, eventOf } from './data/process-events.mjs';

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : args[at + 1];
};
const quick = args.includes('--quick');
const sizeBytes = Number(option('--size', quick ? 60 : 1000)) * 1e6;
const runs = Number(option('--runs', quick ? 1 : 2));

/** What DuckDB does when it is left to itself, and when it looks at all rows to find the types. */
const peers = {
  jsonl: {
    'DuckDB read_json': (path) => `read_json('${path}')`,
    'DuckDB read_json, sample_size=-1': (path) => `read_json('${path}', sample_size = -1)`,
  },
  csv: {
    'DuckDB read_csv': (path) => `read_csv('${path}')`,
    'DuckDB read_csv, sample_size=-1': (path) => `read_csv('${path}', sample_size = -1)`,
  },
};

if (args[0] === 'peer') await runPeer(args[1], args[2]);
else if (args[0] === 'ours') await runOurs(args[1], args[2]);
else await main();

async function main() {
  const base = option('--folder', tmpdir());
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, 'huntbook-bench-'));
  try {
    for (const kind of Object.keys(peers)) {
      const path = join(folder, `events.${kind}`);
      await write(path, kind);
      const ours = await best(['ours', path, join(folder, 'hunt')]);
      for (const [peer, sql] of Object.entries(peers[kind])) {
        const theirs = await best(['peer', sql(path), join(folder, 'peer.duckdb')]);
        const figures = {
          name: `open ${kind}, ${Math.round(statSync(path).size / 1e6)} MB`,
          peer,
          ours_ms: Math.round(ours.ms),
          peer_ms: Math.round(theirs.ms),
          ratio: Number((ours.ms / theirs.ms).toFixed(2)),
          peak_mb: ours.peakMb,
          ...(ours.cpuMs > 0 ? { cpu_ms: ours.cpuMs, peer_cpu_ms: theirs.cpuMs } : {}),
          'peer peak MB': theirs.peakMb,
        };
        process.stdout.write(`${JSON.stringify(figures)}\n`);
      }
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The fastest of some runs in fresh processes, the least CPU time and the highest peak. */
async function best(mode) {
  let ms = Number.POSITIVE_INFINITY;
  let cpuMs = Number.POSITIVE_INFINITY;
  let peakMb = 0;
  for (let run = 0; run < runs; run++) {
    rmSync(mode[2], { recursive: true, force: true });
    const result = await measure(mode);
    ms = Math.min(ms, result.ms);
    cpuMs = Math.min(cpuMs, result.cpuMs);
    peakMb = Math.max(peakMb, result.peakMb);
  }
  rmSync(mode[2], { recursive: true, force: true });
  return { ms, cpuMs, peakMb };
}

function measure(mode) {
  const started = performance.now();
  const cpuBefore = childCpuMs();
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...mode], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(child.pid));
  }, 25);
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      clearInterval(watch);
      if (code === 0)
        resolve({ ms: performance.now() - started, cpuMs: childCpuMs() - cpuBefore, peakMb });
      else reject(new Error(`${mode[0]} ended with code ${code}`));
    });
  });
}

/** CPU time of all processes below this one that have ended; 0 where there is no /proc. */
function childCpuMs() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
    // The 16th and 17th of all fields, in hundredths of a second.
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return 0;
  }
}

/** Resident memory of a process and all below it; 0 where there is no /proc. */
function residentMb(pid) {
  try {
    const own =
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const below = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean),
    );
    return Math.round(own + below.reduce((sum, one) => sum + residentMb(one), 0));
  } catch {
    return 0;
  }
}

async function runOurs(path, workspace) {
  const { startLoad } = await import('../dist/formats/index.js');
  const { files } = await startLoad({ paths: [path], workspace });
  if (files.some((file) => file.state !== 'loaded')) throw new Error(JSON.stringify(files));
}

async function runPeer(source, path) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE t AS SELECT * FROM ${source}`);
  connection.closeSync();
  instance.closeSync();
}

async function write(path, kind) {
  let seed = 20240101;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const out = createWriteStream(path);
  if (kind === 'csv') out.write(`${Object.keys(eventOf(0, random)).join(',')}\n`);
  let written = 0;
  for (let n = 0; written < sizeBytes; ) {
    let block = '';
    for (let k = 0; k < 2000; k++, n++) {
      const event = eventOf(n, random);
      block += `${kind === 'csv' ? csvLine(event) : JSON.stringify(event)}\n`;
    }
    written += block.length;
    if (!out.write(block)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
}
