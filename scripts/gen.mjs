// Write what is generated: an index.gen.ts beside every folder of definition files (one line a file, sorted; of
// commands each is loaded when it is asked for),
// docs/kql.md, the table of docs/threat-intelligence.md, and the types of the queries in packs/. `--check` writes
// nothing and fails if one is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const rooms = [
  'src/kql/functions',
  'src/kql/operators',
  'src/kql/plugins',
  'src/formats/readers',
  'src/entities/kinds',
  'src/enrich/ti/sources',
  'src/toolbox/tools',
  'src/providers/systems',
  'src/providers/destinations',
  'src/views/elements',
  'src/views/pictures',
];
const whenAsked = ['src/cli/commands'];
const check = process.argv.includes('--check');
let stale = 0;
/** Definitions that TypeScript computes: the engine's process loads only these. */
const computed = ['functions', 'operators', 'plugins'].map((kind) => `src/kql/${kind}`);
const computes = /\bcompute\b\s*[:(,]|\bcomputations\b\s*[:,]/;

function definitionsIn(room) {
  return readdirSync(room)
    .filter((f) => /^[a-z0-9-]+\.ts$/.test(f))
    .sort();
}

function nameOf(file) {
  return file.slice(0, -3).replace(/-(.)/g, (_, c) => c.toUpperCase());
}

function write(path, text) {
  const now = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (now === text) return;
  const sameLines = now.split('\n').sort().join() === text.split('\n').sort().join();
  if (check && sameLines) return;
  if (check) {
    console.error(`${path} is stale: run npm run gen`);
    stale++;
  } else writeFileSync(path, text);
}
for (const room of rooms) {
  if (!existsSync(room)) continue;
  const text = definitionsIn(room).map(
    (f) => `export { default as ${nameOf(f)} } from './${f}';\n`,
  );
  write(`${room}/index.gen.ts`, text.join(''));
}

for (const room of whenAsked) {
  const text = definitionsIn(room).map((f) => `  ['${f.slice(0, -3)}', () => import('./${f}')],\n`);
  const type = 'ReadonlyMap<string, () => Promise<{ default: CliCommand }>>';
  write(
    `${room}/index.gen.ts`,
    `import type { CliCommand } from '../define-command.ts';\nexport const files: ${type} = new Map([\n${text.join('')}]);\n`,
  );
}

const lines = computed.flatMap((room) =>
  definitionsIn(room)
    .filter((f) => computes.test(readFileSync(`${room}/${f}`, 'utf8')))
    .map((f) => {
      const kind = room.slice('src/kql/'.length);
      return `export { default as ${kind}_${nameOf(f)} } from './${kind}/${f}';\n`;
    }),
);
write('src/kql/computed.gen.ts', lines.join('') || 'export {};\n');

async function writePage(path, kit, text) {
  const { module } = await runnerImport(
    new URL(`../test/kit/${kit}.ts`, import.meta.url).pathname,
    { logLevel: 'error' },
  );
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const said = text(module, written);
  if (written === said) return;
  if (check) {
    console.error(`${path} is stale: run npm run gen`);
    stale++;
  } else writeFileSync(path, said);
}
await writePage('docs/kql.md', 'kql-reference', ({ reference }) => reference());
await writePage('docs/threat-intelligence.md', 'ti-reference', ({ tiReference }, page) =>
  tiReference(page),
);
await writePage('src/catalog/packs.gen.ts', 'pack-types', ({ packTypes }) => packTypes());
process.exitCode = stale ? 1 : 0;
