import { quoteName } from '../../base/index.ts';
import type { PathsRelation, RelationColumn } from '../tree/nodes.ts';

/** What the speller of relations lends. */
interface Surroundings {
  edges: string;
  seeds: string;
}

const name = (c: RelationColumn): string => quoteName(c.physical);
const listed = (sql: string): string => `CASE WHEN false THEN [${sql}] ELSE [] END`;

/** Paths as a recursive CTE, one edge further in each round. */
export function spellPaths(r: PathsRelation, { edges, seeds }: Surroundings): string {
  const [from, to, edge] = [name(r.from), name(r.to), name(r.edge)];
  const first = r.collected.map(({ of, inner }, i) => {
    const value = `e.${name(of)}`;
    return `${inner ? listed(value) : `[${value}]`} AS l${i}`;
  });
  const further = r.collected.map(({ of }, i) => `list_append(p.l${i}, e.${name(of)}) AS l${i}`);
  const repeated: Readonly<Record<PathsRelation['cycles'], string>> = {
    all: '',
    unique_edges: ` AND NOT list_contains(p.es, e.${edge})`,
    none: ` AND NOT list_contains(p.ns, e.${to}) AND e.${to} <> p.s AND e.${to} <> p.t`,
  };
  const once = r.cycles === 'none' ? ` AND e.${to} <> e.${from}` : '';
  const one = r.shortest ? ' QUALIFY row_number() OVER (PARTITION BY s, t) = 1' : '';
  const nothing =
    r.least === 0
      ? `UNION ALL SELECT q AS s, q AS t, 0 AS n, ${listed('0::BIGINT')} AS es, ${listed('q')} AS ns${r.collected.map(({ of }, i) => `, (SELECT ${listed(`any_value(e.${name(of)})`)} FROM "$edges" AS e) AS l${i}`).join('')} FROM "$seeds"`
      : '';
  const result = [
    `s AS ${name(r.start)}`,
    `t AS ${name(r.end)}`,
    `es AS ${name(r.walked)}`,
    `ns AS ${name(r.between)}`,
    ...r.collected.map(({ as }, i) => `l${i} AS ${name(as)}`),
  ];
  return `WITH RECURSIVE "$edges" AS MATERIALIZED (SELECT * FROM ${edges}),
"$seeds" AS (SELECT DISTINCT ${name(r.seed)} AS q FROM ${seeds}),
"$paths" AS (SELECT * FROM (SELECT e.${from} AS s, e.${to} AS t, 1 AS n, [e.${edge}] AS es, ${listed(`e.${from}`)} AS ns${first.map((x) => `, ${x}`).join('')} FROM "$edges" AS e JOIN "$seeds" ON e.${from} = q WHERE true${once})${one}
UNION ALL SELECT * FROM (SELECT p.s, e.${to} AS t, p.n + 1 AS n, list_append(p.es, e.${edge}) AS es, list_append(p.ns, p.t) AS ns${further.map((x) => `, ${x}`).join('')} FROM "$paths" AS p JOIN "$edges" AS e ON e.${from} = p.t WHERE p.n < ${r.most}${repeated[r.cycles]})${one})
SELECT ${result.join(', ')} FROM (SELECT * FROM "$paths" WHERE n >= ${r.least} ${nothing})`;
}
