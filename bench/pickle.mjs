// A pickled DataFrame of 1,000,000 rows and 10 columns of a logon log: how fast its rows come as column batches,
// beside pandas.read_pickle of the same file; `stored_ms` adds writing them into a table. Texts once as Python
// objects, as pandas 1 and 2 keep them, and once as Arrow arrays, as pandas 3 does.
// Needs a Python with pandas and pyarrow: HUNTBOOK_BENCH_PYTHON, else `python3`; without one it says so and ends.
// Seeded data. `--quick`: 100,000 rows. Prints one JSON line a file.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const python = process.env.HUNTBOOK_BENCH_PYTHON ?? 'python3';
const [side, file] = process.argv.slice(2).filter((a) => a !== '--quick');

const makeFile = `
import pickle, sys
import numpy as np, pandas as pd
rows, kind, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
random = np.random.default_rng(7)
users = np.array(['CONTOSO\\\\user%04d' % i for i in range(2000)], dtype=object)
hosts = np.array(['host-%03d.contoso.example' % i for i in range(300)], dtype=object)
text = lambda values: pd.Series(values, dtype=object if kind == 'objects' else 'string[pyarrow]')
start = pd.Timestamp('2024-01-01', tz='UTC')
frame = pd.DataFrame({
    'TimeGenerated': start + pd.to_timedelta(np.sort(random.integers(0, 30 * 86400 * 10**6, rows)), unit='us'),
    'EventID': random.choice([4624, 4625, 4688, 4672], rows),
    'Computer': text(hosts[random.integers(0, 300, rows)]),
    'Account': text(users[random.integers(0, 2000, rows)]),
    'IpAddress': text(['10.%d.%d.%d' % (a >> 16 & 255, a >> 8 & 255, a & 255) for a in random.integers(0, 1 << 24, rows)]),
    'CommandLine': text(['C:\\\\Windows\\\\System32\\\\cmd.exe /c task%d --run %x' % (a & 63, a) for a in random.integers(0, 1 << 31, rows)]),
    'BytesSent': random.integers(0, 1 << 40, rows),
    'Duration': random.random(rows) * 100,
    'Score': np.where(random.random(rows) < 0.1, np.nan, random.random(rows)),
    'Success': random.random(rows) < 0.9,
})
pickle.dump(frame, open(path, 'wb'), protocol=4)
`;

const readFile = `
import sys, time, pandas
start = time.perf_counter()
frame = pandas.read_pickle(sys.argv[1])
print(len(frame), round((time.perf_counter() - start) * 1000), pandas.__version__)
`;

if (side === 'ours') await ours();
else if (side === 'stored') await stored();
else main();

function main() {
  if (!hasPandas()) {
    process.stderr.write(
      `pickle: ${python} has no pandas and pyarrow; see HUNTBOOK_BENCH_PYTHON\n`,
    );
    return;
  }
  const rows = process.argv.includes('--quick') ? 100_000 : 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'bench-pickle-'));
  try {
    for (const kind of ['objects', 'arrow']) {
      const path = join(folder, `${kind}.pkl`);
      execFileSync(python, ['-c', makeFile, String(rows), kind, path]);
      process.stdout.write(`${JSON.stringify(measure(kind, path, rows))}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasPandas() {
  try {
    execFileSync(python, ['-c', 'import pandas, pyarrow'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function measure(kind, path, rows) {
  // Turn by turn, and the best of each, so that whatever else the machine does hits both alike.
  const turns = [1, 2, 3].map(() => ({
    ours: run('ours', path),
    stored: run('stored', path),
    peer: peer(path),
  }));
  const best = (which) => turns.map((turn) => turn[which]).reduce((a, b) => (b.ms < a.ms ? b : a));
  const [mine, written, theirs] = [best('ours'), best('stored'), best('peer')];
  for (const result of [mine, written, theirs])
    if (result.rows !== rows) throw new Error(`${kind}: ${result.rows} rows, not ${rows}`);
  return {
    name: `pickle/${kind}`,
    peer: `pandas ${theirs.version} read_pickle`,
    ours_ms: mine.ms,
    peer_ms: theirs.ms,
    ratio: Math.round((mine.ms / theirs.ms) * 100) / 100,
    peak_mb: mine.peakMb,
    stored_ms: written.ms,
    file_mb: Math.round(statSync(path).size / 1e6),
  };
}

function run(which, path) {
  const script = fileURLToPath(import.meta.url);
  return JSON.parse(execFileSync(process.execPath, [script, which, path], { encoding: 'utf8' }));
}

function peer(path) {
  const [rows, ms, version] = execFileSync(python, ['-c', readFile, path], { encoding: 'utf8' })
    .trim()
    .split(' ');
  return { rows: Number(rows), ms: Number(ms), version };
}

function input() {
  return {
    name: file,
    baseName: 'frame.pkl',
    sizeBytes: statSync(file).size,
    head: async () => new Uint8Array(),
    path: async () => file,
    stream: () => createReadStream(file, { highWaterMark: 1 << 20 }),
  };
}

function report(rows, start) {
  const ms = Math.round(performance.now() - start);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ rows, ms, peakMb }));
}

async function ours() {
  const { default: reader } = await import('../dist/formats/readers/pickle.js');
  const { defaultBudget } = await import('../dist/formats/budget.js');
  let rows = 0;
  const sink = {
    write: async (batch) => {
      rows += batch.rowCount;
    },
    zone() {},
    note() {},
  };
  const start = performance.now();
  await reader.read(input(), {
    table: () => sink,
    budget: defaultBudget,
    signal: new AbortController().signal,
    progress() {},
  });
  report(rows, start);
}

async function stored() {
  const { default: reader } = await import('../dist/formats/readers/pickle.js');
  const { defaultBudget } = await import('../dist/formats/budget.js');
  const { readInput } = await import('../dist/formats/read-input.js');
  const { writePart } = await import('../dist/engine/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'bench-pickle-part-'));
  try {
    const start = performance.now();
    const part = await writePart(join(folder, 'part.duckdb'), async (writer) => {
      await readInput(writer, input(), reader, {
        budget: defaultBudget,
        signal: new AbortController().signal,
        progress() {},
      });
    });
    report(part.tables[0].coverage.rowsRead, start);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
