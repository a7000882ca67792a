// Line-based logs: how fast the readers turn a file into column batches, on one core, beside DuckDB's regexp_extract over
// the lines of the same file on one thread (both only look at the fields; neither stores them).
// Seeded data. `--quick`: 32 MB a format instead of 256. Prints one JSON line a format.
import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessLine, auditdLine, syslogLine, zeekHeader, zeekLine } from './data/lines.mjs';

const [side, name, file] = process.argv.slice(2).filter((a) => a !== '--quick');
const formats = {
  syslog: {
    line: syslogLine,
    reader: 'syslog',
    baseName: 'messages-20240601',
    pattern: '^(\\w{3} +\\d+ \\d\\d:\\d\\d:\\d\\d) (\\S+) ([^\\[: ]+)(?:\\[(\\d+)\\])?: (.*)$',
    groups: 5,
  },
  'access-log': {
    line: accessLine,
    reader: 'access-log',
    baseName: 'access.log',
    pattern:
      '^(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] "(\\S+) (\\S+) HTTP/([0-9.]+)" (\\d+) (\\d+|-) "([^"]*)" "([^"]*)"',
    groups: 11,
  },
  auditd: {
    line: auditdLine,
    reader: 'auditd',
    baseName: 'audit.log',
    pattern:
      '^type=(\\w+) msg=audit\\((\\d+\\.\\d+):(\\d+)\\):.*? pid=(\\d+).*? uid=(\\d+).*? comm="([^"]*)" exe="([^"]*)"',
    groups: 7,
  },
  zeek: {
    line: zeekLine,
    header: zeekHeader,
    reader: 'zeek',
    baseName: 'conn.log',
    pattern: `^${Array(19).fill('([^\\t]*)').join('\\t')}`,
    groups: 19,
  },
};

if (side === 'ours') await ours();
else if (side === 'peer') await peer();
else main();

function main() {
  const sizeBytes = (process.argv.includes('--quick') ? 32 : 256) * 1e6;
  const folder = mkdtempSync(join(tmpdir(), 'bench-lines-'));
  try {
    for (const [format, { line, header }] of Object.entries(formats)) {
      const path = join(folder, format);
      write(path, line, header ?? '', sizeBytes);
      // Turn by turn, and the best of each, so that whatever else the machine does hits both alike.
      const turns = [1, 2, 3].map(() => [run('ours', format, path), run('peer', format, path)]);
      const mine = best(turns.map(([ours]) => ours));
      const theirs = best(turns.map(([, peer]) => peer));
      if (mine.rows !== theirs.rows)
        throw new Error(`${format}: ${mine.rows} rows, the peer ${theirs.rows}`);
      const result = {
        name: `lines/${format}`,
        peer: 'DuckDB read_csv + regexp_extract, 1 thread',
        ours_ms: mine.ms,
        peer_ms: theirs.ms,
        ratio: round(mine.ms / theirs.ms),
        peak_mb: mine.peakMb,
        mb_per_s: Math.round(statSync(path).size / 1e3 / mine.ms),
        mb_per_cpu_s: Math.round(statSync(path).size / 1e3 / mine.cpuMs),
        peer_mb_per_cpu_s: Math.round(statSync(path).size / 1e3 / theirs.cpuMs),
      };
      process.stdout.write(`${JSON.stringify(result)}\n`);
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function best(runs) {
  return runs.reduce((a, b) => (b.ms < a.ms ? b : a));
}

/** Milliseconds of all threads since `before`, which `process.cpuUsage()` gave. */
function cpuMsSince(before) {
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

function run(which, format, path) {
  const script = fileURLToPath(import.meta.url);
  return JSON.parse(
    execFileSync(process.execPath, [script, which, format, path], { encoding: 'utf8' }),
  );
}

function write(path, line, header, sizeBytes) {
  const random = seeded(7);
  const file = openSync(path, 'w');
  let done = writeSync(file, header);
  for (let n = 0; done < sizeBytes; ) {
    const lines = [];
    for (let i = 0; i < 5000; i++) lines.push(line(n++, random));
    done += writeSync(file, `${lines.join('\n')}\n`);
  }
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function ours() {
  const format = formats[name];
  const { default: reader } = await import(`../dist/formats/readers/${format.reader}.js`);
  const { size } = statSync(file);
  let rows = 0;
  let unparsed = 0;
  const sink = {
    write: async (batch) => {
      rows += batch.rowCount;
    },
    unparsed: async (list) => {
      unparsed += list.length;
    },
    zone() {},
    note() {},
  };
  const input = {
    name: file,
    baseName: format.baseName,
    sizeBytes: size,
    head: async () => {
      const head = Buffer.alloc(65536);
      return head.subarray(0, readSync(openSync(file), head));
    },
    path: async () => file,
    stream: () => createReadStream(file, { highWaterMark: 1 << 20 }),
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await reader.read(input, {
    table: () => sink,
    budget: {
      depth: 100,
      width: 2000,
      lineBytes: 1 << 24,
      expansionRatio: 1000,
      expandedBytes: 1e12,
    },
    signal: new AbortController().signal,
    progress() {},
  });
  const ms = Math.round(performance.now() - start);
  if (unparsed > 0) throw new Error(`${unparsed} lines not parsed`);
  process.stdout.write(
    JSON.stringify({
      ms,
      cpuMs: cpuMsSince(before),
      rows,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
}

async function peer() {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const { pattern, groups } = formats[name];
  const fields = Array.from({ length: groups }, (_, i) => `'f${i}'`).join(', ');
  const sums = Array.from({ length: groups }, (_, i) => `max(length(f.f${i}))`).join(', ');
  const sql = `SELECT count(*), ${sums} FROM (SELECT regexp_extract(line, '${pattern.replaceAll("'", "''")}', [${fields}]) AS f
    FROM read_csv('${file}', columns = {'line': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', header = false, auto_detect = false)
    WHERE line NOT LIKE '#%')`;
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await (await connection.runAndReadAll(sql)).getRows();
  const ms = Math.round(performance.now() - start);
  process.stdout.write(
    JSON.stringify({ ms, cpuMs: cpuMsSince(before), rows: Number(result[0][0]) }),
  );
}

function round(value) {
  return Math.round(value * 100) / 100;
}
