import { loadConfig } from '../config/index.ts';
import type { LedgerEntry } from '../enrich/index.ts';
import {
  type ConnectSettings,
  connectDestination,
  type OpenDestination,
  type SendReport,
  sendRows,
} from '../providers/index.ts';
import type { Table } from '../tables/index.ts';
import type { ConnectOptions } from './remote.ts';

export interface SendingOptions {
  /** Stops the sending; what was sent until then is in the report. */
  signal?: AbortSignal;
  /** How many rows it is known of what became of them. */
  onProgress?: (rows: number) => void;
}

/** A system that takes rows: Azure Monitor Logs, Splunk. */
export class RowDestination {
  readonly #open: OpenDestination;
  readonly #note: (entry: LedgerEntry) => void;

  constructor(open: OpenDestination, note: (entry: LedgerEntry) => void) {
    this.#open = open;
    this.#note = note;
  }

  /** What the user calls it: `splunk-hec:lab`. */
  get name(): string {
    return this.#open.who;
  }

  /** Whom and what rows go to: an address and a stream or an index. */
  get to(): string {
    return this.#open.receiver.to;
  }

  /** The cheapest question that shows that it takes our sign-in, without sending a row. */
  check(options: { signal?: AbortSignal } = {}): Promise<string> {
    return this.#open.receiver.check(options.signal ?? new AbortController().signal);
  }

  /** What `send` would send, without sending anything. */
  plan(table: Table, options: SendingOptions = {}): Promise<SendReport> {
    return this.#run(table, options, true);
  }

  /**
   * Send the rows of a table, in batches, in its order. Rows that were not taken, or of which it is not known, are in the
   * report; it throws only where nothing was sent.
   */
  send(table: Table, options: SendingOptions = {}): Promise<SendReport> {
    return this.#run(table, options, false);
  }

  async #run(table: Table, options: SendingOptions, dryRun: boolean): Promise<SendReport> {
    const { signal = new AbortController().signal, onProgress } = options;
    const { columns } = table;
    // Counting keeps the rows in the engine: those that are sent are those that were counted, in one order.
    const rows = await table.count({ signal });
    return sendRows(this.#open.receiver, {
      columns,
      rows,
      batches: table.batches({ signal }),
      signal,
      dryRun,
      onProgress,
      onSend: () =>
        this.#note({
          at: new Date().toISOString(),
          tool: this.name,
          to: this.to,
          what: `${rows} rows of ${columns.map(({ name }) => name).join(', ')}`,
        }),
    });
  }
}

/** Errors: `providers/…`, `config/…`. */
export async function openDestination(
  name: string,
  settings: ConnectSettings,
  options: ConnectOptions,
  note: (entry: LedgerEntry) => void,
): Promise<RowDestination> {
  const { configFile, transport, tell, signal } = options;
  const config = await loadConfig(configFile === undefined ? {} : { file: configFile });
  const found = await connectDestination(name, settings, {
    config,
    ...(transport ? { transport } : {}),
    ...(tell ? { tell } : {}),
    ...(signal ? { signal } : {}),
  });
  return new RowDestination(found, note);
}
