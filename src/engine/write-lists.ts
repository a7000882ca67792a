import {
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBListValue,
  DuckDBListVector,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { ComputedColumn } from '../base/index.ts';
import { bindings, type RawVector } from './bindings.ts';

type Numbers = Int32Array | Float64Array;

/**
 * Give the rows of a vector their lists, one each. Numbers that stand in memory as DuckDB has them are copied all at
 * once; the vector's own way looks at each of them several times.
 */
export function writeLists(vector: DuckDBVector, lists: readonly ComputedColumn[]): void {
  if (!(vector instanceof DuckDBListVector)) throw new Error('a table computation gives lists');
  if (lists.every((list) => isStoredAs(list, vector.childVector))) copyNumbers(vector, lists);
  else {
    for (const [row, list] of lists.entries())
      vector.setItem(row, new DuckDBListValue(list as readonly DuckDBValue[]));
    vector.flush();
  }
}

function isStoredAs(list: ComputedColumn, child: DuckDBVector): list is Numbers {
  if (child instanceof DuckDBIntegerVector) return list instanceof Int32Array;
  return child instanceof DuckDBDoubleVector && list instanceof Float64Array;
}

function copyNumbers(vector: DuckDBListVector, lists: readonly Numbers[]): void {
  const { vector: raw } = vector as unknown as { vector?: RawVector };
  if (!raw)
    throw new Error('the vectors of @duckdb/node-api changed: their memory is not where it was');
  const items = lists.reduce((sum, { length }) => sum + length, 0);
  bindings.list_vector_reserve(raw, items);
  bindings.list_vector_set_size(raw, items);
  const child = bindings.list_vector_get_child(raw);
  const spans = new BigUint64Array(lists.length * 2);
  let [at, bytes] = [0, 0];
  for (const [row, { buffer, byteOffset, byteLength, length }] of lists.entries()) {
    bindings.copy_data_to_vector(child, bytes, buffer, byteOffset, byteLength);
    spans[row * 2] = BigInt(at);
    spans[row * 2 + 1] = BigInt(length);
    [at, bytes] = [at + length, bytes + byteLength];
  }
  bindings.copy_data_to_vector(raw, 0, spans.buffer, 0, spans.byteLength);
}
