import type { Column } from '../base/index.ts';
import type { ProviderContext, ServiceKind } from './define-provider.ts';

/** A value of a row, as Kusto's REST answers spell it; dynamic ones are what JSON holds. */
export type SentValue = unknown;

/** A batch of rows that is sent by one request. */
export interface Batch {
  /** The rows, each as it is sent. */
  readonly rows: readonly string[];
  readonly signal: AbortSignal;
  /** Called where the batch is sent again though it may have arrived. */
  readonly again: () => void;
}

/** What became of a batch that was answered. */
export interface BatchAnswer {
  /** The row at fault, by its place in the batch: those behind it were not read. Null where all were taken. */
  readonly refused: { readonly row: number; readonly why: string } | null;
  /** By which it is asked later whether the rows are kept. */
  readonly receipt?: number;
}

/** A system, ready to take rows. */
export interface Receiver {
  /** Whom and what the rows go to, in words: an address and a stream or an index. */
  readonly to: string;
  /** The most of one request, in bytes as they are before they are packed; and what stands around and between rows. */
  readonly most: { readonly bytes: number; readonly rows: number };
  readonly around: number;
  /** The cheapest question that shows that sign-in and rights are in order, as far as that can be known without sending rows. */
  check(signal: AbortSignal): Promise<string>;
  /** How rows of these columns are spelled, and what a careful reader must know before they are sent. */
  spelling(columns: readonly Column[]): {
    spell(row: readonly SentValue[]): string;
    notes: readonly string[];
    /** What a careful reader must know once rows were spelled. */
    told(): readonly string[];
  };
  /** Send a batch. Throws what `Http` throws. */
  send(batch: Batch): Promise<BatchAnswer>;
  /** Wait until it says of all receipts that the rows are kept; gives those of which it did not. */
  confirm?(receipts: readonly number[], signal: AbortSignal): Promise<readonly number[]>;
}

/** A system that takes rows: one file. */
export interface Destination extends ServiceKind {
  connect(context: ProviderContext): Receiver;
}

/** Define a destination. */
export function defineDestination(destination: Destination): Destination {
  return destination;
}

/** A row as an object of JSON, without what has no value; of a text that is as good as empty. */
export function jsonRow(columns: readonly Column[], row: readonly SentValue[]): string {
  const members = columns.flatMap(({ name, type }, i) => {
    const value = row[i];
    return value === null || value === undefined || (value === '' && type === 'string')
      ? []
      : [`${JSON.stringify(name)}:${JSON.stringify(value)}`];
  });
  return `{${members.join(',')}}`;
}
