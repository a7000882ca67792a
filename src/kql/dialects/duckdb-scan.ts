import { type KustoType, quoteName, storedAs } from '../../base/index.ts';
import type { RelationColumn, ScanRelation } from '../tree/nodes.ts';
import { columnsIn } from '../tree/rewrite.ts';
import { column } from '../tree/scalar.ts';
import { type ScalarSpeller, spellOrder } from './duckdb-scalar.ts';

/** What the speller of relations lends. */
interface Surroundings {
  /** What stands after FROM. */
  from: string;
  /** A speller that reads these columns by other SQL than their name. */
  scalars(names: (of: RelationColumn) => string | undefined): ScalarSpeller;
}

/** Rows that one list holds when it is walked for the result; longer ones are halved. */
const segment = 32;

/** A struct has a field at least. */
const nothingAtAll: [string, string] = ['none', 'NULL::BOOLEAN'];

const typed = (sql: string, type: KustoType): string => `CAST(${sql} AS ${storedAs[type]})`;
const struct = (fields: readonly [string, string][]): string =>
  `{${fields.map(([name, sql]) => `'${name}': ${sql}`).join(', ')}}`;

/**
 * SQL of the state and of what a row does to it. The state has for each step whether it is active (`on`), the id of its match
 * (`m`), what it remembers of itself and the steps before (`r1` …), and for `output=last` the row that waits (`w`).
 */
class Scan {
  readonly #r: ScanRelation;
  readonly #around: Surroundings;
  /** Columns of the input that expressions over the state read. */
  readonly read: readonly RelationColumn[];

  constructor(r: ScanRelation, around: Surroundings) {
    this.#r = r;
    this.#around = around;
    const own = new Set([...r.input.columns, ...r.input.hidden]);
    const all = r.steps.flatMap((s) => [
      ...[s.condition, ...s.values].flatMap(columnsIn),
      ...s.remembers.flatMap((m) => (typeof m.of === 'number' ? [] : [m.of])),
    ]);
    this.read = [...new Set(all)].filter((c) => own.has(c));
  }

