import { bracketedName, type Column } from '../base/index.ts';
import { readSettings } from './view-settings.ts';

/** What a grid can be told on the line of a cell. */
export const gridSettings = {
  columns: { kind: 'columns', about: 'The columns shown, in their order: `columns="A, B"`.' },
  hide: { kind: 'columns', about: 'The columns that are not shown: `hide=TenantId`.' },
  pin: { kind: 'columns', about: 'The columns that stay at the left: `pin=A`.' },
} as const;

/** Which columns a grid shows, in order, and which of them stay at the left. */
export interface GridLayout {
  shown: readonly Column[];
  pinned: readonly Column[];
}

/** The layout that a cell's line asks for; all columns where it says nothing. Errors as of `readSettings`. */
export function gridLayout(
  columns: readonly Column[],
  settings: ReadonlyMap<string, string>,
): GridLayout {
  const told = readSettings(gridSettings, { view: 'grid', given: settings, columns });
  const listed = told.columns && told.columns.length > 0 ? told.columns : columns;
  const kept = listed.filter((column) => !told.hide?.includes(column));
  // A grid without columns shows nothing at all.
  const named = kept.length > 0 ? kept : listed;
  const pinned = [...new Set(told.pin ?? [])];
  const rest = new Set(named.filter((column) => !pinned.includes(column)));
  return { shown: [...pinned, ...rest], pinned };
}

const spelledName = (name: string): string =>
  /^[\p{L}\p{N}_.-]+$/u.test(name) ? name : bracketedName(name);

const list = (columns: readonly Column[]): string =>
  columns.map(({ name }) => spelledName(name)).join(', ');

/** The settings that say a layout; what is as it would be without them is left out. */
export function layoutSettings(
  columns: readonly Column[],
  { shown, pinned }: GridLayout,
  before: ReadonlyMap<string, string>,
): Map<string, string> {
  const settings = new Map(before);
  const plain = [...pinned, ...columns.filter((column) => !pinned.includes(column))];
  const inOrder = plain.filter((column) => shown.includes(column));
  const hidden = columns.filter((column) => !shown.includes(column));
  const ordered = inOrder.every((column, i) => column === shown[i]);
  settings.delete('columns');
  settings.delete('hide');
  // The shorter list says the same.
  if (!ordered || hidden.length > shown.length) settings.set('columns', list(shown));
  else if (hidden.length > 0) settings.set('hide', list(hidden));
  if (pinned.length === 0) settings.delete('pin');
  else settings.set('pin', list(pinned));
  return settings;
}

/** A layout with a column shown or hidden; the last one that is shown stays. */
export function withShown(
  columns: readonly Column[],
  { shown, pinned }: GridLayout,
  column: Column,
  show: boolean,
): GridLayout {
  const others = shown.filter((one) => one !== column);
  if (!show) {
    if (others.length === 0) return { shown, pinned };
    return { shown: others, pinned: pinned.filter((one) => one !== column) };
  }
  // It comes back behind the column that it stood behind.
  const before = columns.slice(0, columns.indexOf(column));
  const at = others.findLastIndex((one) => before.includes(one) || pinned.includes(one)) + 1;
  return { shown: others.toSpliced(at, 0, column), pinned };
}

/** A layout with a column pinned at the left, or not any more. */
export function withPinned(
  { shown, pinned }: GridLayout,
  column: Column,
  pin: boolean,
): GridLayout {
  const others = pinned.filter((one) => one !== column);
  const now = pin ? [...others, column] : others;
  return { shown: [...now, ...shown.filter((one) => !now.includes(one))], pinned: now };
}
