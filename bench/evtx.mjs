// Windows event logs: how fast a log of about 200 MB becomes rows, in one process and split over two, beside the
// Rust reader `evtx` (PyPI) in the same run, which makes JSON text of each record and holds none.
// `rows`: batches of columns, stored nowhere. `part`: the same into a DuckDB part, as opening a file does.
//   node bench/evtx.mjs [--samples FOLDER] [--python PYTHON] [--mb 200] [--quick]
// FOLDER holds any .evtx files (none are in the repository); their sound chunks are repeated until the size is reached.
// PYTHON is a Python that has `evtx`. Where the options are missing, HUNTBOOK_BENCH_SAMPLES and HUNTBOOK_BENCH_PYTHON say
// them; without a folder it says so and ends. Needs dist/. Prints one JSON line a measurement.
import { execFileSync, fork } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HEADER = 4096;
const CHUNK = 65536;
const self = fileURLToPath(import.meta.url);
if (process.argv[2] === 'child') await child();
else await main();

async function main() {
  const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : process.argv[at + 1];
  };
  const samples = option('samples', process.env.HUNTBOOK_BENCH_SAMPLES);
  const python = option('python', process.env.HUNTBOOK_BENCH_PYTHON);
  if (!samples) {
    process.stderr.write('evtx: no folder of .evtx files; see HUNTBOOK_BENCH_SAMPLES\n');
    return;
  }
  const sizeBytes = (process.argv.includes('--quick') ? 32 : Number(option('mb', '200'))) * 1e6;
  const folder = mkdtempSync(join(tmpdir(), 'bench-evtx-'));
  try {
    const log = join(folder, 'log.evtx');
    writeLog(log, samples, sizeBytes);
    const mb = statSync(log).size / 1e6;
    const peer = python && rust(python, log);
    for (const kind of ['rows', 'part'])
      for (const pieces of [1, 2]) {
        const ours = await read(log, kind, pieces, folder);
        process.stdout.write(
          `${JSON.stringify(compared(`evtx/${kind}-${pieces}`, ours, peer, mb))}\n`,
        );
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compared(name, ours, peer, mb) {
  const result = {
    name,
    ours_ms: ours.ms,
    cpu_ms: ours.cpuMs,
    peak_mb: ours.peakMb,
    records: ours.records,
  };
  result.mb_per_s = Math.round((mb * 1000) / ours.ms);
  result.mb_per_cpu_s = Math.round((mb * 1000) / ours.cpuMs);
  if (!peer) return result;
  if (ours.records !== peer.records)
    throw new Error(`${ours.records} records, the peer ${peer.records}`);
  const peerSpeed = Math.round((mb * 1000) / peer.ms);
  const ratio = Math.round((ours.ms / peer.ms) * 100) / 100;
  return {
    ...result,
    peer: 'Rust evtx, records_json',
    peer_ms: peer.ms,
    ratio,
    peer_mb_per_s: peerSpeed,
  };
}

/** A log of the chunks of all files below a folder, each file as often as it takes, one file after the other. */
function writeLog(path, samples, sizeBytes) {
  const names = readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.evtx'))
    .sort();
  const files = names.map((name) => fullChunks(readFileSync(join(samples, name))));
  const total = files.reduce((sum, chunks) => sum + chunks.length, 0);
  if (total === 0) throw new Error(`no full chunk in ${samples}`);
  const times = Math.ceil(sizeBytes / CHUNK / total);
  const file = openSync(path, 'w');
  writeSync(file, readFileSync(join(samples, names[0])).subarray(0, HEADER));
  for (const chunks of files)
    for (let n = 0; n < times; n++) for (const chunk of chunks) writeSync(file, chunk);
  closeSync(file);
}

/** The sound chunks; one that is mostly free would make reading seem faster than it is. */
function fullChunks(bytes) {
  const chunks = [];
  for (let at = HEADER; at + CHUNK <= bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    const isFull = chunk.readUInt32LE(48) > 60_000;
    if (isFull && chunk.toString('latin1', 0, 7) === 'ElfChnk') chunks.push(chunk);
  }
  return chunks;
}

function rust(python, log) {
  const code = `import evtx, sys, time, json
start, records = time.perf_counter(), 0
it = evtx.PyEvtxParser(sys.argv[1]).records_json()
while True:
    try:
        next(it)
        records += 1
    except StopIteration:
        break
    except RuntimeError:
        pass
print(json.dumps({'ms': round((time.perf_counter() - start) * 1000), 'records': records}))`;
  return JSON.parse(execFileSync(python, ['-c', code, log], { encoding: 'utf8' }));
}

/** Read with so many processes at once: from when all are ready until all are done. */
async function read(log, kind, pieces, folder) {
  const children = Array.from({ length: pieces }, () => fork(self, ['child']));
  const answer = (one) =>
    new Promise((resolve, reject) => {
      one.once('message', resolve);
      one.once('exit', (code) => reject(new Error(`a child ended with ${code}`)));
    });
  await Promise.all(children.map(answer));
  const start = performance.now();
  const answers = await Promise.all(
    children.map((one, piece) => {
      one.send({ log, kind, piece, pieces, part: join(folder, `${kind}-${piece}-of-${pieces}`) });
      return answer(one);
    }),
  );
  const ms = Math.round(performance.now() - start);
  for (const one of children) if (one.connected) one.disconnect();
  return {
    ms,
    records: answers.reduce((sum, one) => sum + one.records, 0),
    cpuMs: Math.round(answers.reduce((sum, one) => sum + one.cpuMs, 0)),
    peakMb: Math.round(answers.reduce((sum, one) => sum + one.peakMb, 0)),
  };
}

async function child() {
  const { formats } = await import('../dist/formats/formats.js');
  const { defaultBudget } = await import('../dist/formats/budget.js');
  const { readInput } = await import('../dist/formats/read-input.js');
  const { writePart } = await import('../dist/engine/part-writer.js');
  const evtx = formats.find((format) => format.name === 'evtx');
  process.once('message', async ({ log, kind, piece, pieces, part }) => {
    const input = {
      name: log,
      baseName: 'log.evtx',
      sizeBytes: statSync(log).size,
      path: async () => log,
      stream: (range) =>
        createReadStream(log, {
          highWaterMark: 1 << 20,
          ...(range ? { start: range.start, end: range.end - 1 } : {}),
        }),
    };
    input.head = async () => {
      for await (const bytes of input.stream({ start: 0, end: HEADER })) return bytes;
    };
    const range = (await evtx.split(input, pieces))[piece];
    const options = {
      budget: defaultBudget,
      signal: new AbortController().signal,
      progress: () => {},
      range,
    };
    const before = process.cpuUsage();
    let records = 0;
    if (kind === 'part') {
      const made = await writePart(
        part,
        async (writer) => {
          await readInput(writer, input, evtx, options);
        },
        // As a load by so many processes sets them.
        { memoryLimit: `${Math.floor(1024 / pieces)}MB`, threads: 1, spillFolder: `${part}.spill` },
      );
      for (const table of made.tables) records += table.coverage.rowsRead;
    } else {
      const sink = {
        write: async ({ rowCount }) => {
          records += rowCount;
        },
        unparsed: async () => {},
        insert: async () => 0,
        zone: () => {},
        note: () => {},
      };
      await evtx.read(input, { ...options, table: () => sink, query: async () => [] });
    }
    const cpu = process.cpuUsage(before);
    const cpuMs = (cpu.user + cpu.system) / 1000;
    process.send({ records, cpuMs, peakMb: process.resourceUsage().maxRSS / 1024 });
  });
  process.send('ready');
}
