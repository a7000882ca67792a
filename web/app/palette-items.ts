import { askPage } from './acts.ts';
import { call } from './client.ts';
import { allFunctions, kindWords, showFunction } from './elements/functions-panel.ts';
import type { HuntDocument } from './elements/hunt-document.ts';
import { showQuery } from './elements/queries-panel.ts';
import type { HuntDoc } from './hunt-doc.ts';
import type { HuntStore } from './hunt-store.ts';
import { kqlName } from './kql-name.ts';
import type { PaletteItem } from './palette.ts';
import { headingsOf } from './prose.ts';
import { countText } from './text.ts';
import { setTheme } from './theme.ts';
import { ownZone, setZone } from './zone.ts';

/** What the left side of the page can show, by what it is called. */
export const sides = {
  tables: 'Tables',
  queries: 'Queries',
  functions: 'Functions',
  hunts: 'Hunts',
} as const;

export type Side = keyof typeof sides;

/** What the palette needs of the page. */
export interface Page extends HTMLElement {
  readonly doc: HuntDoc;
  readonly store: HuntStore;
  readonly shownHunt: HuntDocument | null;
  /** Show a list at the left, and go there. */
  showSide(side: Side): void;
  openLogs(): void;
  openTour(): void;
  newHunt(): void;
  saveHunt(): void;
  saveReport(): void;
}

const isMac = /mac/i.test(navigator.userAgent);

/** Keys as this machine's keyboard has them. */
export const keysText = (keys: string): string => (isMac ? keys.replace('Ctrl', 'Cmd') : keys);

/** What can be done and gone to at once. */
export function nearItems(page: Page): PaletteItem[] {
  return [...commands(page), ...parts(page), ...tables(page)];
}

function commands(page: Page): PaletteItem[] {
  const { doc, store, shownHunt } = page;
  const kind = doc.state?.kind;
  const stale = doc.cells.filter(({ state, outcome }) => state === 'stale' && outcome);
  const active = shownHunt?.active ?? null;
  const found: (PaletteItem | false)[] = [
    active !== null && command('Run this cell', '', () => doc.run([active]), 'Shift+Enter'),
    doc.cells.length > 0 && command('Run all cells', '', () => doc.run(null)),
    stale.length > 0 &&
      command('Run what is stale', `${stale.length} cells`, () =>
        doc.run(stale.map(({ key }) => key)),
      ),
    doc.runningSince !== null && command('Stop what runs', '', () => doc.stop()),
    shownHunt !== null &&
      command(
        'New cell',
        'behind the one that is edited',
        () => shownHunt.insertBlock('cell'),
        'B',
      ),
    shownHunt !== null &&
      command(
        'New text',
        'behind the cell that is edited',
        () => shownHunt.insertBlock('text'),
        'T',
      ),
    shownHunt !== null && command('Edit the query', '', () => shownHunt.focusEditor(), 'Enter'),
    (doc.state?.canUndo ?? false) && command('Undo', '', () => doc.step('undo'), 'Ctrl+Z'),
    (doc.state?.canRedo ?? false) && command('Redo', '', () => doc.step('redo'), 'Ctrl+Shift+Z'),
    kind === 'scratch' &&
      shownHunt !== null &&
      command('Save as hunt', 'into the folder of hunts', () => page.saveHunt()),
    doc.cells.some(({ outcome }) => outcome) &&
      command('Save the report', 'what stands here, as one HTML file', () => page.saveReport()),
    command('New hunt', '', () => page.newHunt()),
    command('Open logs', 'files and folders', () => page.openLogs()),
    !store.state.sample && command('Open the sample investigation', '', () => store.openSample()),
    command('Take the tour', 'of the sample investigation', () => page.openTour()),
    command('Decode a text', 'steps, files and indicators in it', () =>
      askPage(page, 'hunt-sheet', { title: 'Decoder', tag: 'decoder-bench', properties: {} }),
    ),
    command('Settings', 'connections, sources, folders of queries', () =>
      askPage(page, 'hunt-sheet', { title: 'Settings', tag: 'settings-sheet', properties: {} }),
    ),
    ...Object.entries(sides).map(([side, title]) =>
      command(`Show ${title.toLowerCase()}`, 'at the left', () => page.showSide(side as Side)),
    ),
    command('Colours: light', '', () => colour(page, 'light')),
    command('Colours: dark', '', () => colour(page, 'dark')),
    command('Colours: as the system', '', () => colour(page, 'auto')),
    command('Times in UTC', '', () => setZone('UTC')),
    ownZone !== 'UTC' &&
      command(`Times in ${ownZone}`, 'the zone of this computer', () => setZone(ownZone)),
  ];
  return found.filter((item) => item !== false);
}

function command(title: string, about: string, run: () => unknown, keys?: string): PaletteItem {
  return {
    kind: 'Command',
    title,
    about,
    run,
    ...(keys === undefined ? {} : { keys: keysText(keys) }),
  };
}

function colour(page: Page, choice: 'light' | 'dark' | 'auto'): void {
  setTheme(choice);
  page.doc.dispatchEvent(new Event('change'));
}

function parts({ doc, shownHunt }: Page): PaletteItem[] {
  if (doc.blocks.length < 2) return [];
  return doc.blocks.flatMap((block): PaletteItem[] => {
    const item = (title: string, about: string): PaletteItem => {
      return { kind: 'In this hunt', title, about, run: () => shownHunt?.reveal(block.key) };
    };
    if (block.kind === 'cell') return [item(block.label, block.kql.slice(0, 200))];
    return headingsOf(block.text).map(({ text }) => item(text, ''));
  });
}

function tables({ store, shownHunt }: Page): PaletteItem[] {
  return store.state.tables.map(({ name, coverage }) => ({
    kind: 'Table',
    title: name,
    about: `${countText(coverage.rowsRead)} rows`,
    run: () => shownHunt?.ask(`${kqlName(name)}\n| take 100`),
  }));
}

/** What must be asked for first: hunts, queries, functions. Those that cannot be had are left out. */
export async function farItems(page: Page): Promise<PaletteItem[]> {
  const none = (): PaletteItem[] => [];
  const found = await Promise.all([
    hunts(page).catch(none),
    queries(page).catch(none),
    functions(page).catch(none),
  ]);
  return found.flat();
}

async function hunts({ doc }: Page): Promise<PaletteItem[]> {
  const { hunts } = await call('hunts', {});
  return [
    {
      kind: 'Hunt',
      title: 'Scratch',
      about: 'one question, not saved',
      run: () => doc.openScratch(),
    },
    ...hunts.map(
      ({ name, title }): PaletteItem => ({
        kind: 'Hunt',
        title: title ?? name,
        about: title === null ? '' : name,
        run: () => doc.open({ name }),
      }),
    ),
  ];
}

async function queries(page: Page): Promise<PaletteItem[]> {
  const { queries } = await call('queries', { words: '' });
  return queries.map((query) => ({
    kind: 'Query',
    title: query.name,
    about: query.about,
    run: () => showQuery(page, query),
  }));
}

async function functions(page: Page): Promise<PaletteItem[]> {
  return (await allFunctions()).map((entry) => ({
    kind: 'Function',
    title: entry.name,
    about: kindWords[entry.kind].startsWith('KQL')
      ? `${kindWords[entry.kind]}. ${entry.about}`
      : entry.about,
    run: () => showFunction(page, entry, page),
  }));
}
