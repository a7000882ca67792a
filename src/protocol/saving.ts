import type { Problem } from './index.ts';

/** A file that was made of rows and can be fetched once, below `/api/saved/`. */
export interface SavedFile {
  id: string;
  name: string;
  sizeBytes: number;
}

/** What a page hears while rows are written. The last event is `saved` or `failed`. */
export type SaveEvent =
  | { kind: 'running'; elapsedMs: number }
  | { kind: 'saved'; file: SavedFile }
  | { kind: 'failed'; problem: Problem };

/** The streams that write rows into files. */
export interface SaveStreams {
  /** Write what steps of KQL make of the rows of a result; '' for the rows as they are. `name` is what the file is called, without its ending. */
  save: {
    body: { result: string; kql: string; format: 'csv' | 'jsonl' | 'parquet'; name: string };
    event: SaveEvent;
  };
}
