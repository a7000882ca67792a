import type { ComputedValue } from '../../base/index.ts';
import type { CodedRows } from './closed.ts';

/** Coded rows, and the way back to the values. */
export interface Coding {
  rows: CodedRows;
  totals: number[];
  valueOf(code: number): ComputedValue;
}

type Columns = readonly (readonly ComputedValue[])[];

/**
 * Code values by numbers, the most frequent first; a value of which no weight is the `least` share of its total is 0.
 * `weightColumns` at the end are the weights.
 */
export function codeRows(columns: Columns, weightColumns: number, least: number): Coding {
  const weights = columns
    .slice(columns.length - weightColumns)
    .map((c) => Float64Array.from(c, (w) => Math.max(Number(w ?? 0), 0)));
  const totals = weights.map((w) => w.reduce((a, b) => a + b, 0));
  const counted = columns
    .slice(0, columns.length - weightColumns)
    .flatMap((column, at) => [...sums(column, weights)].map(([value, of]) => ({ at, value, of })))
    .filter(({ of }) => of.some((sum, i) => sum > 0 && sum >= least * (totals[i] ?? 0)))
    .sort((a, b) => total(b.of) - total(a.of));
  const codeOf = columns.map(() => new Map<ComputedValue, number>());
  counted.forEach(({ at, value }, i) => {
    codeOf[at]?.set(value, i + 1);
  });
  const codes = columns
    .slice(0, columns.length - weightColumns)
    .map((column, at) => Int32Array.from(column, (value) => codeOf[at]?.get(value) ?? 0));
  return {
    rows: { codes, weights, columnOf: Int32Array.from([0, ...counted.map((c) => c.at)]) },
    totals,
    valueOf: (code) => counted[code - 1]?.value ?? null,
  };
}

const total = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);

function sums(
  column: readonly ComputedValue[],
  weights: readonly Float64Array[],
): Map<ComputedValue, number[]> {
  const found = new Map<ComputedValue, number[]>();
  column.forEach((value, row) => {
    const of = found.get(value) ?? weights.map(() => 0);
    weights.forEach((weight, i) => {
      of[i] = (of[i] ?? 0) + (weight[row] ?? 0);
    });
    found.set(value, of);
  });
  return found;
}
