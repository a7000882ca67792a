// What reports are made with: the pictures of views for Node (`static.js`), and what a report carries for pages that may
// run script: the views (`page.js`), and each library that draws for some of them, as scripts that need no other.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = `${root}dist/report`;

/** The modules that are loaded when they are needed, and the script of a report that holds each. */
const apart = new Map([
  ['chart/engine', 'charts'],
  ['graph/graph-engine', 'graph'],
  ['map/map-engine', 'map'],
  ['grid-engine', 'grid'],
]);
const globalOf = (name) => `huntbook_${name}`;

/** A script has no modules to load: what a view imports when it is needed is a global of another script. */
const fromScripts = {
  name: 'from-scripts',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/src/views/')) return null;
    const changed = code.replace(
      /(?<!typeof )\bimport\(\s*'\.\.?\/([\w/.-]+)\.ts'\s*\)/g,
      (whole, path) => {
        const script = apart.get(path.replace('../', '')) ?? apart.get(`chart/${path}`);
        return script ? `Promise.resolve(globalThis.${globalOf(script)})` : whole;
      },
    );
    return { code: changed, map: null };
  },
};

const common = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
};
const shape = {
  outDir,
  emptyOutDir: false,
  target: 'es2022',
  minify: true,
  chunkSizeWarningLimit: 20_000,
  reportCompressedSize: false,
};
const quiet = { checks: { pluginTimings: false } };

/** Node's part uses the errors of the package, so that they are the same. */
const base = /[/]base[/]index\.ts$/;
await build({
  ...common,
  build: {
    ...shape,
    emptyOutDir: true,
    lib: { entry: `${root}src/views/static.ts`, formats: ['es'], fileName: 'static' },
    rolldownOptions: {
      ...quiet,
      external: (id) => base.test(id),
      output: { paths: (id) => (base.test(id) ? '../base/index.js' : id) },
    },
  },
});
const scripts = new Map([
  ['page', 'report-page.ts'],
  ['charts', 'chart/engine.ts'],
  ['graph', 'graph/graph-engine.ts'],
  ['map', 'map/map-engine.ts'],
]);
for (const [name, entry] of scripts)
  await build({
    ...common,
    plugins: name === 'page' ? [fromScripts] : [],
    build: {
      ...shape,
      lib: {
        entry: `${root}src/views/${entry}`,
        formats: ['iife'],
        name: globalOf(name),
        fileName: () => `${name}.js`,
      },
      rolldownOptions: quiet,
    },
  });
