import {
  ANY,
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBListVector,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import type {
  Computation,
  ComputedType,
  ComputedValue,
  TableComputation,
  ValueComputation,
} from '../base/index.ts';

const types: Readonly<Record<ComputedType, DuckDBType>> = { VARCHAR, BIGINT, DOUBLE, BOOLEAN };

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
      const columns = columnsOf(chunk);
      for (let row = 0; row < chunk.rowCount; row++) {
        const args = columns.map((column) => column.getItem(row) as ComputedValue);
        out.setItem(row, computation.compute(args));
      }
      out.flush();
    },
  });
}

/** `name(options, list, …)` gives lists of texts: the rows that the result goes with, then its columns. */
function tableFunction(computation: TableComputation): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name: computation.name,
    parameterTypes: [VARCHAR],
    varArgsType: ANY,
    returnType: LIST(LIST(VARCHAR)),
    specialHandling: true,
    mainFunction: (_, chunk, out) => {
      const [options, ...lists] = columnsOf(chunk);
      for (let row = 0; row < chunk.rowCount; row++) {
        const columns = lists.map((list) => listItems(list, row));
        const said: unknown = JSON.parse(String(options?.getItem(row) ?? 'null'));
        const { columns: given, rows = [] } = computation.compute(columns, said);
        out.setItem(row, listValue([rows, ...given].map((c) => listValue(c.map(asText)))));
      }
      out.flush();
    },
  });
}

function listItems(vector: DuckDBVector, row: number): ComputedValue[] {
  if (!(vector instanceof DuckDBListVector)) throw new Error('a table computation takes lists');
  const list = vector.getItemVector(row);
  if (!list) return [];
  return Array.from({ length: list.itemCount }, (_, i) => list.getItem(i) as ComputedValue);
}

function asText(value: ComputedValue): DuckDBValue {
  return value === null ? null : String(value);
}
