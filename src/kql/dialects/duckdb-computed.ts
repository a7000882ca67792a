import { type KustoType, quoteName, quoteText } from '../../base/index.ts';
import { received, sent } from '../compute.ts';
import type { ComputedRelation, Scalar } from '../tree/nodes.ts';
import { spellOrder } from './duckdb-scalar.ts';

/** What the speller of relations lends. */
interface Surroundings {
  /** What stands after FROM. */
  from: string;
  as(value: Scalar, type: KustoType): string;
}

/**
 * Whole columns into a computation and its rows out again. The innermost SELECT gathers each column as one list
 * and calls it, the middle one makes rows of the lists, the outer one gives values their types.
 */
export function spellComputed(r: ComputedRelation, { from, as }: Surroundings): string {
  const order = spellOrder(r.input.order);
  const groups = (r.input.groups ?? []).map((c) => quoteName(c.physical)).join(', ');
  const lists = r.inputs.map((x) => `coalesce(list(${sent(as(x, x.type), x.type)}${order}), [])`);
  const call = `${r.computation.name}(${[quoteText(JSON.stringify(r.options)), ...lists].join(', ')})`;
  const kept = r.carried.map(
    ({ from: c }, i) => `list(${quoteName(c.physical)}${order}) AS "$c${i}"`,
  );
  const gathered = `SELECT ${[`${call} AS "$r"`, ...kept].join(', ')} FROM ${from}${groups ? ` GROUP BY ${groups}` : ''}`;
  const typedLists = r.computation.gives !== undefined;
  const list = (i: number): string => (typedLists ? `"$r".c${i}` : `"$r"[${i + 2}]`);
  const rows = `list_transform("$r"${typedLists ? '.rows' : '[1]'}, lambda x: CAST(x AS BIGINT) + 1)`;
  const unnested = [
    ...r.carried.map(
      ({ as: c }, i) => `unnest(list_select("$c${i}", ${rows})) AS ${quoteName(c.physical)}`,
    ),
    ...r.given.map((c, i) => `unnest(${list(i)}) AS ${quoteName(c.physical)}`),
    `unnest(range(1, len(${list(0)}) + 1)) AS ${quoteName(r.index.physical)}`,
  ];
  const typed = [
    ...r.carried.map(({ as: c }) => quoteName(c.physical)),
    ...r.given.map((c) => {
      const name = quoteName(c.physical);
      return `${received(name, c.type, typedLists ? 'itself' : 'text')} AS ${name}`;
    }),
    quoteName(r.index.physical),
  ];
  return `SELECT ${typed.join(', ')} FROM (SELECT ${unnested.join(', ')} FROM (${gathered}))`;
}
