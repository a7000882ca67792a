import { HuntError } from '../base/index.ts';

/** What the line that opens a cell says: `kql procs view=timeline group=Account expect="count() > 0"`. */
export interface CellLine {
  /** The name by which other cells use its result; null where it has none. */
  readonly name: string | null;
  /** How the result is shown; null leaves it to the query's `render`, else a grid. */
  readonly view: string | null;
  /** What the view is told. */
  readonly settings: ReadonlyMap<string, string>;
  /** A condition over all rows of the result, in KQL as in `summarize`, that must hold; null without one. */
  readonly expect: string | null;
}

const word = /\s*(?:([A-Za-z_][\w-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))|([^\s="]+))(?=\s|$)/y;
const nameForm = /^[A-Za-z_]\w{0,99}$/;

/** Whether the line that opens a fenced block opens a cell. */
export function opensCell(info: string): boolean {
  return /^kql(?:\s|$)/.test(info);
}

/** Read the line that opens a cell. Errors: `hunts/bad-cell-line`, at a place of the file. */
export function readCellLine(info: string, place: string): CellLine {
  let name: string | null = null;
  const settings = new Map<string, string>();
  word.lastIndex = 'kql'.length;
  for (let at = word.lastIndex; info.slice(at).trim() !== ''; at = word.lastIndex) {
    const [whole, key, quoted, plain, bare] = word.exec(info) ?? [];
    if (whole === undefined) throw fault(place, info.slice(at).trim(), 'cannot be read');
    if (bare !== undefined) {
      if (name !== null) throw fault(place, bare, `is a second name beside '${name}'`);
      if (!nameForm.test(bare)) throw fault(place, bare, 'is no name that a query can use');
      name = bare;
    } else if (key !== undefined) {
      if (settings.has(key)) throw fault(place, key, 'is said twice');
      settings.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
    }
  }
  const view = settings.get('view') ?? null;
  const expect = settings.get('expect') ?? null;
  settings.delete('view');
  settings.delete('expect');
  return { name, view, settings, expect };
}

/** Write the line that opens a cell, so that reading it gives the same. */
export function writeCellLine({ name, view, settings, expect }: CellLine): string {
  const said: [string, string | null][] = [['view', view], ...settings, ['expect', expect]];
  const pairs = said.flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${written(value)}`],
  );
  return ['kql', ...(name === null ? [] : [name]), ...pairs].join(' ');
}

function written(value: string): string {
  const plain = /^[^\s"\\`]+$/.test(value);
  return plain ? value : `"${value.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}

function fault(place: string, what: string, why: string): HuntError {
  return new HuntError({
    code: 'hunts/bad-cell-line',
    message: `${place}: '${what.slice(0, 80)}' ${why}.`,
    hint: 'A cell opens with ```kql, a name if others use its rows, then pairs: ```kql procs view=timeline group=Account.',
  });
}
