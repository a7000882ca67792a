import { createHash, randomBytes } from 'node:crypto';
import { HuntError } from '../base/index.ts';
import {
  type AskedHunt,
  type Block,
  type Cell,
  carriedOver,
  editHunt,
  type HuntDocument,
  HuntRun,
  readHunt,
  type Traceable,
} from '../hunts/index.ts';
import type { HuntDocumentState, HuntPageEdit } from '../protocol/index.ts';
import type { HuntFolder } from './hunt-folder.ts';
import type { HuntHistory } from './hunt-history.ts';
import { type KeyedBlock, placedEdit } from './placed-edit.ts';

const basesKept = 50;

/** Where an open hunt is kept. */
type Place =
  | { kind: 'file'; name: string }
  | { kind: 'scratch' }
  | { kind: 'bundled'; called: string };

/** One open hunt: its text with all versions, its run, and who looks at it. */
export class OpenedHunt {
  readonly id: string = randomBytes(9).toString('base64url');
  /** The pages that show it. */
  readonly pages: Set<string> = new Set();
  readonly #asked: AskedHunt;
  readonly #folder: HuntFolder;
  readonly #bases = new Map<string, { text: string; blocks: readonly KeyedBlock[] }>();
  #place: Place;
  #history: HuntHistory;
  #stamp: string | null = null;
  #text = '';
  #document: HuntDocument | null = null;
  #run: HuntRun | null = null;
  #fault: HuntError | null = null;
  #blocks: readonly KeyedBlock[] = [];
  #keys = 0;
  /** Changes are made one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Runs, too. */
  #runs: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    asked: AskedHunt;
    folder: HuntFolder;
    place: Place;
    history: HuntHistory;
    stamp: string | null;
    text: string;
  }) {
    this.#asked = parts.asked;
    this.#folder = parts.folder;
    this.#place = parts.place;
    this.#history = parts.history;
    this.#stamp = parts.stamp;
    this.#take(parts.text);
  }

  get kind(): HuntDocumentState['kind'] {
    return this.#place.kind;
  }

  /** The name of its file; null where it has none. */
  get name(): string | null {
    return this.#place.kind === 'file' ? this.#place.name : null;
  }

  get text(): string {
    return this.#text;
  }

  get version(): string {
    return versionOf(this.#text);
  }

  /** The document; null where the text cannot be read. */
  get document(): HuntDocument | null {
    return this.#document;
  }

  get run(): HuntRun | null {
    return this.#run;
  }

  /** Why the text cannot be read, or its cells not be run. */
  get fault(): HuntError | null {
    return this.#fault;
  }

  get blocks(): readonly KeyedBlock[] {
    return this.#blocks;
  }

  get history(): HuntHistory {
    return this.#history;
  }

  /** The cell of a key. Errors: `workbench/no-such-cell`. */
  cell(key: string): Cell {
    const block = this.#blocks.find((one) => one.key === key)?.block;
    if (block?.kind === 'cell') return block;
    throw new HuntError({
      code: 'workbench/no-such-cell',
      message: 'This cell is no longer in the hunt.',
      hint: 'Look at the hunt again.',
    });
  }

  /** Take up what another program did to the file. */
  lookAgain(): Promise<void> {
    return this.#inTurn(() => this.#lookAgain(), false);
  }

  async #lookAgain(): Promise<void> {
    if (this.#place.kind !== 'file') return;
    const stamp = await this.#folder.stamp(this.#place.name);
    if (stamp === null || stamp === this.#stamp) return;
    const found = await this.#folder.read(this.#place.name);
    this.#stamp = found.stamp;
    if (found.text === this.#text) return;
    await this.#history.add(found.text);
    this.#take(found.text);
  }

  /** Change the text. Errors: `workbench/hunt-changed`, and those of `editHunt`; nothing is changed then. */
  edit(asked: {
    base: string;
    edit: HuntPageEdit;
    group: string | null;
    over: boolean;
  }): Promise<void> {
    return this.#inTurn(async () => {
      await this.#lookAgain();
      const { base, edit, group, over } = asked;
      const was = over ? { text: this.#text, blocks: this.#blocks } : this.#bases.get(base);
      if (edit.kind === 'text') {
        if (!over && base !== this.version) throw changedElsewhere();
        await this.#put(edit.text, group);
        return;
      }
      const document = this.#document;
      if (!document || !was) throw changedElsewhere();
      const placed = placedEdit(edit, this.#blocks, was.blocks);
      const sameHead = headOf(was.text, was.blocks) === headOf(this.#text, this.#blocks);
      if (placed === null || (placed.head && !sameHead)) throw changedElsewhere();
      await this.#put(editHunt(document, placed.edit), group, placed.edit.kind === 'move');
    });
  }

  async #put(text: string, group: string | null, moved = false): Promise<void> {
    if (text === this.#text) return;
    if (this.#place.kind === 'bundled') {
      const name = await this.#folder.create(this.#place.called, this.#text);
      await this.#folder.keepHistory(this.#history, name);
      this.#place = { kind: 'file', name };
    }
    await this.#history.add(text, moved ? null : group, () => this.#write(text));
  }

  async #write(text: string): Promise<void> {
    if (this.#place.kind === 'file') this.#stamp = await this.#folder.write(this.#place.name, text);
    this.#take(text);
  }

  /** Go one version back or forth. */
  step(by: -1 | 1): Promise<void> {
    return this.#inTurn(async () => {
      await this.#lookAgain();
      await this.#history.step(by, (text) => this.#write(text));
    });
  }

  /** Put an unsaved hunt, or a bundled one, into a file. */
  saveAs(title: string): Promise<void> {
    return this.#inTurn(async () => {
      const document = this.#document;
      const text = document ? editHunt(document, { kind: 'title', title }) : this.#text;
      const name = await this.#folder.create(title, text);
      if (text !== this.#text) await this.#history.add(text);
      await this.#folder.keepHistory(this.#history, name);
      this.#place = { kind: 'file', name };
      await this.#write(text);
    });
  }

  rename(called: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#place.kind !== 'file') return;
      const { name: before } = this.#place;
      const name = await this.#folder.rename(before, called);
      if (name === before) return;
      this.#place = { kind: 'file', name };
      await this.#folder.keepHistory(this.#history, name);
      await this.#folder.forgetHistory(before);
      this.#stamp = await this.#folder.stamp(name);
    });
  }

  /** Run cells of the hunt, one run after the other; `tell` hears of every change. */
  runCells(keys: readonly string[] | null, signal: AbortSignal, tell: () => void): Promise<void> {
    const turn = this.#runs.then(async () => {
      signal.throwIfAborted();
      this.#history.endGroup();
      const run = this.#run;
      if (this.#fault) throw this.#fault;
      if (!run) return;
      const cells = keys?.map((key) => this.cell(key).label);
      const beat = setInterval(tell, 1000);
      let over = false;
      // Not before the cell that comes next has begun.
      const tellSoon = (): void => void setImmediate(() => over || tell());
      const going = run.run({ ...(cells && { cells }), signal });
      try {
        for (;;) {
          const next = going.next();
          tellSoon();
          if ((await next).done) return;
        }
      } finally {
        over = true;
        clearInterval(beat);
      }
    });
    this.#runs = turn.catch(() => {});
    return turn;
  }

  /** Let go of all results. Runs must have been stopped. */
  async close(): Promise<void> {
    await this.#runs;
    await this.#run?.close();
  }

  /** After what was begun before; what changes a file keeps other Huntbooks from it meanwhile. */
  #inTurn<T>(work: () => Promise<T>, changes = true): Promise<T> {
    const turn = this.#turn.then(() => {
      const { name } = this;
      return changes && name !== null ? this.#folder.changing(name, work) : work();
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Go on with another text. */
  #take(text: string): void {
    this.#text = text;
    this.#fault = null;
    try {
      this.#document = readHunt(text, this.name ?? 'the hunt');
      this.#keyBlocks(this.#document.blocks);
      if (this.#run) this.#run.update(this.#document);
      else this.#run = new HuntRun(this.#asked, this.#document);
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      this.#fault = error;
      if (this.#document?.text !== text) this.#document = null;
    }
    this.#bases.set(this.version, { text, blocks: this.#blocks });
    const [oldest] = this.#bases.keys();
    if (this.#bases.size > basesKept && oldest !== undefined) this.#bases.delete(oldest);
  }

  #keyBlocks(blocks: readonly Block[]): void {
    const before = this.#blocks;
    const trace = (block: Block): Traceable => ({
      kind: block.kind,
      text: block.kind === 'cell' ? (block.name ?? block.kql.trim()) : block.text.trim(),
    });
    const carried = carriedOver(
      before.map(({ block }) => trace(block)),
      blocks.map(trace),
    );
    this.#blocks = blocks.map((block, i) => ({
      key: before[carried[i] ?? -1]?.key ?? `b${++this.#keys}`,
      block,
    }));
  }
}

/** What names a text: the same for the same text. */
function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** The text above the first block. */
function headOf(text: string, blocks: readonly KeyedBlock[]): string {
  return text.slice(0, blocks[0]?.block.span.start ?? text.length);
}

function changedElsewhere(): HuntError {
  return new HuntError({
    code: 'workbench/hunt-changed',
    message: 'What you changed was changed elsewhere, too: by another page or another program.',
    hint: 'Keep yours or take the other; either can be undone.',
  });
}
