// Compile and run a folder of hunting queries on tables with a few rows: figures, then what fails by reason.
// `--schemas FILE` names the tables (JSON: table to column to type), `--all` lists every failure.
import { pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';

const words = process.argv.slice(2);
const schemas = words.includes('--schemas') ? words[words.indexOf('--schemas') + 1] : null;
const [folder] = words.filter((w) => !w.startsWith('--') && w !== schemas);
if (!folder || !schemas)
  throw new Error('say where: npm run kql:corpus -- FOLDER --schemas FILE [--all]');
const { module } = await runnerImport(
  new URL('../test/kit/kql-corpus.ts', import.meta.url).pathname,
  { logLevel: 'error' },
);
let done = 0;
const results = await module.runCorpus(folder, pathToFileURL(schemas), ({ outcome, file }) => {
  if (++done % 100 === 0) console.error(`${done} ${outcome} ${file}`);
});
const of = (outcome) => results.filter((r) => r.outcome === outcome);
for (const outcome of ['unparsed', 'unbound', 'refused', 'failed']) {
  const reasons = new Map();
  for (const r of of(outcome)) reasons.set(r.reason, [...(reasons.get(r.reason) ?? []), r]);
  console.log(`\n${outcome}: ${of(outcome).length}`);
  for (const [reason, all] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`  ${String(all.length).padStart(4)}  ${reason.split('\n')[0]}`);
    if (words.includes('--all'))
      for (const r of all) console.log(`${r.file}\n${r.query.replace(/^/gm, '        ')}`);
  }
}
const bound = results.filter((r) => r.outcome !== 'unparsed' && r.outcome !== 'unbound');
const times = bound.map((r) => r.compileMs).sort((a, b) => a - b);
const at = (share) => times[Math.floor(share * (times.length - 1))]?.toFixed(1);
console.log(`\n${results.length} queries, ${bound.length} bind, ${of('ran').length} of them run:`);
console.log(`  ${((100 * of('ran').length) / bound.length).toFixed(1)} %`);
console.log(`  compile, awake: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
