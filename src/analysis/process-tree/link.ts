import { type Hashes, Identities } from './identities.ts';
import { ascending } from './time-order.ts';

/** Rows that each tell the start of a process. */
export interface ProcessStarts {
  /** The same for what may be one process: host, id and name, or a GUID. */
  readonly self: Hashes;
  /** The same hash of what the row says about its parent. */
  readonly parent: Hashes;
  /** Microseconds. */
  readonly time: ArrayLike<number>;
  /** 0: the row names no parent; 1: the parent started no later; 2: the parent is known by a GUID, whenever it started. */
  readonly names: ArrayLike<number>;
}

/** Processes from 0, in order of time, then parents that no row tells of. */
export interface Links {
  /** For each process the row that tells of it; for one that is inferred a row that names it as its parent. */
  readonly row: Int32Array;
  /** -1 where there is none. */
  readonly parent: Int32Array;
  /** Processes from this one on are inferred. */
  readonly inferredFrom: number;
}

/** Half-even to 10 microseconds: what MSTICPy's keys hold of a time. */
function tens(micros: number): number {
  const low = Math.floor(micros / 10);
  const rest = micros - low * 10;
  return rest > 5 || (rest === 5 && low % 2 !== 0) ? low + 1 : low;
}

/** The rows that tell of a process first, and what links the later ones of an identity to the earlier. */
class Started {
  readonly row: Int32Array;
  readonly time: Float64Array;
  /** The process of the same identity before this one, -1 for the first. */
  readonly before: Int32Array;
  /** For each identity its latest process so far, -1 where there is none. */
  readonly latest: Int32Array;
  count = 0;

  constructor(rows: number) {
    this.row = new Int32Array(rows);
    this.time = new Float64Array(rows);
    this.before = new Int32Array(rows);
    this.latest = new Int32Array(rows * 2).fill(-1);
  }

  add(identity: number, row: number, time: number): void {
    const last = this.latest[identity] as number;
    if (last >= 0 && tens(this.time[last] as number) === tens(time)) return;
    this.row[this.count] = row;
    this.time[this.count] = time;
    this.before[this.count] = last;
    this.latest[identity] = this.count++;
  }
}

/** Finds the parents of processes as they come. */
class Linker {
  readonly #starts: ProcessStarts;
  readonly #identities: Identities;
  readonly #started: Started;
  readonly #parent: Int32Array;
  /** Processes by the parent that no row tells of. */
  readonly #orphans = new Map<number, number[]>();
  /** Processes and the identities of their parents, to be looked up when all have come. */
  readonly #late: [process: number, identity: number][] = [];

  constructor(starts: ProcessStarts) {
    const count = starts.time.length;
    this.#starts = starts;
    this.#identities = new Identities(count * 2);
    this.#started = new Started(count);
    this.#parent = new Int32Array(count * 2).fill(-1);
  }

  /** Take rows of one time, those from one place of the order up to another. */
  add(order: Int32Array, from: number, to: number): void {
    const first = this.#started.count;
    for (let i = from; i < to; i++) {
      const row = order[i] as number;
      const time = this.#starts.time[row] as number;
      this.#started.add(this.#identities.add(this.#starts.self, row), row, time);
    }
    for (let process = first; process < this.#started.count; process++) this.#link(process);
  }

  #link(process: number): void {
    const row = this.#started.row[process] as number;
    const names = this.#starts.names[row] as number;
    if (names === 0) return;
    const identity = this.#identities.add(this.#starts.parent, row);
    const found = this.#started.latest[identity] as number;
    if (found === process) this.#parent[process] = this.#started.before[process] as number;
    else if (found >= 0) this.#parent[process] = found;
    else if (names === 2) this.#late.push([process, identity]);
    else this.#orphan(process, identity);
  }

  #orphan(process: number, identity: number): void {
    const others = this.#orphans.get(identity);
    if (others) others.push(process);
    else this.#orphans.set(identity, [process]);
  }

  links(): Links {
    const { row, count, latest } = this.#started;
    for (const [process, identity] of this.#late) {
      const found = latest[identity] as number;
      if (found >= 0) this.#parent[process] = found;
      else this.#orphan(process, identity);
    }
    const rows = new Int32Array(count + this.#orphans.size);
    rows.set(row.subarray(0, count));
    let next = count;
    for (const children of this.#orphans.values()) {
      for (const child of children) this.#parent[child] = next;
      rows[next++] = row[children[0] as number] as number;
    }
    return { row: rows, parent: this.#parent.slice(0, next), inferredFrom: count };
  }
}

/**
 * The parent of each process: the latest one of the identity that the row names that started no later.
 *
 * edges: a row that tells of the same process within 10 microseconds again is passed over; a process that names
 * itself goes to the one before it of that identity, and is a root where there is none.
 * cost: time and memory grow with the rows, whatever they hold.
 */
export function linkProcesses(starts: ProcessStarts): Links {
  const { time } = starts;
  const order = ascending(time);
  const linker = new Linker(starts);
  for (let from = 0; from < order.length; ) {
    const now = time[order[from] as number] as number;
    let to = from + 1;
    while (to < order.length && time[order[to] as number] === now) to++;
    linker.add(order, from, to);
    from = to;
  }
  return linker.links();
}
