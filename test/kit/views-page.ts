import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type { Hunt } from '../../src/session/index.ts';
import { askResult } from '../../src/workbench/ask-result.ts';
import { contentSecurityPolicy } from '../../src/workbench/guard.ts';
import { launchBrowser } from './browser.ts';
import type { Look, OpenPage } from './workbench-page.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const nonce = 'bm9uY2U';
const script = `
import { registerViews, resultViews } from ${JSON.stringify(join(root, 'src/views/index.ts'))};
registerViews();
Object.assign(globalThis, {
  viewNames: resultViews.map((view) => view.name),
  showView(name, { columns, rows, settings, label }) {
    const view = resultViews.find((one) => one.name === name);
    const element = document.createElement(view.tag);
    globalThis.heard = [];
    for (const type of ['hunt-narrow', 'hunt-settings', 'hunt-pivot'])
      element.addEventListener(type, (e) => globalThis.heard.push({ type, ...e.detail }));
    element.label = label;
    element.settings = new Map(settings);
    element.source = { columns, rows, ask: async (kql, { limit = 1000 } = {}) => {
      const answer = await globalThis.askRows(kql, limit);
      if (answer.failed) throw new Error(answer.failed);
      return answer;
    } };
    document.querySelector('main').replaceChildren(element);
  },
});
`;
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Views</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="style-nonce" content="${nonce}">
<link rel="stylesheet" href="./tokens.css"><style nonce="${nonce}">html, body, main { height: 100%; margin: 0; }</style></head>
<body><main></main><script type="module" src="./page.js"></script></body></html>`;

/** A page with nothing but the views, under the policy of the workbench, that asks a hunt. */
export class ViewsLab {
  readonly #folder: string;
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #hunt: Hunt;

  private constructor(parts: { folder: string; server: Server; browser: Browser; hunt: Hunt }) {
    this.#folder = parts.folder;
    this.#server = parts.server;
    this.#browser = parts.browser;
    this.#hunt = parts.hunt;
  }

  static async start(hunt: Hunt): Promise<ViewsLab> {
    const folder = await mkdtemp(join(tmpdir(), 'huntbook-views-'));
    await writeFile(join(folder, 'page.js'), script);
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      // Vitest says 'test', for which Lit builds its loud form.
      resolve: { conditions: ['production', 'browser', 'module', 'import', 'default'] },
      build: {
        outDir: join(folder, 'out'),
        target: 'es2022',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 20_000,
        rolldownOptions: { input: join(folder, 'page.js'), output: { entryFileNames: 'page.js' } },
      },
    });
    const server = createServer((request, response) => {
      void answer(folder, request.url ?? '/').then(({ type, body }) => {
        response.writeHead(body === null ? 404 : 200, {
          'Content-Type': type,
          'Content-Security-Policy': contentSecurityPolicy(nonce),
        });
        response.end(body);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new ViewsLab({ folder, server, browser: await launchBrowser(), hunt });
  }

  async open(look: Look = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: { width: look.width ?? 1280, height: look.height ?? 720 },
      colorScheme: look.dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    const faults: string[] = [];
    const home = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text());
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.host !== home && !['data:', 'blob:'].includes(url.protocol)) faults.push(url.href);
    });
    await page.goto(`http://${home}/`);
    if (look.dark) await page.evaluate('document.documentElement.classList.add("wa-dark")');
    await page.waitForFunction('globalThis.showView !== undefined');
    return { page, context, faults };
  }

  /** Show the rows of a query in a view; the page then asks the hunt for what it shows. */
  async show(
    page: Page,
    name: string,
    { kql, settings = {} }: { kql: string; settings?: Record<string, string> },
  ): Promise<void> {
    const table = await this.#hunt.kql(kql);
    const asked = async (text: string, limit: number): Promise<unknown> => {
      const signal = new AbortController().signal;
      return askResult(table, { kql: text, limit, signal }).catch((error: unknown) => ({
        failed: String(error),
      }));
    };
    await page.exposeFunction('askRows', asked);
    const { rows } = (await asked('| count', 1)) as { rows: number[][] };
    const told = {
      columns: table.columns,
      rows: rows[0]?.[0],
      settings: Object.entries(settings),
      label: name,
    };
    await page.evaluate(`showView(${JSON.stringify(name)}, ${JSON.stringify(told)})`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const types = new Map([
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
]);

async function answer(
  folder: string,
  path: string,
): Promise<{ type: string; body: Buffer | string | null }> {
  if (path === '/') return { type: 'text/html', body: html };
  const type = types.get(extname(path)) ?? 'application/octet-stream';
  const file =
    path === '/tokens.css'
      ? join(root, 'web/app/styles/tokens.css')
      : join(folder, 'out', path.replaceAll('..', ''));
  return { type, body: await readFile(file).catch(() => null) };
}
