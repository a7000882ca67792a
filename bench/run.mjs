// Run the benchmarks beside this file, one after the other, and print their figures as a table.
//   node bench/run.mjs [--quick] [--write] [NAME …]
// Each script prints JSON lines { name, peer, ours_ms, peer_ms, ratio, peak_mb, … }; further numbers are shown as they are.
// `--quick` is passed on: small inputs, to see that all still runs. `--write` puts the table into bench/README.md.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const flags = process.argv.slice(2).filter((a) => a.startsWith('--'));
const wanted = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const all = readdirSync(here)
  .filter((f) => f.endsWith('.mjs') && f !== 'run.mjs')
  .map((f) => f.slice(0, -4))
  .sort();
const unknown = [
  ...wanted.filter((n) => !all.includes(n)),
  ...flags.filter((f) => !['--quick', '--write'].includes(f)),
];
if (unknown.length > 0)
  fail(`not known: ${unknown.join(', ')}; there are ${all.join(', ')}, --quick and --write`);
if (wanted.length > 0 && flags.includes('--write'))
  fail('--write needs the figures of all scripts: name none');
if (!existsSync(`${here}../dist/index.js`))
  fail('run `npm run build` first: the benchmarks measure dist/');

const figures = [];
const failed = [];
for (const name of wanted.length > 0 ? wanted : all) {
  process.stderr.write(`${name} …\n`);
  const code = await runScript(name);
  if (code !== 0) failed.push(`${name} (exit code ${code})`);
}
const table = tableOf(figures);
process.stdout.write(`${table}\n`);
if (failed.length > 0) fail(`failed: ${failed.join(', ')}`);
if (flags.includes('--write')) writeReadme(table);

function runScript(name) {
  const args = flags.includes('--quick') ? ['--quick'] : [];
  const child = spawn(process.execPath, [`${here}${name}.mjs`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) figures.push(JSON.parse(line));
  });
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)));
}

function tableOf(rows) {
  const lines = rows.map(({ name, peer, ours_ms, peer_ms, ratio, peak_mb, ...more }) => {
    const notes = Object.entries(more).map(([key, value]) => `${key} ${value}`);
    return `| ${name} | ${number(ours_ms)} | ${peer ?? ''} | ${number(peer_ms)} | ${number(ratio)} | ${number(peak_mb)} | ${notes.join(', ')} |`;
  });
  return [
    '| What | Ours, ms | Beside | Theirs, ms | Ratio | Our peak, MB | |',
    '|---|--:|---|--:|--:|--:|---|',
    ...lines,
  ].join('\n');
}

function number(value) {
  return value === undefined || value === null ? '' : String(value);
}

function writeReadme(table) {
  const path = `${here}README.md`;
  const text = readFileSync(path, 'utf8');
  const [start, end] = ['<!-- figures -->', '<!-- /figures -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) fail(`bench/README.md has no ${start} … ${end}`);
  const size = flags.includes('--quick') ? 'quick run' : 'full run';
  const machine = `${size}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  writeFileSync(path, `${text.slice(0, from)}${start}\n${machine}\n\n${table}\n${text.slice(to)}`);
  const biome = `${here}../node_modules/@biomejs/biome/bin/biome`;
  execFileSync(process.execPath, [biome, 'format', '--write', path], { stdio: 'ignore' });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