  get #count(): number {
    return this.#r.steps.length;
  }

  /** What a step remembers of one column before any row has matched it. */
  #forgotten(step: number, place: number): string {
    const remembered = this.#r.steps[step]?.remembers[place];
    if (!remembered) throw new Error('nothing to remember');
    const { of, as } = remembered;
    const otherwise = typeof of === 'number' ? this.#r.declared[of]?.otherwise : undefined;
    const empty = as.type === 'string' ? "''" : 'NULL';
    return typed(otherwise ? this.#plain().as(otherwise, as.type) : empty, as.type);
  }

  #nothing(step: number): string {
    const fields = this.#r.steps[step]?.remembers.map((_, i): [string, string] => [
      `c${i}`,
      this.#forgotten(step, i),
    ]);
    return struct(fields && fields.length > 0 ? fields : [nothingAtAll]);
  }

  #plain(): ScalarSpeller {
    return this.#around.scalars(() => undefined);
  }

  /** An emitted row: the number of the row that came in, the step, the match and the declared values. */
  #row(place: string, step: number, match: string, values: (i: number) => string): string {
    return struct([
      ['i', place],
      ['k', String(step)],
      ['m', match],
      ...this.#r.declared.map(({ as }, i): [string, string] => [
        `d${i}`,
        typed(values(i), as.type),
      ]),
    ]);
  }

  #none(i: number): string {
    return `NULL::${storedAs[this.#r.declared[i]?.as.type ?? 'long']}`;
  }

  #waiting(step: number): [string, string][] {
    if (this.#r.steps[step]?.output !== 'last') return [];
    const none = this.#row('NULL::BIGINT', step, 'NULL::BIGINT', (i) => this.#none(i));
    return [['w', `CASE WHEN false THEN ${none} END`]];
  }

  #empty(step: number): string {
    const remembered = Array.from({ length: step + 1 }, (_, j): [string, string] => [
      `r${j}`,
      this.#nothing(j),
    ]);
    return struct([['on', 'false'], ['m', 'NULL::BIGINT'], ...remembered, ...this.#waiting(step)]);
  }

  /** The state before the first row: nothing active, the first match is 0. */
  get start(): string {
    return struct([
      ['n', '0::BIGINT'],
      ...this.#r.steps.map((_, k): [string, string] => [`s${k}`, this.#empty(k)]),
    ]);
  }

  /** Columns of the row as they travel in the list. */
  get rowStruct(): string {
    const fields = this.read.map((c, i): [string, string] => [
      `c${i}`,
      this.#plain().raw(column(c)),
    ]);
    return struct([['i', '"$place"'], ...fields]);
  }

  /** A speller which finds what step `j` remembers in `state(j)`, or its empty state where that is null. */
  #over(state: (j: number) => string | null): ScalarSpeller {
    return this.#around.scalars((of) => {
      const at = this.read.indexOf(of);
      if (at >= 0) return `"$y".r.c${at}`;
      for (const [j, { remembers }] of this.#r.steps.entries()) {
        const place = remembers.findIndex((m) => m.as === of);
        if (place < 0) continue;
        const held = state(j);
        return held === null ? this.#forgotten(j, place) : `${held}.c${place}`;
      }
      return undefined;
    });
  }

  /** What step `k` sees: of the steps before what the last of them holds, and nothing of its own; or what it holds itself. */
  #seen(k: number, moved: boolean): (j: number) => string | null {
    const held = `"$b".s.s${moved ? k - 1 : k}`;
    return (j) => (j < k || (j === k && !moved) ? `${held}.r${j}` : null);
  }

  #holds(k: number, state: (j: number) => string | null): string {
    const condition = this.#r.steps[k]?.condition;
    if (!condition) throw new Error('a step without condition');
    return `coalesce(${this.#over(state).truth(condition, true)}, false)`;
  }

  /** True where step `k` follows the one before, whose state moves on to it. */
  #follows(k: number): string {
    if (k === 0 || k >= this.#count) return 'false';
    return `("$b".s.s${k - 1}.on AND ${this.#holds(k, this.#seen(k, true))})`;
  }

  /** True where step `k` is matched once more, or the first one at all. */
  #repeats(k: number): string {
    const held = `"$b".s.s${k}.on`;
    const holds = this.#holds(k, this.#seen(k, false));
    if (k > 0) return `(${held} AND NOT ${this.#follows(k + 1)} AND ${holds})`;
    if (this.#count === 1) return holds;
    return `(CASE WHEN ${this.#follows(1)} THEN ${this.#holds(0, () => null)} ELSE ${holds} END)`;
  }

  /** SQL of the case that step `k` is in: it follows, it begins anew, it is matched again, or it is not matched. */
  #cases(k: number, make: (state: 'moved' | 'fresh' | 'own') => string, otherwise: string): string {
    if (k > 0)
      return `CASE WHEN ${this.#follows(k)} THEN ${make('moved')} WHEN ${this.#repeats(k)} THEN ${make('own')} ELSE ${otherwise} END`;
    if (this.#count === 1)
      return `CASE WHEN ${this.#repeats(0)} THEN ${make('own')} ELSE ${otherwise} END`;
    return `CASE WHEN NOT ${this.#repeats(0)} THEN ${otherwise} WHEN ${this.#follows(1)} THEN ${make('fresh')} ELSE ${make('own')} END`;
  }

  #match(k: number, state: 'moved' | 'fresh' | 'own'): string {
    if (state === 'moved') return `"$b".s.s${k - 1}.m`;
    if (k > 0) return `"$b".s.s${k}.m`;
    return state === 'fresh'
      ? '"$b".s.n'
      : 'CASE WHEN "$b".s.s0.on THEN "$b".s.s0.m ELSE "$b".s.n END';
  }

  #stateFor(k: number, state: 'moved' | 'fresh' | 'own'): (j: number) => string | null {
    return state === 'fresh' ? () => null : this.#seen(k, state === 'moved');
  }

  /** The row that goes out where step `k` is matched. */
  #out(k: number, state: 'moved' | 'fresh' | 'own'): string {
    const row = (i: number): string => this.#value(k, i, state);
    return this.#row('"$y".r.i', k, this.#match(k, state), row);
  }

  #value(k: number, i: number, state: 'moved' | 'fresh' | 'own'): string {
    const value = this.#r.steps[k]?.values[i];
    const as = this.#r.declared[i]?.as;
    if (!value || !as) throw new Error('a declared column without value');
    return typed(this.#over(this.#stateFor(k, state)).as(value, as.type), as.type);
  }

  #remembered(k: number, state: 'moved' | 'fresh' | 'own'): string {
    const fields = this.#r.steps[k]?.remembers.map(({ of, as }, i): [string, string] => {
      if (typeof of === 'number') return [`c${i}`, this.#value(k, of, state)];
      const sql = `"$y".r.c${this.read.indexOf(of)}`;
      return [`c${i}`, typed(as.type === 'string' ? `coalesce(${sql}, '')` : sql, as.type)];
    });
    return struct(fields && fields.length > 0 ? fields : [nothingAtAll]);
  }

  #matched(k: number, state: 'moved' | 'fresh' | 'own'): string {
    const held = `"$b".s.s${state === 'moved' ? k - 1 : k}`;
    const earlier = Array.from({ length: k }, (_, j): [string, string] => [
      `r${j}`,
      `${held}.r${j}`,
    ]);
    return struct([
      ['on', 'true'],
      ['m', this.#match(k, state)],
      ...earlier,
      [`r${k}`, this.#remembered(k, state)],
      ...this.#waiting(k).map(([w]): [string, string] => [w, this.#out(k, state)]),
    ]);
  }

  #next(k: number): string {
    const held = `"$b".s.s${k}`;
    const left =
      k + 1 < this.#count
        ? `CASE WHEN ${this.#follows(k + 1)} THEN ${this.#empty(k)} ELSE ${held} END`
        : held;
    return this.#cases(k, (state) => this.#matched(k, state), left);
  }

  /** The rows that go out when a row is taken, last step first: those that match, and those that need not wait any more. */
  #emitted(): string {
    const rows = this.#r.steps.flatMap(({ output }, k) => {
      if (output === 'none') return [];
      if (output === 'all') return [this.#cases(k, (state) => this.#out(k, state), 'NULL')];
      const waits = `"$b".s.s${k}.w`;
      return [`CASE WHEN ${this.#follows(k)} OR ${this.#follows(k + 1)} THEN ${waits} END`];
    });
    if (rows.length === 0) return '"$b".o';
    return `list_concat("$b".o, list_filter([${rows.reverse().join(', ')}], lambda "$e": "$e" IS NOT NULL))`;
  }

  /** What a row `$y` makes of the state in `$b`; with its rows where `rows` says so. */
  step(rows: boolean): string {
    const begins =
      this.#count === 1
        ? `${this.#repeats(0)} AND NOT "$b".s.s0.on`
        : `${this.#repeats(0)} AND NOT ("$b".s.s0.on AND NOT ${this.#follows(1)})`;
    const state = struct([
      ['n', `"$b".s.n + CASE WHEN ${begins} THEN 1 ELSE 0 END`],
      ...this.#r.steps.map((_, k): [string, string] => [`s${k}`, this.#next(k)]),
    ]);
    return `{'r': NULL, 's': ${state}${rows ? `, 'o': ${this.#emitted()}` : ''}}`;
  }

  /** A list of no rows, of the type of those that go out. */
  get none(): string {
    return `[${this.#row('0::BIGINT', 0, '0::BIGINT', (i) => this.#none(i))}][1:0]`;
  }

  /** What still waits when there are no more rows. */
  get rest(): string {
    const waiting = this.#r.steps.flatMap(({ output }, k) =>
      output === 'last' ? [`"$z".s.s${k}.w`] : [],
    );
    if (waiting.length === 0) return '"$z".o';
    const some = `list_filter([${waiting.join(', ')}], lambda "$e": "$e" IS NOT NULL)`;
    return `CASE WHEN last THEN list_concat("$z".o, ${some}) ELSE "$z".o END`;
  }
}

