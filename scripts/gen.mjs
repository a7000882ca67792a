// Write one index.gen.ts beside every folder of definition files: one line a file, sorted.
// `--check` writes nothing and fails if one is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const rooms = [
  'src/kql/functions',
  'src/kql/operators',
  'src/kql/plugins',
  'src/formats/readers',
  'src/views/elements',
  'src/cli/commands',
];
const check = process.argv.includes('--check');
let stale = 0;
for (const room of rooms) {
  if (!existsSync(room)) continue;
  const names = readdirSync(room)
    .filter((f) => /^[a-z0-9-]+\.ts$/.test(f))
    .sort();
  const text = names
    .map(
      (f) =>
        `export { default as ${f.slice(0, -3).replace(/-(.)/g, (_, c) => c.toUpperCase())} } from './${f}';\n`,
    )
    .join('');
  const path = `${room}/index.gen.ts`;
  const now = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (now === text) continue;
  const sameLines = now.split('\n').sort().join() === text.split('\n').sort().join();
  if (check && sameLines) continue;
  if (check) {
    console.error(`${path} is stale: run npm run gen`);
    stale++;
  } else writeFileSync(path, text);
}
process.exitCode = stale ? 1 : 0;
