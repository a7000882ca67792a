import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Column } from '../../src/base/index.ts';
import type { Table } from '../../src/tables/index.ts';
import { askResult } from '../../src/tables/index.ts';
import { launchBrowser } from './browser.ts';
import { faultsOf, type Look, type OpenPage } from './workbench-page.ts';

const home = 'https://views.test/';
const built = new URL('../../dist/views/', import.meta.url);
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src data: blob:";

const blank = (dark: boolean): string => `<!doctype html>
<html lang="en" style="color-scheme: ${dark ? 'dark' : 'light'}"><head><meta charset="utf-8"><title>Views</title>
<link rel="stylesheet" href="page.css"><script type="module" src="page.js"></script></head><body></body></html>`;

const script = `import { recordedSource, recordingSource, registerViews, resultViews, viewNamed } from './index.js';
registerViews();
const changes = [];
for (const name of ['hunt-narrow', 'hunt-settings', 'hunt-pivot', 'hunt-copied'])
  document.addEventListener(name, (event) => changes.push({ name, ...event.detail, settings: event.detail.settings && [...event.detail.settings] }));
let recording = null;
globalThis.lab = {
  changes,
  names: resultViews.map((view) => view.name),
  choices: (name, setting) => viewNamed(name).settings[setting].choices,
  fits: (name, columns) => viewNamed(name).fits(columns),
  show(name, { columns, rows, settings, label, replay }) {
    const view = document.createElement(viewNamed(name).tag);
    const ask = async (kql, { limit = 1000, signal } = {}) => {
      const answer = JSON.parse(await globalThis.ask(kql, limit));
      signal?.throwIfAborted();
      if (answer.failed) throw Object.assign(new Error(answer.failed.message), { problem: answer.failed });
      return answer;
    };
    const source = replay ? recordedSource(recording()) : { columns, rows, ask };
    const heard = recordingSource(source);
    if (!replay) recording = heard.recording;
    Object.assign(view, { settings: new Map(settings), label, source: heard.source });
    document.body.replaceChildren(view);
    globalThis.shown = view;
  },
};
document.body.dataset.ready = 'yes';
`;

/** Some rows, and how many questions views asked of them. */
interface Rows {
  columns: readonly Column[];
  count: number;
  ask(kql: string, limit: number): Promise<unknown>;
}

/** A page with nothing but one view, that asks a table of a real engine. */
export class ViewsAlone {
  readonly #browser: Browser;
  #rows: Rows | null = null;
  /** What was asked since the last view was shown. */
  readonly asked: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<ViewsAlone> {
    return new ViewsAlone(await launchBrowser());
  }

  async open(look: Look = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: { width: look.width ?? 1100, height: look.height ?? 520 },
      colorScheme: look.dark ? 'dark' : 'light',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const faults = faultsOf(page);
    await this.#serve(context, look.dark ?? false, faults);
    // As text, as the workbench answers: values that cross one by one would take longer than the question.
    await page.exposeFunction('ask', async (kql: string, limit: number) =>
      JSON.stringify(await this.#answer(kql, limit)),
    );
    await page.goto(home);
    await page.locator('body[data-ready]').waitFor({ state: 'attached' });
    return { page, context, faults };
  }

  async #serve(context: BrowserContext, dark: boolean, faults: string[]): Promise<void> {
    await context.route('**/*', async (route) => {
      const path = route.request().url().replace(home, '');
      if (path === '')
        return route.fulfill({
          body: blank(dark),
          contentType: 'text/html',
          headers: { 'Content-Security-Policy': policy },
        });
      if (path === 'favicon.ico') return route.fulfill({ status: 404 });
      if (path === 'page.js')
        return route.fulfill({ body: script, contentType: 'text/javascript' });
      if (path === 'page.css')
        return route.fulfill({
          body: 'html, body { margin: 0; height: 100%; background: Canvas; }',
          contentType: 'text/css',
        });
      const body = await readFile(new URL(path, built)).catch(() => null);
      if (body === null) {
        faults.push(`asked for ${route.request().url()}`);
        return route.fulfill({ status: 404 });
      }
      return route.fulfill({ body, contentType: types[extname(path)] ?? 'application/json' });
    });
  }

  async #answer(kql: string, limit: number): Promise<unknown> {
    this.asked.push(kql);
    // As the workbench has it.
    if (limit > 100_000) return { failed: { message: `${limit} rows are too many.`, hint: null } };
    try {
      return await this.#rows?.ask(kql, limit);
    } catch (error) {
      const { message, hint = null } = error as { message: string; hint?: string };
      return { failed: { message, hint } };
    }
  }

  /** Answer for a table from now on; gives what the page is told of it. */
  async hold(table: Table, settings: Record<string, string> = {}): Promise<object> {
    const signal = new AbortController().signal;
    const { columns } = table;
    const count = await table.count();
    this.#rows = { columns, count, ask: (kql, limit) => askResult(table, { kql, limit, signal }) };
    this.asked.length = 0;
    return { columns, rows: count, settings: Object.entries(settings), label: 'Result' };
  }

  /** Show the rows of a table in a view. */
  async show(
    page: Page,
    view: string,
    table: Table,
    settings: Record<string, string> = {},
  ): Promise<void> {
    const said = await this.hold(table, settings);
    await page.evaluate(`lab.show(${JSON.stringify(view)}, ${JSON.stringify(said)})`);
    await this.settled(page);
  }

  /** Wait until the view has its answers, or says why not. */
  async settled(page: Page): Promise<void> {
    await page.locator('section.view[aria-busy="false"]').first().waitFor({ state: 'attached' });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