/**
 * A walk over rows in SQL. All rows of a group are one list; as long as it is long it is halved, the state at its
 * middle found by `list_reduce` over the first half; then all short lists are walked side by side for the result.
 * So the time is that of one walk, and rows are never copied to append to a long list.
 */
export function spellScan(r: ScanRelation, around: Surroundings): string {
  const scan = new Scan(r, around);
  const { input } = r;
  const groups = (input.groups ?? []).map((c) => quoteName(c.physical)).join(', ');
  const place = `row_number() OVER (${spellOrder(input.order, 'ORDER BY ')})`;
  const walk = (rows: string, state: string): string =>
    `list_reduce(${rows}, lambda "$b", "$y": ${scan.step(false)}, {'r': NULL, 's': ${state}}).s`;
  const halves = [
    "{'l': list_slice(l, 1, len(l) // 2), 's': s, 'last': false}",
    `{'l': list_slice(l, len(l) // 2 + 1, len(l)), 's': ${walk('list_slice(l, 1, len(l) // 2)', 's')}, 'last': last}`,
  ];
  const walked = `list_reduce(list_transform(l, lambda "$x": {'r': "$x".r, 's': "$x".s, 'o': CASE WHEN false THEN ${scan.none} END}), lambda "$b", "$y": ${scan.step(true)}, {'r': NULL, 's': s, 'o': ${scan.none}})`;
  const all = [...input.columns, ...input.hidden].map((c) => quoteName(c.physical));
  const made = [
    ...r.declared.map(({ as }, i) => `"$e".d${i} AS ${quoteName(as.physical)}`),
    `"$e".m AS ${quoteName(r.matchId.physical)}`,
    `"$e".i AS ${quoteName(r.place.physical)}`,
    `CAST("$e".k AS BIGINT) AS ${quoteName(r.step.physical)}`,
  ];
  const empty = `CASE WHEN false THEN ${scan.start} END`;
  return `WITH RECURSIVE "$rows" AS MATERIALIZED (SELECT *, ${place} AS "$place" FROM ${around.from}),
"$parts" AS (SELECT list({'r': ${scan.rowStruct}, 's': ${empty}} ORDER BY "$place") AS l, ${scan.start} AS s, true AS last FROM "$rows"${groups ? ` GROUP BY ${groups}` : ''}
UNION ALL SELECT "$q".l, "$q".s, "$q".last FROM (SELECT unnest([${halves.join(', ')}]) AS "$q" FROM "$parts" WHERE len(l) > ${segment}))
SELECT ${[...all, ...made].join(', ')} FROM (SELECT unnest(list_transform([${walked}], lambda "$z": ${scan.rest})[1]) AS "$e" FROM "$parts" WHERE len(l) <= ${segment}) JOIN "$rows" ON "$place" = "$e".i`;
}
