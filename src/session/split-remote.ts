/** A query in two: what a service is asked, and what is done here with its rows; null where it can do all. */
export interface SplitQuery {
  remote: string;
  local: string | null;
}

const token =
  /\/\/[^\n]*|```[\s\S]*?```|~~~[\s\S]*?~~~|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|[|;(){}[\]]/g;

/**
 * Split a query before its first step that only runs here: `| invoke` of a function of ours, or one that names a table
 * which is open here. A table that the query itself begins with is the service's.
 */
export function splitRemote(
  text: string,
  local: { functions: ReadonlySet<string>; tables: ReadonlySet<string> },
): SplitQuery {
  let depth = 0;
  let step: number | null = null;
  let invoking = false;
  for (const { 0: found, index } of text.matchAll(token)) {
    if ('([{'.includes(found)) depth++;
    else if (')]}'.includes(found)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && found === ';') step = null;
    else if (depth === 0 && found === '|') {
      step = index;
      invoking = false;
    } else if (step !== null) {
      const here = invoking ? local.functions.has(found) : local.tables.has(found);
      if (here) return { remote: text.slice(0, step).trimEnd(), local: text.slice(step) };
      invoking = found === 'invoke';
    }
  }
  return { remote: text, local: null };
}
