import type { Problem } from './index.ts';

/** A file that was made and can be fetched once, below `/api/saved/`. */
export interface SavedFile {
  id: string;
  name: string;
  sizeBytes: number;
}

/** What a page hears while a file is written. The last event is `saved` or `failed`. */
export type SaveEvent =
  | { kind: 'running'; elapsedMs: number }
  | { kind: 'saved'; file: SavedFile }
  | { kind: 'failed'; problem: Problem };

/** The streams that write files. */
export interface SaveStreams {
  /** Write what steps of KQL make of the rows of a result; '' for the rows as they are. `name` is what the file is called, without its ending. */
  save: {
    body: { result: string; kql: string; format: 'csv' | 'jsonl' | 'parquet'; name: string };
    event: SaveEvent;
  };
  /** Write the report of a hunt as it stands: nothing is run for it. */
  report: { body: { hunt: string }; event: SaveEvent };
}
