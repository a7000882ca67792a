// Run a file of KQL cases: figures by family, then the failures. `--brief` leaves the queries out.
import { runnerImport } from 'vite';

const files = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const brief = process.argv.includes('--brief');
if (files.length === 0) throw new Error('say which file: npm run kql:cases FILE');
const { module } = await runnerImport(
  new URL('../test/kit/kql-cases.ts', import.meta.url).pathname,
  {
    logLevel: 'error',
  },
);
for (const file of files) {
  const results = await module.runCases(file);
  const families = grouped(results);
  const right = results.filter((r) => r.wrong === null).length;
  for (const failure of results.filter((r) => r.wrong !== null)) {
    console.log(`\n${failure.id} ${failure.family}: ${failure.wrong.slice(0, 500)}`);
    if (!brief) console.log(failure.query.replace(/^/gm, '    '));
  }
  console.log(`\n${file}`);
  const small = families.size > 40;
  for (const [family, all] of small ? [] : [...families].sort()) {
    const ok = all.filter((r) => r.wrong === null).length;
    console.log(`  ${String(ok).padStart(4)} of ${String(all.length).padStart(4)}  ${family}`);
  }
  console.log(
    `  ${right} of ${results.length} right: ${((100 * right) / results.length).toFixed(1)} %`,
  );
}

function grouped(results) {
  const map = new Map();
  for (const r of results) map.set(r.family, [...(map.get(r.family) ?? []), r]);
  return map;
}
