/** A number for each pair of numbers, 0 where none was told. */
export interface PairTable {
  get(a: number, b: number): number;
  add(a: number, b: number, value: number): void;
  /** All pairs that have a number other than 0. */
  each(tell: (a: number, b: number, value: number) => void): void;
}

/** Tables of no more cells than this are kept whole. */
const most = 4_000_000;

/** A table for pairs of numbers below `rows` and `columns`. */
export function pairTable(rows: number, columns: number): PairTable {
  if (rows * columns <= most) {
    const cells = new Float64Array(rows * columns);
    return {
      get: (a, b) => cells[a * columns + b] as number,
      add(a, b, value) {
        cells[a * columns + b] = (cells[a * columns + b] as number) + value;
      },
      each(tell) {
        for (let a = 0; a < rows; a++)
          for (let b = 0; b < columns; b++) {
            const value = cells[a * columns + b] as number;
            if (value !== 0) tell(a, b, value);
          }
      },
    };
  }
  const cells = new Map<number, number>();
  return {
    get: (a, b) => cells.get(a * columns + b) ?? 0,
    add(a, b, value) {
      cells.set(a * columns + b, (cells.get(a * columns + b) ?? 0) + value);
    },
    each(tell) {
      for (const [key, value] of cells) tell(Math.floor(key / columns), key % columns, value);
    },
  };
}
