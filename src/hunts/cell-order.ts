import { namesUsed } from '../kql/index.ts';
import type { Cell } from './document.ts';

/** A cell, and what it needs. */
export interface PlacedCell {
  readonly cell: Cell;
  /** The cells whose results it uses, in the order of the document. */
  readonly uses: readonly Cell[];
  /** All names in it that may mean something outside of it. */
  readonly names: ReadonlySet<string>;
  /** The labels of the cells that need each other, where this is one of them; empty otherwise. */
  readonly circle: readonly string[];
}

const read = new WeakMap<Cell, ReadonlySet<string>>();

/** The cells in an order in which each stands behind those that it uses, else in that of the document. */
export function cellOrder(cells: readonly Cell[]): readonly PlacedCell[] {
  const byName = new Map(cells.flatMap((cell) => (cell.name === null ? [] : [[cell.name, cell]])));
  const usesOf = (cell: Cell): Cell[] =>
    [...namesOf(cell)].flatMap((name) => {
      const other = byName.get(name);
      return other && other !== cell ? [other] : [];
    });
  const order: PlacedCell[] = [];
  const done = new Set<Cell>();
  const path: Cell[] = [];
  const place = (cell: Cell): void => {
    if (done.has(cell) || path.includes(cell)) return;
    path.push(cell);
    const uses = usesOf(cell);
    for (const other of uses) place(other);
    path.pop();
    done.add(cell);
    order.push({ cell, uses, names: namesOf(cell), circle: circleOf(cell, usesOf) });
  };
  for (const cell of cells) place(cell);
  return order;
}

function namesOf(cell: Cell): ReadonlySet<string> {
  const known = read.get(cell) ?? namesUsed(cell.kql);
  read.set(cell, known);
  return known;
}

/** The cells on a way from a cell back to itself; none where there is no such way. */
function circleOf(cell: Cell, usesOf: (cell: Cell) => readonly Cell[]): string[] {
  const cameFrom = new Map<Cell, Cell>();
  const waiting = [cell];
  for (let at = waiting.shift(); at; at = waiting.shift())
    for (const next of usesOf(at)) {
      if (next === cell) return way(at, cameFrom, cell);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  return [];
}

function way(last: Cell, cameFrom: ReadonlyMap<Cell, Cell>, first: Cell): string[] {
  const labels = [first.label];
  for (let at: Cell | undefined = last; at && at !== first; at = cameFrom.get(at))
    labels.splice(1, 0, at.label);
  return labels;
}
