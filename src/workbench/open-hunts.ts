import { readFile } from 'node:fs/promises';
import { HuntError } from '../base/index.ts';
import { type Diagnostic, movedDiagnostic } from '../kql/index.ts';
import type { Calls, CellPlace, HuntDocumentState } from '../protocol/index.ts';
import type { OpenHunt } from './hunt.ts';
import { type HuntFolder, tourPath } from './hunt-folder.ts';
import { HuntHistory } from './hunt-history.ts';
import { huntState } from './hunt-state.ts';
import { OpenedHunt } from './opened-hunt.ts';
import type { Results } from './results.ts';

const openLimit = 16;
/** A page that is loaded anew finds its results, one that is gone leaves none behind. */
const graceMs = 60_000;

type From = Calls['huntOpen']['body']['from'];

/** The hunts that pages have open, and their results. */
export class OpenHunts {
  readonly folder: HuntFolder;
  readonly #asked: OpenHunt;
  readonly #results: Results;
  readonly #opened = new Map<string, OpenedHunt>();
  readonly #told = new Map<string, { said: string; tick: number }>();
  readonly #leaving = new Map<string, NodeJS.Timeout>();
  #tick = 0;

  constructor(parts: { folder: HuntFolder; asked: OpenHunt; results: Results }) {
    this.folder = parts.folder;
    this.#asked = parts.asked;
    this.#results = parts.results;
  }

  get(id: string): OpenedHunt {
    const opened = this.#opened.get(id);
    if (opened) return opened;
    throw new HuntError({
      code: 'workbench/hunt-not-open',
      message: 'This hunt is no longer open.',
      hint: 'Open it again; what was saved is there.',
    });
  }

  /** Open a hunt for a page. Pages that open the same file share it. */
  async open(page: string, from: From): Promise<OpenedHunt> {
    const opened = await this.#find(from);
    opened.pages.add(page);
    clearTimeout(this.#leaving.get(opened.id));
    this.#leaving.delete(opened.id);
    this.#opened.delete(opened.id);
    this.#opened.set(opened.id, opened);
    for (const other of [...this.#opened.values()])
      if (this.#opened.size > openLimit && other !== opened) await this.#drop(other);
    return opened;
  }

  async #find(from: From): Promise<OpenedHunt> {
    const parts = { asked: this.#asked, folder: this.folder, stamp: null };
    if ('scratch' in from) {
      const history = HuntHistory.of(from.scratch);
      return new OpenedHunt({ ...parts, place: { kind: 'scratch' }, history, text: from.scratch });
    }
    if ('bundled' in from) {
      const text = await readFile(tourPath, 'utf8');
      const place = { kind: 'bundled' as const, called: from.bundled };
      return new OpenedHunt({ ...parts, place, history: HuntHistory.of(text), text });
    }
    const known = [...this.#opened.values()].find(({ name }) => name === from.name);
    if (known) {
      await known.lookAgain();
      return known;
    }
    const { text, stamp } = await this.folder.read(from.name);
    const history = await this.folder.history(from.name, text);
    const again = [...this.#opened.values()].find(({ name }) => name === from.name);
    const place = { kind: 'file' as const, name: from.name };
    return again ?? new OpenedHunt({ ...parts, place, history, text, stamp });
  }

  /** Make a new hunt in the folder, or put an open one that has no file there. */
  async create(page: string, title: string, id: string | null): Promise<OpenedHunt> {
    if (id !== null) {
      const opened = this.get(id);
      await opened.saveAs(title);
      return opened;
    }
    const name = await this.folder.create(
      title,
      `---\ntitle: ${JSON.stringify(title)}\n---\n\n\`\`\`kql\n\`\`\`\n`,
    );
    return this.open(page, { name });
  }

  /** A page shows a hunt no longer: where no other does, its results are let go, after a while. */
  leave(id: string, page: string): void {
    const opened = this.#opened.get(id);
    if (!opened) return;
    opened.pages.delete(page);
    if (opened.pages.size > 0) return;
    clearTimeout(this.#leaving.get(id));
    const timer = setTimeout(() => void this.#drop(opened), graceMs);
    this.#leaving.set(id, timer.unref());
  }

  async #drop(opened: OpenedHunt): Promise<void> {
    clearTimeout(this.#leaving.get(opened.id));
    this.#leaving.delete(opened.id);
    this.#opened.delete(opened.id);
    this.#told.delete(opened.id);
    this.#results.takeBack(opened.id, []);
    await opened.close();
  }

  /** How a hunt stands now. */
  state(opened: OpenedHunt): HuntDocumentState {
    const lent: string[] = [];
    const state = huntState(opened, {
      lend: (table) => {
        const id = this.#results.lend(table);
        lent.push(id);
        return id;
      },
    });
    this.#results.takeBack(opened.id, lent);
    const said = JSON.stringify(state);
    const told = this.#told.get(opened.id);
    const tick = told?.said === said ? told.tick : ++this.#tick;
    this.#told.set(opened.id, { said, tick });
    return { ...state, tick };
  }

  /** What stands before a cell's text when something is said about it; null where that cannot be known yet. */
  prelude({ hunt, block }: CellPlace, kql: string): string | null {
    const opened = this.get(hunt);
    const { run, document } = opened;
    return run && run.document === document ? run.preludeOf(opened.cell(block), kql) : null;
  }

  /** What is to be said about a text as the query of a cell. */
  diagnose(text: string, cell: CellPlace | undefined): readonly Diagnostic[] {
    const before = cell ? this.prelude(cell, text) : '';
    if (before === null) return [];
    const by = before.length;
    return this.#asked
      .diagnose(before + text)
      .filter(({ span }) => span.start >= by)
      .map((found) =>
        movedDiagnostic(found, ({ start, end }) => ({ start: start - by, end: end - by })),
      );
  }

  async closeAll(): Promise<void> {
    for (const opened of [...this.#opened.values()]) await this.#drop(opened);
  }
}
