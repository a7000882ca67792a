import { didYouMean, HuntError } from '../base/index.ts';
import { namesUsed } from '../kql/index.ts';

/** A table that a query takes from a service: the name it has in the text, and how the service is asked for it. */
interface TableTaken {
  name: string;
  asked: string;
}

/** A query on tables that are fetched whole. */
export interface WholeTables {
  /** The query; what stood in brackets behind a table is blank, so that places in it stay where they were. */
  text: string;
  taken: readonly TableTaken[];
}

const literal = String.raw`(?:"[^"\\\n]*"|'[^'\\\n]*'|\d+)?`;
const token = new RegExp(
  [
    String.raw`\/\/[^\n]*`,
    '```[\\s\\S]*?```|~~~[\\s\\S]*?~~~',
    String.raw`@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`,
    String.raw`(?<call>(?<name>[A-Za-z_]\w*)\s*\(\s*${literal}\s*\))`,
    String.raw`(?<opened>[A-Za-z_]\w*)\s*\(`,
    String.raw`[A-Za-z_]\w*`,
  ].join('|'),
  'g',
);

/**
 * The tables of a service that a query names, `IncidentAlerts(42)` among them, and the query for when they are here.
 * Errors: `session/no-remote-table` where it names none.
 */
export function wholeTables(text: string, tables: ReadonlySet<string>, who: string): WholeTables {
  const taken = new Map<string, string>();
  const rewritten = text.replace(token, (found, ...rest) => {
    const groups = rest.at(-1) as { call?: string; name?: string; opened?: string };
    const { call, name = '', opened = '' } = groups;
    if (tables.has(opened)) throw noLiteral(opened);
    if (call === undefined || !tables.has(name)) return found;
    const own = nameFor(name, found, taken);
    taken.set(own, found);
    return own.padEnd(found.length);
  });
  for (const name of namesUsed(rewritten))
    if (tables.has(name) && !taken.has(name)) taken.set(name, name);
  if (taken.size > 0)
    return { text: rewritten, taken: [...taken].map(([name, asked]) => ({ name, asked })) };
  const [first = ''] = namesUsed(text);
  throw new HuntError({
    code: 'session/no-remote-table',
    message: `The query names no table of ${who}.${didYouMean(first, tables)}`,
    hint: `There are ${[...tables].join(', ')}.`,
  });
}

function noLiteral(name: string): HuntError {
  return new HuntError({
    code: 'session/no-remote-table',
    message: `What stands in brackets behind ${name} must be one number or text.`,
    hint: `Write ${name}, ${name}(42) or ${name}("…").`,
  });
}

/** A name for what a call gives that is free and shorter than the call; the same call has the same. */
function nameFor(name: string, call: string, taken: ReadonlyMap<string, string>): string {
  for (let n = 0; ; n++) {
    const own = n === 0 ? `${name}_` : `${name}_${n}`;
    if ((taken.get(own) ?? call) === call) return own;
  }
}
