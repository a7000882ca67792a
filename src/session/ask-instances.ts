import { type Column, HuntError, type KustoType, type TimeSpan } from '../base/index.ts';
import type { Part } from '../engine/index.ts';
import type { Instance, RemotePart } from '../providers/index.ts';
import { RemotePartWriter } from './remote-part.ts';

/** What is asked of some instances, and where the rows go. */
export interface AskInstances {
  instances: readonly Instance[];
  text: string;
  span: TimeSpan | null;
  /** The table that takes the rows. */
  table: string;
  path: string;
  signal: AbortSignal;
  onRows?: (rows: number) => void;
}

/** The column that says which instance gave a row, where several are asked. */
const instanceColumn = 'SourceInstance';

/**
 * Ask instances side by side and keep their rows as one part, with what each did not give. One that fails does not stop
 * the others; what it did not give is told in the coverage. Throws the first fault where none gave anything.
 */
export async function askInstances(ask: AskInstances): Promise<Part> {
  const { instances, signal, path, table } = ask;
  const writer = new RemotePartWriter();
  try {
    const source = instances.map(({ who }) => who).join(', ');
    await writer.open({ path, table, source, format: instances[0]?.provider.name ?? '' });
    const union = new Union(writer, instances.length > 1, ask.onRows);
    const outcomes = await Promise.allSettled(instances.map((one) => askOne(one, ask, union)));
    signal.throwIfAborted();
    const missing: string[] = [];
    const notes: string[] = [];
    for (const [i, outcome] of outcomes.entries()) {
      const who = instances.length > 1 ? `${instances[i]?.who}: ` : '';
      if (outcome.status === 'fulfilled') {
        missing.push(...outcome.value.missing.map((note) => who + note));
        notes.push(...outcome.value.notes.map((note) => who + note));
        continue;
      }
      const { reason } = outcome;
      if (!(reason instanceof HuntError) || instances.length === 1) throw reason;
      missing.push(`${who}its rows are missing: ${reason.message}`);
    }
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed && outcomes.every(({ status }) => status === 'rejected')) throw failed.reason;
    const part = await writer.finish([
      ...missing.map((note) => `Not the whole: ${note}`),
      ...notes,
    ]);
    if (missing.length > 0)
      for (const { coverage } of part.tables)
        for (const file of coverage.files) file.incomplete = true;
    return part;
  } finally {
    writer.close();
  }
}

async function askOne(
  { name, connected }: Instance,
  { text, span, signal }: AskInstances,
  union: Union,
): Promise<{ missing: string[]; notes: string[] }> {
  const missing: string[] = [];
  const notes: string[] = [];
  for await (const part of connected.query({ text, span, signal })) {
    missing.push(...(part.missing ?? []));
    notes.push(...(part.notes ?? []));
    await union.add(part, name);
  }
  return { missing, notes };
}

/** Brings the columns of several instances together: those that disagree about a type get names of their own. */
class Union {
  readonly #writer: RemotePartWriter;
  readonly #several: boolean;
  readonly #onRows: ((rows: number) => void) | undefined;
  readonly #types = new Map<string, KustoType>();
  #rows = 0;

  constructor(writer: RemotePartWriter, several: boolean, onRows?: (rows: number) => void) {
    this.#writer = writer;
    this.#several = several;
    this.#onRows = onRows;
  }

  async add({ columns, rows }: RemotePart, instance: string): Promise<void> {
    const named = this.#named(columns);
    if (!this.#several) await this.#writer.write({ columns: named, rows });
    else {
      const [label] = this.#named([...columns, { name: instanceColumn, type: 'string' }]).slice(-1);
      if (!label) return;
      await this.#writer.write({
        columns: [...named, label],
        rows: rows.map((row) => [...row, instance]),
      });
    }
    this.#rows += rows.length;
    this.#onRows?.(this.#rows);
  }

  /** A name that stands twice, or with another type than before, gets a number, or the type, behind it. */
  #named(columns: readonly Column[]): Column[] {
    const here = new Set<string>();
    return columns.map(({ name, type }) => {
      let own = name;
      for (let n = 1; here.has(own); n++) own = `${name}${n}`;
      const known = this.#types.get(own);
      if (known !== undefined && known !== type) own = `${own}_${type}`;
      here.add(own);
      this.#types.set(own, type);
      return { name: own, type };
    });
  }
}
