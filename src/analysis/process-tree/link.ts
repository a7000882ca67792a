import { Identities, type Identity } from './identities.ts';
import { ascending } from './time-order.ts';

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
    const { time, self, parent, names } = starts;
    const rows = time.length;
    const identities = new Identities(1 + Math.max(greatest(self.id), greatest(parent.id)));
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
    const end = this.#ends[(this.#row[process] as number) * 2 + 1] as number;
    if (end < 0) return;
    const identity = end >> 1;
    const found = this.#latest[identity] as number;
    if (found === process) this.#parent[process] = this.#before[process] as number;
    else if (found >= 0) this.#parent[process] = found;
    else if ((end & 1) === 1) this.#late.push([process, identity]);
    else this.#orphan(process, identity);
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
