import type {
  Calls,
  HuntBlock,
  HuntCell,
  HuntDocumentState,
  HuntPageEdit,
  Problem,
} from '../../src/protocol/index.ts';
import { call, problemOf, stream, tellAtEnd } from './client.ts';

type From = Calls['huntOpen']['body']['from'];

/** A change that was refused, because the same was changed elsewhere. */
interface Conflict {
  edit: HuntPageEdit;
  group: string | null;
  problem: Problem;
}

const scratchKey = 'huntbook-scratch';
const emptyScratch = '```kql\n```\n';
const pollMs = 3000;
const commitMs = 600;
const page = crypto.randomUUID();

/** The hunt that the page shows: how it stands, changes on their way, and what runs. Fires `change`. */
export class HuntDoc extends EventTarget {
  state: HuntDocumentState | null = null;
  /** Queries as they are typed, by the keys of their cells, until the server has them. */
  readonly drafts: Map<string, string> = new Map();
  /** When the run that is going began; null where nothing runs. */
  runningSince: number | null = null;
  /** What the last run was stopped at. */
  stopped: ReadonlySet<string> = new Set();
  saving = 0;
  problem: Problem | null = null;
  conflict: Conflict | null = null;
  #queue: Promise<void> = Promise.resolve();
  #timer = 0;
  #group = '';
  #stop: AbortController | null = null;
  #runs = 0;

