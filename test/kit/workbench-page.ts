import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  startWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from '../../src/workbench/index.ts';
import { launchBrowser } from './browser.ts';

/** How a page is to be looked at. */
export interface Look {
  width?: number;
  height?: number;
  dark?: boolean;
}

/** A page of the workbench, and everything about it that should not have happened. */
export interface OpenPage {
  page: Page;
  context: BrowserContext;
  /** Uncaught errors, console errors, requests to anywhere but the workbench. */
  faults: string[];
}

/** A workbench with a browser to look at it. */
export class Lab {
  readonly #browser: Browser;
  readonly workbench: Workbench;
  /** Where its hunts are kept, unless another folder was named. */
  readonly hunts: string;

  private constructor(browser: Browser, workbench: Workbench, hunts: string) {
    this.#browser = browser;
    this.workbench = workbench;
    this.hunts = hunts;
  }

  static async start(options: WorkbenchOptions): Promise<Lab> {
    const folder = await mkdtemp(join(tmpdir(), 'huntbook-lab-'));
    const hunts = { folder, why: 'named' } as const;
    const workbench = await startWorkbench({ hunts, ...options, openBrowser: false });
    return new Lab(await launchBrowser(), workbench, folder);
  }

  /** A new browser profile that comes in by a fresh link. */
  async open(look: Look = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: { width: look.width ?? 1366, height: look.height ?? 820 },
      colorScheme: look.dark ? 'dark' : 'light',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const faults = faultsOf(page);
    const home = `127.0.0.1:${this.workbench.port}`;
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.host !== home && !['data:', 'blob:'].includes(url.protocol)) faults.push(url.href);
    });
    await page.goto(this.workbench.newLink());
    return { page, context, faults };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.workbench.close();
    await rm(this.hunts, { recursive: true, force: true });
  }
}

/** A list that grows with each uncaught error of a page and each error or warning on its console. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  return faults;
}

/** Write a query into the editor as a user would, in place of what is there, and run it by keyboard. */
export async function ask(page: Page, kql: string): Promise<void> {
  const editor = page.locator('.editor .monaco-editor').first();
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(kql);
  await page.keyboard.press('Shift+Enter');
}

/** The text of a row's cells, from the left, without the row's number. */
export async function cells(page: Page, row: number): Promise<string[]> {
  const found = page.locator(`hunt-grid [row-index="${row}"] .ag-cell:not([col-id=row])`);
  await found.first().waitFor();
  return found.allInnerTexts();
}

/** What axe finds wrong by WCAG 2 A and AA, one line each. */
export async function accessibilityFaults({ page, context }: OpenPage): Promise<string[]> {
  // Through the debugger: the page's own policy forbids what addScriptTag would do.
  const session = await context.newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} })`,
  )) as {
    violations: { id: string; nodes: { target: unknown }[] }[];
    passes: unknown[];
  };
  if (found.passes.length < 10) throw new Error('axe saw nothing');
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => JSON.stringify(n.target))}`);
}
