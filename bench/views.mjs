// The first picture of views, in a real Chromium without a GPU, of tables in a real engine; the peer is the limit of the project.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const quick = process.argv.includes('--quick');
const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const { Hunt } = await import('../dist/session/index.js');
const { module: kit } = await runnerImport(file('../test/kit/views-alone.ts'), {
  configFile: false,
  logLevel: 'error',
});

const processes = quick ? 10_000 : 100_000;
const things = quick ? 100 : 1000;
const places = quick ? 10_000 : 100_000;
const cases = [
  {
    name: `process_tree, ${processes} processes`,
    view: 'process_tree',
    kql: `range n from 0 to ${processes - 1} step 1 | extend Image = strcat('C:\\\\Windows\\\\p', n, '.exe'), ProcessId = tolong(1000 + n), ParentProcessId = tolong(1000 + n / 5), ParentImage = strcat('C:\\\\Windows\\\\p', n / 5, '.exe'), UtcTime = datetime(2026-03-01) + n * 1s, CommandLine = strcat('p', n, '.exe --run ', n), User = strcat('CORP\\\\user', n % 50) | invoke process_tree(join = 'inner')`,
    settings: { color: 'User' },
    drawn: '.process .name',
  },
  {
    name: `graph, ${things} things`,
    view: 'graph',
    kql: `range n from 0 to ${things * 1.5 - 1} step 1 | extend a = strcat('host', n * 7919 % ${things * 0.3}), b = strcat('user', n % ${things * 0.7})`,
    settings: { from: 'a', to: 'b' },
    drawn: '.canvas canvas',
  },
  {
    name: `map, ${places} places`,
    view: 'map',
    kql: `range n from 1 to ${places} step 1 | extend Latitude = -60.0 + (n * 7919 % 12000) / 100.0, Longitude = -175.0 + (n * 104729 % 35000) / 100.0, Layer = strcat('l', n % 5)`,
    settings: { layer: 'Layer' },
    drawn: '.leaflet-marker-icon',
  },
];

const limitMs = 1500;
const hunt = new Hunt();
const lab = await kit.ViewsAlone.start();
try {
  for (const { name, view, kql, settings, drawn } of cases) {
    const table = await hunt.kql(kql);
    const times = [];
    let heapMb = 0;
    for (let i = 0; i < 3; i++) {
      // A page of its own each time: what loads when it is needed is loaded each time.
      const { page, context } = await lab.open({ width: 1366, height: 820 });
      const said = await lab.hold(table, settings);
      times.push(
        await page.evaluate(`new Promise((done) => {
          const from = performance.now();
          lab.show(${JSON.stringify(view)}, ${JSON.stringify(said)});
          const look = () => shown.shadowRoot?.querySelector('section[aria-busy=false]') && shown.shadowRoot.querySelector(${JSON.stringify(drawn)})
            ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)))
            : requestAnimationFrame(look);
          look();
        })`),
      );
      heapMb = await page.evaluate('performance.memory.usedJSHeapSize / 2 ** 20');
      await context.close();
    }
    const ours = Math.round(times.sort((a, b) => a - b)[1]);
    const figures = {
      name: `views/${name}`,
      peer: 'limit',
      ours_ms: ours,
      peer_ms: limitMs,
      ratio: Math.round((100 * ours) / limitMs) / 100,
      peak_mb: Math.round(heapMb),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
} finally {
  await lab.close();
  await hunt.close();
}
