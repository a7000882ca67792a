import { type AggregateFunction, defineAggregate } from '../define.ts';

const definition: AggregateFunction = defineAggregate({
  signature: 'make_bag(bag: dynamic, most?: long): dynamic',
  aliases: ['make_dictionary'],
  conditional: ['make_bag_if'],
  about: 'One property bag of those of all rows; of a key that comes again the first value stays.',
  source: 'https://learn.microsoft.com/kusto/query/make-bag-aggregation-function',
  nullable: 'never',
  ordered: true,
  sql: {
    duckdb: ([bag, most], call) => {
      const conditions = [
        `json_type(${bag}) = 'OBJECT'`,
        ...(call.predicate ? [call.predicate] : []),
      ];
      const where = ` FILTER (WHERE ${conditions.join(' AND ')})`;
      const all = (macro: string): string =>
        `flatten(coalesce(list(${macro}(${bag})${call.order})${where}, []))`;
      const limited = (list: string): string => (most ? `list_slice(${list}, 1, ${most})` : list);
      return `k_bag(${limited(all('k_keys'))}, ${limited(all('k_values'))})`;
    },
  },
  examples: [
    {
      query:
        'datatable(d:dynamic)[dynamic({"a": 1, "b": {"x": 1}}), dynamic({"a": 2, "c": null}), dynamic(null), dynamic([1])] | summarize make_bag(d)',
      columns: ['bag_d:dynamic'],
      rows: [[{ a: 1, b: { x: 1 }, c: null }]],
    },
    {
      query:
        'datatable(k:string, ok:bool)["a", true, "b", false, "c", true] | summarize a = make_bag_if(bag_pack(k, 1), ok), b = make_bag(bag_pack(k, 1), 2)',
      rows: [
        [
          { a: 1, c: 1 },
          { a: 1, b: 1 },
        ],
      ],
    },
  ],
});

export default definition;
