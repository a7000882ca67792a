/** The rows of one user that belong together, in order of time. */
export interface Session {
  /** Row numbers of the input. */
  rows: number[];
  /** Microseconds since 1970. */
  start: bigint;
  end: bigint;
}

/** How far apart the events of a session may be, in microseconds. */
export interface SessionLimits {
  longest: bigint;
  separation: bigint;
}

function compareParts(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareUsers(a: unknown, b: unknown): number {
  if (!Array.isArray(a) || !Array.isArray(b)) return compareParts(a, b);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const found = compareParts(a[i], b[i]);
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

/** The rank of each row's user among all users, in their order; equal for equal users. */
function userRanks(users: readonly unknown[]): Int32Array {
  const known = new Map<string, number>();
  const distinct: unknown[] = [];
  const ids = Int32Array.from(users, (user) => {
    const key = typeof user === 'string' ? `"${user}` : JSON.stringify(user);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, distinct.length);
    distinct.push(user);
    return distinct.length - 1;
  });
  const order = distinct.map((_, i) => i).sort((a, b) => compareUsers(distinct[a], distinct[b]));
  const ranks = new Int32Array(distinct.length);
  order.forEach((id, rank) => {
    ranks[id] = rank;
  });
  return ids.map((id) => ranks[id] ?? 0);
}

/**
 * Sessions of each user: one ends where the next event is too late after the one before it or after the first.
 *
 * shape: in the order of users, then of time. Rows without a time are left out.
 * source: msticpy.analysis.anomalous_sequence.sessionize; Kusto's row_window_session.
 */
export function sessionsOf(
  users: readonly unknown[],
  times: readonly (bigint | null)[],
  { longest, separation }: SessionLimits,
): Session[] {
  const ranks = userRanks(users);
  const at = Float64Array.from(times, (t) => (t === null ? Number.NaN : Number(t)));
  const order = Int32Array.from([...at.keys()].filter((i) => !Number.isNaN(at[i])));
  order.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  const found: Session[] = [];
  let open: Session | undefined;
  let user = -1;
  for (const row of order) {
    const time = times[row] ?? 0n;
    const rank = ranks[row] ?? 0;
    if (!open || rank !== user || time - open.end > separation || time - open.start > longest) {
      open = { rows: [], start: time, end: time };
      found.push(open);
      user = rank;
    }
    open.rows.push(row);
    open.end = time;
  }
  return found;
}
