import { HuntError } from '../base/index.ts';
import { fullDisk, isDiskFull } from '../files/index.ts';
import { uncarried } from './carried-error.ts';

/** The error for a query that took longer than it may. */
export function tookTooLong(limitMs: number): HuntError {
  return new HuntError({
    code: 'engine/out-of-time',
    message: `The query took more than the ${limitMs / 1000} s it may take, and was stopped.`,
    hint: 'Filter earlier, look at a shorter span of time, or allow it longer.',
  });
}

/** The error for a process that ended while it was asked. */
export function stopped(cause?: unknown): HuntError {
  return new HuntError({
    code: 'engine/stopped',
    message: 'The query engine stopped while it was at work, and has been started anew.',
    hint: 'Run the query again. All open tables are still there.',
    cause,
  });
}

/** Tell the errors of DuckDB that a user can act on from those that mean a bug of ours; `folder` is where the engine writes, `standing` says that rows may lie in files of the user. */
export function failed(
  message: string,
  { folder, standing }: { folder: string; standing: boolean },
): Error {
  const thrown = uncarried(message);
  if (thrown) return thrown;
  if (isDiskFull(new Error(message)) || /max_temp_directory_size/.test(message))
    return fullDisk(folder, { what: written(message), code: 'engine/disk-full' }, message);
  const damaged = damagedPart(message) ?? damagedFile(message, standing);
  if (damaged) return damaged;
  if (/^Out of Memory Error/.test(message))
    return new HuntError({
      code: 'engine/out-of-memory',
      message: 'The query needed more memory than it may use.',
      hint: 'Filter earlier, summarize fewer groups or project fewer columns.',
      cause: message,
    });
  const asserted = /^Invalid Input Error: (assert\(\) has failed with message: .*)$/s.exec(message);
  if (asserted?.[1])
    return new HuntError({
      code: 'engine/assertion-failed',
      message: asserted[1],
      hint: 'The query itself asks for this to hold.',
    });
  // The caller asks once more, with every call guarded; what fails then fails for good.
  if (/^(?:Out of Range|Conversion|Invalid Input) Error/.test(message))
    return new HuntError({
      code: 'engine/overflow',
      message: `A value cannot be computed: ${firstSentence(message)}`,
      hint: 'Leave out the rows that have such values, or convert them first.',
      cause: message,
    });
  return new HuntError({
    code: 'engine/failed',
    message: `The query engine could not run this query: ${firstSentence(message)}`,
    hint: 'The query is right, and Huntbook at fault: please report it, with the query.',
    cause: message,
  });
}

const maxSaidCharacters = 200;

/** The first line of a DuckDB error without its kind and without SQL. */
function firstSentence(message: string): string {
  const [line = ''] = message.replace(/^[\w ]*Error: /, '').split('\n');
  return line.length > maxSaidCharacters ? `${line.slice(0, maxSaidCharacters)}…` : line;
}

/** What could not be written: a file that was asked for, or what does not fit into memory. */
function written(message: string): string {
  const used = /failed to offload data block of size .*?\(([\d.]+ \w+)\//.exec(message)?.[1];
  if (used !== undefined) return `what the query cannot hold in memory, ${used} so far,`;
  return /exports/.test(message) ? 'the rows' : 'what the query cannot hold in memory';
}

/** The error for a part that does not hold what was written into it; null where a message says something else. */
function damagedPart(message: string): HuntError | null {
  if (
    !/Corrupt database file|not a valid DuckDB database file|Checksum|Serialization Error: Failed to deserialize|database has been invalidated|Could not read (?:enough|all) bytes|Failed to load metadata pointer/i.test(
      message,
    )
  )
    return null;
  return new HuntError({
    code: 'engine/damaged-part',
    message: 'A file in which opened rows are kept is damaged, so this query cannot be answered.',
    hint: 'Run it again: tables of damaged files are then closed, and told.',
    cause: message,
  });
}

/** The error for rows that were left in a file of the user; null where a message says something else. */
function damagedFile(message: string, standing: boolean): HuntError | null {
  const damaged =
    /Error: Failed to read file "(?<file>.*)": (?<why>.*)/.exec(message)?.groups ??
    (standing ? /^(?:Invalid|IO) Error: (?<why>.*)/.exec(message)?.groups : null);
  if (!damaged) return null;
  return new HuntError({
    code: 'engine/damaged-file',
    message: `Rows that were left in ${damaged['file'] ? `"${damaged['file']}"` : 'a file'} cannot be read: ${firstSentence(damaged['why'] ?? '')}`,
    hint: 'The file is damaged or gone. What is whole in it can still be asked for: other columns, or another time.',
    cause: message,
  });
}
