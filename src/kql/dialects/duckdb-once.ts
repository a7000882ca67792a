/** SQL that computes a value once and names it: a macro's arguments are put in place wherever they are named. Names begin with `k_`: DuckDB reads `f.x` as a column `f` where the rows have one. */
export function once(name: string, value: string, body: string): string {
  return `list_transform([${value}], lambda ${name}: ${body})[1]`;
}
