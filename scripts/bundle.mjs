// The programs of dist/ (the command line and the processes that it starts) and the library, written again as few
// files, with the packages that are JavaScript alone: to find and load a thousand modules takes Node most of a second.
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = `${root}src/`;
const processes = readdirSync(src, { recursive: true }).filter((name) =>
  name.endsWith('-process.ts'),
);
const { dependencies, peerDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
// Views that are drawn in Node throw the errors of base.
const entries = ['cli/main.ts', 'index.ts', 'kql/index.ts', 'base/index.ts', ...processes];

/** Every file of the bundle lies one folder deep, and stands for modules of other folders. */
const ownAddress = {
  name: 'own-address',
  transform(code, id) {
    if (!id.startsWith(src) || !code.includes('import.meta.url')) return null;
    const own = JSON.stringify(`../${relative(src, id).replace(/\.ts$/, '.js')}`);
    return {
      code: code.replaceAll('import.meta.url', `new URL(${own}, import.meta.url).href`),
      map: null,
    };
  },
};

await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  plugins: [ownAddress],
  ssr: { noExternal: true, external: Object.keys({ ...dependencies, ...peerDependencies }) },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    license: { fileName: 'chunks/licenses.md' },
    rolldownOptions: {
      input: Object.fromEntries(
        entries.map((file) => [file.replace(/\.ts$/, ''), `${src}${file}`]),
      ),
      treeshake: {
        moduleSideEffects: [
          { test: /\/src\/(cli\/main|.*-process)\.ts$/, sideEffects: true },
          { test: /\/src\/.*\.ts$/, sideEffects: false },
        ],
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
