// Run a file of KQL cases: figures by family, then the failures. `--brief` leaves the queries out, `--all` shows known differences too.
import { runnerImport } from 'vite';

const files = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const brief = process.argv.includes('--brief');
const all = process.argv.includes('--all');
if (files.length === 0) throw new Error('say which file: npm run kql:cases FILE');
const { module } = await runnerImport(
  new URL('../test/kit/kql-cases.ts', import.meta.url).pathname,
  {
    logLevel: 'error',
  },
);
for (const file of files) {
  const results = await module.runCases(file);
  for (const { id, family, wrong, known, query } of results) {
    if (wrong === null || (known && !all)) continue;
    console.log(`\n${id} ${family}: ${wrong.slice(0, 500)}`);
    if (known) console.log(`    known (${known.why}): ${known.reason}`);
    if (!brief) console.log(query.replace(/^/gm, '    '));
  }
  console.log(`\n${file}`);
  const families = grouped(results);
  const small = families.size > 40;
  for (const [family, ofIt] of small ? [] : [...families].sort()) {
    const ok = ofIt.filter((r) => r.wrong === null).length;
    console.log(`  ${String(ok).padStart(4)} of ${String(ofIt.length).padStart(4)}  ${family}`);
  }
  const f = module.figures(results);
  console.log(`  ${share(f.right, f.all)}`);
  if (f.measured < f.all)
    console.log(
      `  ${share(f.measuredRight, f.measured)} of those with a deterministic answer that is Kusto's`,
    );
}

function share(right, of) {
  return `${right} of ${of} right: ${((100 * right) / of).toFixed(1)} %`;
}

function grouped(results) {
  const map = new Map();
  for (const r of results) map.set(r.family, [...(map.get(r.family) ?? []), r]);
  return map;
}
