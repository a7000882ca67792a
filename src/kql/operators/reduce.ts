import type { TableComputation } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import { passed, project } from '../tree/build.ts';
import { computed } from '../tree/computed.ts';
import { reduced } from '../tree/patterns.ts';
import { cast } from '../tree/scalar.ts';

interface Options {
  threshold: number;
  characters: string | null;
  /** Every row with its group, not only the groups. */
  rows: boolean;
}

const reduction: TableComputation = {
  kind: 'table',
  name: 'kc_reduce',
  compute([texts = []], options) {
    const { rows, ...how } = options as Options;
    const { groups, of } = reduced(
      texts.map((t) => String(t ?? '')),
      how,
    );
    const shown = rows ? of.flatMap((place) => groups[place] ?? []) : groups;
    return {
      rows: rows ? of.map((_, i) => i) : [],
      columns: [
        shown.map((g) => g.pattern),
        shown.map((g) => BigInt(g.count)),
        shown.map((g) => g.representative),
      ],
    };
  },
};

function optionsOf({ node }: OperatorCall): Options {
  const given = node.child('With');
  const parameters = given ? parametersOf(given) : new Map<string, string>();
  const threshold = Number(parameters.get('threshold') ?? 0.1);
  if (!(threshold >= 0 && threshold <= 1))
    throw new Refusal('The threshold of reduce lies between 0 and 1.', given?.span ?? node.span);
  const rows = parametersOf(node).get('kind') === 'source';
  return { threshold, characters: parameters.get('characters') ?? null, rows };
}

const definition: Operator = defineOperator({
  name: 'reduce',
  syntax: ['ReduceByOperator'],
  about:
    'Groups texts that are alike and gives the pattern of each group; the groups are not always those that Kusto finds.',
  source: 'https://learn.microsoft.com/kusto/query/reduce-operator',
  computations: [reduction],
  apply(call) {
    const { node, scope, lowering } = call;
    const text = cast(lowering.scalar(node.part('Expression'), scope), 'string');
    const options = optionsOf(call);
    const found = computed(rowsOf(call), {
      computation: reduction,
      inputs: [text],
      options,
      gives: [
        { name: 'Pattern', type: 'string' },
        { name: 'Count', type: 'long' },
        { name: 'Representative', type: 'string' },
      ],
      carries: options.rows,
    });
    return project(found, passed(found));
  },
  examples: [
    {
      query: 'range x from 1 to 10 step 1 | project s = strcat("fooZ", x) | reduce by s',
      columns: ['Pattern:string', 'Count:long', 'Representative:string'],
      rows: [['others', 10, '']],
    },
    {
      query:
        'range x from 1 to 10 step 1 | project s = strcat("fooZ", x) | reduce by s with characters="Z"',
      rows: [['foo*', 10, 'fooZ1']],
    },
    {
      query:
        'datatable(s:string)["user ann logged in", "user bob logged in", "disk full", "disk full", "user eve logged in", "?"] | reduce by s',
      rows: [
        ['user * logged in', 3, 'user ann logged in'],
        ['disk full', 2, 'disk full'],
        ['others', 1, ''],
      ],
    },
    {
      query:
        'datatable(n:long, s:string)[1,"a x", 2,"a y", 3,"q"] | sort by n asc | reduce kind=source by s',
      columns: ['n:long', 's:string', 'Pattern:string', 'Count:long', 'Representative:string'],
      rows: [
        [1, 'a x', 'a *', 2, 'a x'],
        [2, 'a y', 'a *', 2, 'a x'],
        [3, 'q', 'others', 1, ''],
      ],
    },
  ],
});

export default definition;
