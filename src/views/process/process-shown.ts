import { type Column, visible } from '../../base/index.ts';
import type { PictureLine } from '../line-picture.ts';
import { cellText } from '../value-text.ts';
import type { ViewAnswer } from '../view-source.ts';
import { deepestIndent, type ProcessRow, programName } from './process-rows.ts';
import type { ProcessStore } from './process-store.ts';

/** The processes in sight of which something is known, as rows. */
export function shownProcesses(store: ProcessStore, user: string): ViewAnswer {
  const names = ['level', 'name', 'id', user, 'started', 'command'];
  const columns = names.map((name, i): Column => ({ name, type: i === 0 ? 'long' : 'string' }));
  const rows = [...store.seen].flatMap((row) => {
    const known = store.known(row);
    if (!known) return [];
    const level = (store.shape.level[row] ?? 0) + 1;
    return [[level, known.name, known.id, known.user, known.started, known.command]];
  });
  return { columns, rows, total: store.seen.length };
}

/** Rows as lines of a picture. */
export function pictureLines(
  store: ProcessStore,
  rows: Int32Array,
  colourOf: ((known: ProcessRow) => string) | null,
): PictureLine[] {
  return [...rows].map((row) => {
    const known = store.known(row) ?? null;
    const { name = '', id = '', user = '', started = '', command = '' } = known ?? {};
    return {
      level: Math.min(store.shape.level[row] ?? 0, deepestIndent),
      colour: known && colourOf ? colourOf(known) : null,
      name: visible(programName(name)),
      texts: [id, user, cellText(started, 'datetime'), command].map(visible),
    };
  });
}