  /** Look now and then whether another page or program has changed the hunt. */
  watch(): void {
    const look = (): void => void this.look();
    setInterval(() => document.visibilityState === 'visible' && look(), pollMs);
    addEventListener('focus', look);
    addEventListener('beforeunload', (event) => {
      if (this.drafts.size > 0 && this.#away) event.preventDefault();
    });
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  #take(state: HuntDocumentState): void {
    if (this.state && this.state.hunt === state.hunt && this.state.tick > state.tick) return;
    this.state = state;
    if (state.kind === 'scratch' && state.text !== null)
      sessionStorage.setItem(scratchKey, state.text);
    const address =
      state.name === null ? location.pathname : `#hunt=${encodeURIComponent(state.name)}`;
    const tour = state.kind === 'bundled' ? '#tour' : address;
    if (location.hash !== (tour.startsWith('#') ? tour : '')) history.replaceState(null, '', tour);
    this.#changed();
  }

  /** Show another hunt. */
  async open(from: From): Promise<void> {
    await this.flush();
    this.#stop?.abort();
    const before = this.state?.hunt;
    try {
      const state = await call('huntOpen', { page, from });
      this.state = null;
      Object.assign(this, { problem: null, conflict: null, stopped: new Set() });
      this.drafts.clear();
      this.#take(state);
      if (before && before !== state.hunt) await call('huntClose', { hunt: before, page });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Show the hunt that is kept nowhere, as this page last had it; `anew` an empty one. */
  openScratch(anew = false): Promise<void> {
    const kept = anew ? null : sessionStorage.getItem(scratchKey);
    return this.open({ scratch: kept ?? emptyScratch });
  }

  get blocks(): readonly HuntBlock[] {
    return this.state?.blocks ?? [];
  }

  get cells(): readonly HuntCell[] {
    return this.blocks.filter((block) => block.kind === 'cell');
  }

  cell(key: string): HuntCell | null {
    return this.cells.find((cell) => cell.key === key) ?? null;
  }

  /** The query of a cell as it is typed. */
  kqlOf(cell: HuntCell): string {
    return this.drafts.get(cell.key) ?? cell.kql;
  }

  /** A query is being typed; it goes to the server as soon as the writer rests. */
  type(key: string, kql: string): void {
    const cell = this.cell(key);
    if (!cell) return;
    if (cell.kql === kql.replace(/\n+$/, '') && this.saving === 0) this.drafts.delete(key);
    else this.drafts.set(key, kql);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), commitMs);
    this.#changed();
  }

  /** Let what is typed from now on be undone by itself. */
  newGroup(): void {
    this.#group = crypto.randomUUID();
  }

  /** Send what was typed. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    for (const [block, kql] of this.drafts)
      void this.edit({ kind: 'kql', block, kql }, this.#group);
    await this.#queue;
  }

  /** Change the hunt; changes go one after the other. */
  edit(edit: HuntPageEdit, group: string | null = null, over = false): Promise<void> {
    const kql = edit.kind === 'kql' ? edit.kql : null;
    return this.#inTurn(async (state) => {
      const base = state.version;
      try {
        const next = await call('huntEdit', { hunt: state.hunt, base, edit, group, over });
        if (edit.kind === 'kql' && this.drafts.get(edit.block) === kql)
          this.drafts.delete(edit.block);
        this.conflict = null;
        this.problem = null;
        this.#take(next);
      } catch (error) {
        const problem = problemOf(error);
        if (problem.code !== 'workbench/hunt-changed') throw error;
        this.conflict = { edit, group, problem };
        await this.look();
      }
    });
  }

  async step(by: 'undo' | 'redo'): Promise<void> {
    await this.flush();
    await this.#inTurn(async ({ hunt }) => this.#take(await call('huntStep', { hunt, by })));
  }

  /** Put the hunt, or a new one where there is nothing to keep, into a file. */
  async create(title: string, keep: boolean): Promise<void> {
    await this.flush();
    await this.#inTurn(async (state) => {
      const hunt = keep ? state.hunt : null;
      const next = await call('huntCreate', { page, title, hunt });
      if (!keep) await call('huntClose', { hunt: state.hunt, page });
      else if (state.kind === 'scratch') sessionStorage.removeItem(scratchKey);
      this.drafts.clear();
      this.state = null;
      this.#take(next);
    });
  }

  async rename(name: string): Promise<void> {
    await this.#inTurn(async ({ hunt }) => this.#take(await call('huntRename', { hunt, name })));
  }

  /** What was refused goes over what was done elsewhere, or is dropped. */
  async settle(mine: boolean): Promise<void> {
    const { conflict } = this;
    this.conflict = null;
    if (!conflict) return;
    if (conflict.edit.kind === 'kql') this.drafts.delete(conflict.edit.block);
    if (mine) await this.edit(conflict.edit, conflict.group, true);
    this.#changed();
  }

  /** Run cells and what they use; all where none are named. */
  async run(keys: readonly string[] | null): Promise<void> {
    await this.flush();
    const { state } = this;
    if (!state || this.conflict) return;
    this.newGroup();
    this.#stop ??= new AbortController();
    const stop = this.#stop;
    this.#runs++;
    this.runningSince ??= performance.now();
    this.stopped = new Set();
    this.problem = null;
    this.#changed();
    try {
      for await (const event of stream(
        'huntRun',
        { hunt: state.hunt, blocks: keys },
        stop.signal,
      )) {
        if (event.kind === 'failed') this.problem = event.problem;
        else if (this.state?.hunt === state.hunt) this.#take(event.state);
      }
    } catch (error) {
      if (stop.signal.aborted) this.stopped = new Set(keys ?? this.cells.map(({ key }) => key));
      else this.#fail(error);
    }
    this.#runs--;
    if (this.#runs === 0) {
      this.#stop = null;
      this.runningSince = null;
    }
    if (this.state?.hunt === state.hunt) await this.look();
    this.#changed();
  }

  stop(): void {
    this.#stop?.abort();
  }

  /** Ask how the hunt stands; one that the server no longer knows is opened again. */
  async look(): Promise<void> {
    const { state } = this;
    if (!state) return;
    try {
      const found = await call('huntState', { hunt: state.hunt, tick: state.tick });
      if (this.#away) this.#settleProblem();
      if (found.state && this.state?.hunt === state.hunt) this.#take(found.state);
    } catch (error) {
      if (problemOf(error).code === 'workbench/hunt-not-open') await this.#again(state);
      else this.#fail(error);
    }
  }

  #settleProblem(): void {
    this.problem = null;
    this.#changed();
  }

  /** Whether the server could not be reached, or does not know this page any more. */
  get #away(): boolean {
    return ['page/server-gone', 'page/turned-away'].includes(this.problem?.code ?? '');
  }

  /** Open the hunt anew; what was typed meanwhile comes into the same cells. */
  async #again({ kind, name }: HuntDocumentState): Promise<void> {
    const before = this.cells.map(({ key, kql }) => ({ kql, typed: this.drafts.get(key) }));
    clearTimeout(this.#timer);
    this.drafts.clear();
    if (name !== null) await this.open({ name });
    else if (kind === 'bundled') await this.open({ bundled: 'tour' });
    else await this.openScratch();
    for (const [i, { kql, typed }] of before.entries()) {
      const cell = this.cells[i];
      if (!cell || typed === undefined || typed === cell.kql) continue;
      if (cell.kql === kql) this.type(cell.key, typed);
      else this.#collide({ kind: 'kql', block: cell.key, kql: typed });
    }
  }

  #collide(edit: HuntPageEdit): void {
    const message = 'This cell was changed elsewhere while the workbench was not there.';
    const hint = 'Keep what you typed, or take the other.';
    const code = 'workbench/hunt-changed';
    this.conflict = {
      edit,
      group: null,
      problem: { code, message, hint, span: null, findings: [] },
    };
    this.#changed();
  }

  dismiss(): void {
    this.#settleProblem();
  }

  #fail(error: unknown): void {
    this.problem = problemOf(error);
    this.#changed();
  }

  #inTurn(work: (state: HuntDocumentState) => Promise<void>): Promise<void> {
    this.saving++;
    const turn = this.#queue.then(async () => {
      try {
        if (this.state) await work(this.state);
      } catch (error) {
        this.#fail(error);
      }
      this.saving--;
      this.#changed();
    });
    this.#queue = turn;
    return turn;
  }

  /** The page goes away. */
  leave(): void {
    for (const [block, kql] of this.drafts)
      if (this.state) {
        const { hunt, version: base } = this.state;
        const edit = { kind: 'kql' as const, block, kql };
        tellAtEnd('huntEdit', { hunt, base, edit, group: null, over: false });
      }
    if (this.state) tellAtEnd('huntClose', { hunt: this.state.hunt, page });
  }
}
