import { createRequire } from 'node:module';

/** A vector as `@duckdb/node-bindings` hands it about. */
export type RawVector = object;

/** A query under way, likewise. */
export type RawPending = object;

/** What is used of `@duckdb/node-bindings`, where the classes of `@duckdb/node-api` have no way or a slow one. */
interface Bindings {
  list_vector_reserve(vector: RawVector, items: number): void;
  list_vector_set_size(vector: RawVector, items: number): void;
  list_vector_get_child(vector: RawVector): RawVector;
  copy_data_to_vector(
    vector: RawVector,
    at: number,
    from: ArrayBufferLike,
    fromByte: number,
    bytes: number,
  ): void;
  /** How far a query is, without doing any of its work. */
  pending_execute_check_state(pending: RawPending): number;
  pending_error(pending: RawPending): string;
  readonly PendingState: { readonly RESULT_READY: number; readonly ERROR: number };
}

/** The very copy of DuckDB that `@duckdb/node-api` uses. */
export const bindings: Bindings = createRequire(import.meta.url)('@duckdb/node-bindings');
