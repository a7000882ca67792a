import { HuntError, type TimeSpan } from '../base/index.ts';
import type { Part } from '../engine/index.ts';
import type { Instance } from '../providers/index.ts';
import { RemotePartWriter } from './remote-part.ts';
import { Turns } from './turns.ts';
import { instanceColumn, OwnNames, tellMissing, uniteAnswers } from './unite-answers.ts';

/** One piece of what is asked, and how coverage calls it; null for the whole. */
export interface Piece {
  text: string;
  name: string | null;
  /** The database that a named query says it is for. */
  database?: string | null;
}

/** What is asked of some instances, and where the rows go. */
export interface AskInstances {
  instances: readonly Instance[];
  /** Asked of each instance; their rows are joined in this order. */
  pieces: readonly Piece[];
  span: TimeSpan | null;
  /** The table that takes the rows. */
  table: string;
  path: string;
  signal: AbortSignal;
  onRows?: (rows: number) => void;
}

/** One question to one instance, by its place in the joined rows. */
interface Question {
  number: number;
  instance: Instance;
  piece: Piece;
}

/** What will be no better for the next piece. */
const lasting = new Set(
  ['bad-query', 'refused', 'no-sign-in', 'no-span', 'missing-package', 'malformed'].map(
    (code) => `providers/${code}`,
  ),
);

/**
 * Ask instances side by side, piece by piece, as many questions at once as the service allows, and keep the rows as one part:
 * instance after instance, piece after piece. What fails does not stop the rest; what it did not give is told in the coverage.
 * Throws the first fault where nothing gave anything.
 */
export async function askInstances(ask: AskInstances): Promise<Part> {
  const { instances, pieces, path, table } = ask;
  const format = instances[0]?.provider.name ?? '';
  const stop = new AbortController();
  const signal = AbortSignal.any([ask.signal, stop.signal]);
  const writer = new RemotePartWriter();
  try {
    await writer.open(path, format);
    const asking = new Asking({ ...ask, signal }, writer);
    const questions = instances.flatMap((instance, i) =>
      pieces.map((piece, j): Question => ({ number: i * pieces.length + j, instance, piece })),
    );
    const answered = questions.map((question) => asking.ask(question));
    for (const one of answered)
      one.catch((reason: unknown) => {
        if (!(reason instanceof HuntError)) stop.abort(reason);
      });
    const outcomes = await Promise.allSettled(answered);
    signal.throwIfAborted();
    const faults = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (faults.length === questions.length) throw faults[0];
    await asking.finish(questions.length);
    const part = uniteAnswers(await writer.finish(), table);
    tellMissing(part, asking.missing(), format);
    return part;
  } finally {
    writer.close();
  }
}

/** Asks the questions and remembers what they did not give. */
class Asking {
  readonly #ask: AskInstances;
  readonly #writer: RemotePartWriter;
  readonly #turns = new Map<Instance | null, Turns>();
  /** A fault that will not go away, by instance. */
  readonly #lasting = new Map<Instance, HuntError>();
  /** What is missing, by instance, and of which pieces. */
  readonly #missing = new Map<string, Map<string, string[]>>();
  #rows = 0;
  #hasColumns = false;

  constructor(ask: AskInstances, writer: RemotePartWriter) {
    this.#ask = ask;
    this.#writer = writer;
  }

  ask(question: Question): Promise<void> {
    const { instance, piece, number } = question;
    return this.#turnsOf(instance).take(this.#ask.signal, async () => {
      try {
        const known = this.#lasting.get(instance);
        if (known) throw known;
        await this.#answer(question);
      } catch (error) {
        if (!(error instanceof HuntError)) throw error;
        if (lasting.has(error.code)) this.#lasting.set(instance, error);
        this.#tell(instance, `its rows are missing: ${error.message}`, piece);
        await this.#writer.drop(number);
        throw error;
      }
    });
  }

  /** A table has columns, also where no service named any: they give it one. `number` is one more than all. */
  async finish(number: number): Promise<void> {
    const who = this.#ask.instances[0]?.who ?? '';
    if (this.#hasColumns) return;
    await this.#writer.write(number, who, {
      columns: [{ name: 'Empty', type: 'string' }],
      rows: [],
    });
    await this.#writer.keep(number, ['There are no rows, and no columns are named.']);
  }

  /** One sentence for each thing that is missing, with the pieces that it is missing of. */
  missing(): Map<string, string[]> {
    const said = new Map<string, string[]>();
    for (const [who, sentences] of this.#missing) {
      const told = [...sentences].map(([sentence, pieces]) =>
        pieces.length === 0 ? sentence : `${listed(pieces)}: ${sentence}`,
      );
      said.set(who, told);
    }
    return said;
  }

  async #answer({ instance: { name, who, connected }, piece, number }: Question): Promise<void> {
    const { span, signal, instances, onRows } = this.#ask;
    const labelled = instances.length > 1;
    const names = new OwnNames(labelled ? [instanceColumn] : []);
    const notes: string[] = [];
    const missing: string[] = [];
    for await (const part of connected.query({
      text: piece.text,
      span,
      database: piece.database ?? null,
      signal,
    })) {
      missing.push(...(part.missing ?? []));
      notes.push(...(part.notes ?? []));
      const columns = names.of(part.columns);
      const rows = labelled ? part.rows.map((row) => [...row, name]) : part.rows;
      this.#hasColumns ||= columns.length > 0;
      if (labelled) columns.push({ name: instanceColumn, type: 'string' });
      await this.#writer.write(number, who, { columns, rows });
      this.#rows += rows.length;
      onRows?.(this.#rows);
    }
    await this.#writer.keep(number, notes);
    for (const sentence of missing) this.#tell({ who }, sentence, piece);
  }

  #tell({ who }: Pick<Instance, 'who'>, sentence: string, { name }: Piece): void {
    const known = this.#missing.get(who) ?? new Map<string, string[]>();
    this.#missing.set(who, known);
    const pieces = known.get(sentence) ?? [];
    known.set(sentence, pieces);
    if (name !== null) pieces.push(name);
  }

  /** The services count what an account asks at once, or what one of them is asked. */
  #turnsOf(instance: Instance): Turns {
    const { atOnce } = instance.provider;
    const key = atOnce.of === 'account' ? null : instance;
    const turns = this.#turns.get(key) ?? new Turns(atOnce.most);
    this.#turns.set(key, turns);
    return turns;
  }
}

function listed(pieces: readonly string[]): string {
  const [first = '', ...others] = pieces;
  if (others.length < 5) return pieces.join(', ');
  return `${pieces.length} pieces from ${first} to ${others.at(-1)}`;
}
