import { Identities, type Identity } from './identities.ts';
import { ascending, tens } from './time-order.ts';
import { linkToldParents } from './told-parents.ts';

/** Rows that each tell the start of a process. */
export interface ProcessStarts {
  /** The same for what may be one process: host, id and name, or a GUID. */
  readonly self: Identity;
  /** The same of what the row says about its parent. */
  readonly parent: Identity;
  /** Microseconds. */
  readonly time: ArrayLike<number>;
  /** 0: the row names no parent; 1: the parent started no later; 2: the parent is known by a GUID, whenever it started. */
  readonly names: ArrayLike<number>;
  /** What rows tell of the starts of parents, where the log has that. */
  readonly told?: ToldStartsAbove | undefined;
}

/** When parents and their parents were started, in microseconds; 0 where a row does not tell. */
interface ToldStartsAbove {
  readonly parentTime: ArrayLike<number>;
  readonly grandparent: Identity;
  readonly grandparentTime: ArrayLike<number>;
}

/** Processes from 0, in order of time, then parents that no row tells of. */
export interface Links {
  /** For each process the row that tells of it; for one that is inferred a row that names it as its parent. */
  readonly row: Int32Array;
  /** -1 where there is none. */
  readonly parent: Int32Array;
  /** Processes from this one on are inferred. */
  readonly inferredFrom: number;
  /** Those from this one on are what their row tells of the parent of its parent. */
  readonly grandparentsFrom: number;
}

function greatest(numbers: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, numbers[i] as number);
  return most;
}

/** Rows of one time are told together, before any of them is linked. */
class Linker {
  readonly #time: ArrayLike<number>;
  /** Of each row its identity, then twice that of its parent, and 1 where that may start later; -1 for none. */
  readonly #ends: Int32Array;
  readonly #told: ToldStartsAbove | undefined;
  /** Of each row the identity of its parent's parent, -1 for none. */
  readonly #grandparents: Int32Array;
  /** For each process the row that tells of it first. */
  readonly #row: Int32Array;
  /** The process of the same identity before this one, -1 for the first. */
  readonly #before: Int32Array;
  /** For each identity its latest process so far, -1 where there is none. */
  readonly #latest: Int32Array;
  readonly #parent: Int32Array;
  /** Processes by the parent that no row tells of. */
  readonly #orphans = new Map<number, number[]>();
  /** Processes and the identities of their parents, to be looked up when all have come. */
  readonly #late: [process: number, identity: number][] = [];
  #count = 0;

  constructor(starts: ProcessStarts) {
    const { time, self, parent, names, told } = starts;
    const rows = time.length;
    const ids = [self, parent, ...(told ? [told.grandparent] : [])].map(({ id }) => greatest(id));
    const identities = new Identities(1 + Math.max(...ids));
    this.#told = told;
    this.#time = time;
    this.#ends = new Int32Array(rows * 2);
    for (let row = 0; row < rows; row++) {
      const host = self.host[row] as number;
      const own = identities.add(host, self.id[row] as number, self.name[row] as number);
      this.#ends[row * 2] = own;
      const refers = names[row] as number;
      const above =
        refers === 0
          ? -1
          : identities.add(
              parent.host[row] as number,
              parent.id[row] as number,
              parent.name[row] as number,
            );
      this.#ends[row * 2 + 1] = above < 0 ? -1 : above * 2 + (refers === 2 ? 1 : 0);
    }
    this.#grandparents = new Int32Array(told ? rows : 0).fill(-1);
    if (told) {
      const { grandparent, grandparentTime } = told;
      for (let row = 0; row < rows; row++) {
        if (grandparentTime[row] === 0) continue;
        this.#grandparents[row] = identities.add(
          grandparent.host[row] as number,
          grandparent.id[row] as number,
          grandparent.name[row] as number,
        );
      }
    }
    this.#row = new Int32Array(rows);
    this.#before = new Int32Array(rows);
    this.#latest = new Int32Array(identities.count).fill(-1);
    this.#parent = new Int32Array(rows * 2).fill(-1);
  }

  /** Take rows of one time, those from one place of the order up to another. */
  add(order: Int32Array, from: number, to: number): void {
    const first = this.#count;
    for (let i = from; i < to; i++) this.#tell(order[i] as number);
    for (let process = first; process < this.#count; process++) this.#link(process);
  }

  #tell(row: number): void {
    const identity = this.#ends[row * 2] as number;
    const last = this.#latest[identity] as number;
    if (last >= 0) {
      const before = this.#time[this.#row[last] as number] as number;
      if (tens(before) === tens(this.#time[row] as number)) return;
    }
    this.#row[this.#count] = row;
    this.#before[this.#count] = last;
    this.#latest[identity] = this.#count++;
  }

  #link(process: number): void {
    const row = this.#row[process] as number;
    const end = this.#ends[row * 2 + 1] as number;
    if (end < 0 || (this.#told && this.#parentTold(row) >= 0)) return;
    const identity = end >> 1;
    const found = this.#latest[identity] as number;
    if (found === process) this.#parent[process] = this.#before[process] as number;
    else if (found >= 0) this.#parent[process] = found;
    else if ((end & 1) === 1) this.#late.push([process, identity]);
    else this.#orphan(process, identity);
  }

  /** The identity of the parent that a row tells the start of, -1 for none. */
  #parentTold(row: number): number {
    const end = this.#ends[row * 2 + 1] as number;
    return end < 0 || (end & 1) === 1 || this.#told?.parentTime[row] === 0 ? -1 : end >> 1;
  }

  #orphan(process: number, identity: number): void {
    const others = this.#orphans.get(identity);
    if (others) others.push(process);
    else this.#orphans.set(identity, [process]);
  }

  links(): Links {
    for (const [process, identity] of this.#late) {
      const found = this.#latest[identity] as number;
      if (found >= 0) this.#parent[process] = found;
      else this.#orphan(process, identity);
    }
    const count = this.#count;
    const rows = new Int32Array(count + this.#orphans.size);
    rows.set(this.#row.subarray(0, count));
    let next = count;
    for (const children of this.#orphans.values()) {
      for (const child of children) this.#parent[child] = next;
      rows[next++] = this.#row[children[0] as number] as number;
    }
    const links: Links = {
      row: rows,
      parent: this.#parent.slice(0, next),
      inferredFrom: count,
      grandparentsFrom: next,
    };
    if (!this.#told) return links;
    const told = {
      ...this.#told,
      time: this.#time,
      own: (row: number) => this.#ends[row * 2] as number,
      parent: (row: number) => this.#parentTold(row),
      grandparent: (row: number) => this.#grandparents[row] as number,
    };
    return linkToldParents(links, told, this.#latest.length);
  }
}

/**
 * The parent of each process: the one of the identity that the row names that started when the row says, or, where it
 * does not say, the latest that started no later.
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

/** Links without the processes that no row tells of: their children are roots. */
export function withoutInferred({ row, parent, inferredFrom }: Links): Links {
  return {
    row: row.slice(0, inferredFrom),
    parent: parent.slice(0, inferredFrom).map((above) => (above < inferredFrom ? above : -1)),
    inferredFrom,
    grandparentsFrom: inferredFrom,
  };
}
