// The first picture of views, in a real Chromium without a GPU, of tables in a real engine; the peer is the limit of the project.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const quick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const { Hunt } = await import('../dist/session/index.js');
const { module: kit } = await runnerImport(file('../test/kit/views-alone.ts'), {
  configFile: false,
  logLevel: 'error',
});

const processes = quick ? 10_000 : 100_000;
const things = quick ? 100 : 1000;
const places = quick ? 10_000 : 100_000;
const events = quick ? 100_000 : 10_000_000;
const cases = [
  {
    name: `timeline, ${events} events`,
    view: 'timeline',
    kql: `range n from 1 to ${events} step 1 | extend Time = datetime(2026-03-01) + n * ${9e8 / events}ms, Account = strcat('user', n * 7919 % 12), Note = strcat('note ', n % 1000)`,
    settings: { group: 'Account' },
    drawn: 'canvas.main',
    zooms: 8,
  },
  {
    name: `chart, lines of ${events / 10} rows`,
    view: 'chart',
    kql: `range n from 1 to ${events / 10} step 1 | project Time = datetime(2026-03-01) + n * 1s, Value = n % 977 + sin(n / 5000.0) * 400, Host = strcat('host', n % 3)`,
    settings: { type: 'timechart' },
    drawn: '.frame canvas',
  },
  {
    name: `matrix, ${events / 10} rows`,
    view: 'matrix',
    kql: `range n from 1 to ${events / 10} step 1 | project Account = strcat('user', n * 7919 % 300), Host = strcat('host', n * n % 200)`,
    settings: {},
    drawn: '.frame canvas',
  },
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
const zoomLimitMs = 300;

/** From the press of a key until the view shows its last answer, in the page. */
const zoomOnce = `new Promise((done) => {
  const from = performance.now();
  const lanes = shown.shadowRoot.querySelector('.lanes');
  lanes.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
  let asked = false;
  const look = () => {
    const busy = shown.shadowRoot.querySelector('section[aria-busy=true]') !== null;
    asked ||= busy;
    if (asked ? !busy : performance.now() - from > 200)
      requestAnimationFrame(() => done(asked ? performance.now() - from : 0));
    else requestAnimationFrame(look);
  };
  look();
})`;
const tell = (name, ours, limit, more) => {
  const ratio = Math.round((100 * ours) / limit) / 100;
  const figures = { name, peer: 'limit', ours_ms: ours, peer_ms: limit, ratio, ...more };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
};
const middle = (times) => Math.round(times.sort((a, b) => a - b)[times.length >> 1] ?? 0);
const hunt = new Hunt();
const lab = await kit.ViewsAlone.start();
try {
  for (const { name, view, kql, settings, drawn, zooms = 0 } of cases) {
    if (named.length > 0 && !named.includes(view)) continue;
    const table = await hunt.kql(kql);
    const times = [];
    const zoomed = [];
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
      for (let zoom = 0; zoom < zooms; zoom++) zoomed.push(await page.evaluate(zoomOnce));
      heapMb = await page.evaluate('performance.memory.usedJSHeapSize / 2 ** 20');
      await context.close();
    }
    tell(`views/${name}`, middle(times), limitMs, { peak_mb: Math.round(heapMb) });
    // Zooms that are drawn of what is known already ask nothing, and count as no figure here.
    const asked = zoomed.filter((ms) => ms > 0);
    if (asked.length > 0)
      tell(`views/${name}, a zoom`, middle(asked), zoomLimitMs, {
        worst: Math.round(Math.max(...asked)),
        zooms: asked.length,
      });
  }
} finally {
  await lab.close();
  await hunt.close();
}
