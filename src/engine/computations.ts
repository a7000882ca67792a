import {
  ANY,
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBScalarFunction,
  DuckDBStructVector,
  type DuckDBType,
  type DuckDBValue,
  DuckDBVarCharVector,
  type DuckDBVector,
  INTEGER,
  LIST,
  listValue,
  STRUCT,
  VARCHAR,
} from '@duckdb/node-api';
import type {
  Computation,
  ComputedColumn,
  ComputedRows,
  ComputedType,
  ComputedValue,
  NumberComputation,
  TableComputation,
  ValueComputation,
} from '../base/index.ts';
import { carried } from './carried-error.ts';
import { type ListSpan, listItems, listSpan, readerOf, type VectorInside } from './read-vector.ts';
import { textCodes } from './text-codes.ts';
import { writeLists } from './write-lists.ts';

const types: Readonly<Record<ComputedType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
};

/** Let SQL call these functions by name. They run in this process, one call at a time. */
export function registerComputations(
  connection: DuckDBConnection,
  computations: readonly Computation[],
): void {
  for (const computation of computations)
    connection.registerScalarFunction(
      computation.kind === 'value' ? valueFunction(computation) : tableFunction(computation),
    );
}

function columnsOf(chunk: DuckDBDataChunk): DuckDBVector[] {
  return Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i));
}

function valueFunction(computation: ValueComputation): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name: computation.name,
    parameterTypes: computation.parameters.map((type) => types[type]),
    ...(computation.rest ? { varArgsType: types[computation.rest] } : {}),
    returnType: types[computation.result],
    specialHandling: true,
    mainFunction: (_, chunk, out) => {
      const readers = columnsOf(chunk).map(readerOf);
      for (let row = 0; row < chunk.rowCount; row++)
        out.setItem(
          row,
          carried(() => computation.compute(readers.map((read) => read(row)))),
        );
      out.flush();
    },
  });
}

/**
 * `name(options, list, …)` gives lists of texts: the rows that the result goes with, then its columns; or a struct of
 * lists of the types that the computation says.
 */
function tableFunction(computation: TableComputation | NumberComputation): DuckDBScalarFunction {
  const { gives } = computation;
  return DuckDBScalarFunction.create({
    name: computation.name,
    parameterTypes: [VARCHAR],
    varArgsType: ANY,
    returnType: gives ? typedRows(gives) : LIST(LIST(VARCHAR)),
    specialHandling: true,
    mainFunction: (_, chunk, out) => {
      const [options, ...lists] = columnsOf(chunk);
      const found = Array.from({ length: chunk.rowCount }, (_, row) => {
        const spans = lists.map((list) => listSpan(list, row));
        const said: unknown = JSON.parse(String(options?.getItem(row) ?? 'null'));
        const { columns, rows = [] } = carried(() => computedRows(computation, spans, said));
        return [rows, ...columns];
      });
      if (gives) writeRows(out, found, gives.length + 1);
      else {
        for (const [row, columns] of found.entries())
          out.setItem(row, listValue(columns.map((c) => listValue(Array.from(c, asText)))));
        out.flush();
      }
    },
  });
}

function computedRows(
  computation: TableComputation | NumberComputation,
  lists: readonly ListSpan[],
  options: unknown,
): ComputedRows {
  if (computation.kind === 'table') return computation.compute(lists.map(listItems), options);
  const codes = textCodes(lists.filter(isText));
  let texts = 0;
  return computation.compute(
    lists.map((list) => (isText(list) ? (codes[texts++] as Int32Array) : numbersOf(list))),
    options,
  );
}

function isText({ child }: ListSpan): boolean {
  return child instanceof DuckDBVarCharVector;
}

function numbersOf({ child, offset, length }: ListSpan): Int32Array | Float64Array {
  if (!(child instanceof DuckDBIntegerVector || child instanceof DuckDBDoubleVector))
    throw new Error(`a computation over numbers takes no ${child.type}`);
  const { items, validity } = child as unknown as VectorInside;
  if (!(items instanceof Int32Array || items instanceof Float64Array) || validity?.data)
    throw new Error('a computation over numbers takes no NULL');
  return items.subarray(offset, offset + length);
}

function fieldName(i: number): string {
  return i === 0 ? 'rows' : `c${i - 1}`;
}

function typedRows(gives: readonly ComputedType[]): DuckDBType {
  const all: readonly ComputedType[] = ['DOUBLE', ...gives];
  return STRUCT(Object.fromEntries(all.map((type, i) => [fieldName(i), LIST(types[type])])));
}

function writeRows(
  out: DuckDBVector,
  rows: readonly (readonly ComputedColumn[])[],
  fields: number,
): void {
  if (!(out instanceof DuckDBStructVector)) throw new Error('typed rows are a struct of lists');
  for (let field = 0; field < fields; field++)
    writeLists(
      out.entryVectorAt(field),
      rows.map((columns) => columns[field] ?? []),
    );
}

function asText(value: ComputedValue): DuckDBValue {
  return value === null ? null : String(value);
}
