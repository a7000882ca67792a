/** Series that are told apart at most. */
const mostSeries = 10_000;

/**
 * The rows of each series, by its name: series in the order in which they come first, rows as they come.
 *
 * errors: a RangeError with one sentence for the user where there are more than 10,000 series.
 */
export function seriesRows(names: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  names.forEach((name, row) => {
    const rows = found.get(name);
    if (rows) rows.push(row);
    else if (found.size < mostSeries) found.set(name, [row]);
    else
      throw new RangeError(
        `There are more than ${mostSeries} series: choose some of them by a condition first.`,
      );
  });
  return found;
}
