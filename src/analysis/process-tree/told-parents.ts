import { Identities } from './identities.ts';
import type { Links } from './link.ts';
import { tens } from './time-order.ts';

/** What rows say of the parents of processes by when these were started, as numbers for identities. */
export interface ToldParents {
  /** For each row the identity of its process. */
  readonly own: (row: number) => number;
  /** That of its parent, -1 where it tells of none by its start. */
  readonly parent: (row: number) => number;
  /** That of its parent's parent, likewise. */
  readonly grandparent: (row: number) => number;
  readonly time: ArrayLike<number>;
  readonly parentTime: ArrayLike<number>;
  readonly grandparentTime: ArrayLike<number>;
}

/** Numbers from 0 for identities and the times at which they were started. */
class Starts {
  readonly #known: Identities;

  constructor(identities: number) {
    this.#known = new Identities(identities);
  }

  number(identity: number, micros: number): number {
    const time = tens(micros);
    const high = Math.floor(time / 2 ** 31);
    return this.#known.add(high, identity, time - high * 2 ** 31);
  }
}

/**
 * Links with the parents whose starts are told: each the process that was started then, or one that is inferred and
 * whose own parent is the one that the first row to name it tells of.
 *
 * edges: times within 10 microseconds are one; a process that is told to be its own parent keeps none.
 * cost: time and memory grow with the rows.
 */
export function linkToldParents(links: Links, told: ToldParents, identities: number): Links {
  const { row, parent, inferredFrom } = links;
  const others = row.length - inferredFrom;
  const starts = new Starts(identities);
  const rows: number[] = [];
  const above: number[] = [];
  const nodeOf = (identity: number, micros: number, teller: number): number => {
    const number = starts.number(identity, micros);
    if (number < inferredFrom) return number;
    const inferred = number - inferredFrom;
    if (inferred === rows.length) {
      rows.push(teller);
      above.push(-1);
    }
    return number + others;
  };
  for (let node = 0; node < inferredFrom; node++) {
    const teller = row[node] as number;
    starts.number(told.own(teller), told.time[teller] as number);
  }
  for (let node = 0; node < inferredFrom; node++) {
    const teller = row[node] as number;
    const identity = told.parent(teller);
    if (identity < 0) continue;
    const found = nodeOf(identity, told.parentTime[teller] as number, teller);
    if (found !== node) parent[node] = found;
  }
  const parents = rows.length;
  for (let i = 0; i < parents; i++) {
    const teller = rows[i] as number;
    const identity = told.grandparent(teller);
    if (identity < 0) continue;
    const found = nodeOf(identity, told.grandparentTime[teller] as number, teller);
    if (found !== row.length + i) above[i] = found;
  }
  return {
    row: joined(row, rows),
    parent: joined(parent, above),
    inferredFrom,
    grandparentsFrom: row.length + parents,
  };
}

function joined(first: Int32Array, more: readonly number[]): Int32Array {
  const all = new Int32Array(first.length + more.length);
  all.set(first);
  all.set(more, first.length);
  return all;
}
