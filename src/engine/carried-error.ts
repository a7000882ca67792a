import { HuntError, type HuntErrorParts } from '../base/index.ts';

const mark = 'HuntError ';

/** Do the work; where it throws a HuntError, one whose text `uncarried` reads, since DuckDB keeps nothing else. */
export function carried<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    const { code, message, hint } = error;
    throw new Error(mark + JSON.stringify({ code, message, hint }));
  }
}

/** The HuntError that a computation threw, by what DuckDB says of it; null where it threw none. */
export function uncarried(message: string): HuntError | null {
  const start = `Invalid Input Error: ${mark}`;
  if (!message.startsWith(start)) return null;
  return new HuntError(JSON.parse(message.slice(start.length)) as HuntErrorParts);
}
