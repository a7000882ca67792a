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

/**
 * The parent of each process: the latest one of the identity that the row names that started no later.
 *
 * edges: a row that tells of the same process within 10 microseconds again is passed over; a process that names
 * itself goes to the one before it of that identity, and is a root where there is none.
 * cost: time and memory grow with the rows, whatever they hold.
 */
export function linkProcesses(starts: ProcessStarts): Links {
  const count = starts.time.length;
  const order = ascending(starts.time);
  const identities = new Identities(count * 2);
  const started = new Started(count);
  const parent = new Int32Array(count * 2).fill(-1);
  const late: number[] = [];
  const inferred = new Map<number, number[]>();
  const infer = (identity: number, process: number): void => {
    const list = inferred.get(identity);
    if (list) list.push(process);
    else inferred.set(identity, [process]);
  };
  for (let from = 0; from < count; ) {
    const time = starts.time[order[from] as number] as number;
    let to = from;
    const first = started.count;
    for (; to < count && starts.time[order[to] as number] === time; to++) {
      const row = order[to] as number;
      started.add(identities.add(starts.self, row), row, time);
    }
    for (let process = first; process < started.count; process++) {
      const row = started.row[process] as number;
      const names = starts.names[row];
      if (names === 0) continue;
      const identity = identities.add(starts.parent, row);
      const found = started.latest[identity] as number;
      if (found === process) parent[process] = started.before[process] as number;
      else if (found >= 0) parent[process] = found;
      else if (names === 2) late.push(process, identity);
      else infer(identity, process);
    }
    from = to;
  }
  for (let i = 0; i < late.length; i += 2) {
    const [process, identity] = [late[i] as number, late[i + 1] as number];
    const found = started.latest[identity] as number;
    if (found >= 0) parent[process] = found;
    else infer(identity, process);
  }
  const row = new Int32Array(started.count + inferred.size);
  row.set(started.row.subarray(0, started.count));
  let next = started.count;
  for (const children of inferred.values()) {
    for (const child of children) parent[child] = next;
    row[next++] = started.row[children[0] as number] as number;
  }
  return { row, parent: parent.slice(0, next), inferredFrom: started.count };
}
