/** Distinct rows of values, coded: the codes are those of all columns, 0 for a value too rare to matter. */
export interface CodedRows {
  /** Column by column, the code of each row. */
  codes: readonly Int32Array[];
  /** One or more weights of each row. */
  weights: readonly Float64Array[];
  /** Of each code, 0 included, the column that it belongs to. */
  columnOf: Int32Array;
}

/** What rows have in common: for each column a code, or 0; and the weights of all rows that have it. */
export interface Pattern {
  codes: Int32Array;
  sums: number[];
}

/** How many cells are looked at, and patterns given, before the search ends with what it has. */
const mostCells = 300_000_000;
const mostPatterns = 20_000;
const mostDepth = 30;

/**
 * All closed patterns whose weights are enough: those to which nothing can be added without losing rows. Each is found
 * once (Uno's LCM: a pattern is made larger by one code, closed, and kept if that adds nothing before it).
 * `depth` is how many codes may be chosen; those that follow from them are not counted.
 */
export function closedPatterns(
  rows: CodedRows,
  enough: (sums: readonly number[]) => boolean,
  depth: number = mostDepth,
): Pattern[] {
  const found: Pattern[] = [];
  let cells = 0;
  const extend = (members: Int32Array, pattern: Int32Array, core: number, left: number): void => {
    if (left === 0) return;
    for (const code of candidates(rows, members, pattern, core)) {
      cells += members.length * rows.codes.length;
      if (cells > mostCells || found.length >= mostPatterns) return;
      const some = withCode(rows, members, code);
      const sums = sumsOf(rows, some);
      if (!enough(sums)) continue;
      const closed = closure(rows, some);
      if (!closed.every((c, i) => c === pattern[i] || c === 0 || c >= code)) continue;
      found.push({ codes: closed, sums });
      extend(some, closed, code, left - 1);
    }
  };
  const all = Int32Array.from({ length: rows.weights[0]?.length ?? 0 }, (_, i) => i);
  const root = closure(rows, all);
  if (root.some((c) => c > 0)) found.push({ codes: root, sums: sumsOf(rows, all) });
  extend(all, root, 0, Math.min(depth, mostDepth));
  return found;
}

/** The codes after `core` that some of the rows have in columns that are still open. */
function candidates(
  { codes, columnOf }: CodedRows,
  members: Int32Array,
  pattern: Int32Array,
  core: number,
): number[] {
  const seen = new Uint8Array(columnOf.length);
  codes.forEach((column, i) => {
    if (pattern[i]) return;
    for (const row of members) seen[column[row] ?? 0] = 1;
  });
  const found: number[] = [];
  for (let code = core + 1; code < columnOf.length; code++) if (seen[code]) found.push(code);
  return found;
}

function withCode({ codes, columnOf }: CodedRows, members: Int32Array, code: number): Int32Array {
  const column = codes[columnOf[code] ?? 0];
  return column ? members.filter((row) => column[row] === code) : new Int32Array(0);
}

function sumsOf({ weights }: CodedRows, members: Int32Array): number[] {
  return weights.map((weight) => {
    let sum = 0;
    for (const row of members) sum += weight[row] ?? 0;
    return sum;
  });
}

/** What all of the rows have. */
export function closure({ codes }: CodedRows, members: Int32Array): Int32Array {
  const first = members[0];
  return Int32Array.from(codes, (column) => {
    const code = first === undefined ? 0 : (column[first] ?? 0);
    for (const row of members) if (column[row] !== code) return 0;
    return code;
  });
}

/** Whether one pattern says all that the other says. */
export function includes(more: Int32Array, less: Int32Array): boolean {
  return less.every((code, i) => code === 0 || code === more[i]);
}
