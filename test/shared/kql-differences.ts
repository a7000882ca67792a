/**
 * Why a case is not met. `random`: its answer changes from run to run, or depends on who asks and what he has.
 * `theirs`: the answer given is not Kusto's (a misprint on a page, another engine's own way). `limit`: Kusto's answer is
 * right and Huntbook gives another one.
 */
export interface Difference {
  why: 'random' | 'theirs' | 'limit';
  reason: string;
}

const random: readonly [id: string, reason: string][] = [
  ['doc-f5350de92e', 'rand()'],
  ['doc-8278c83455', 'rand()'],
  ['doc-e26b249496', 'sample takes any row'],
  ['doc-85a723ab43', 'sample takes any row'],
  ['doc-eef83ad631', 'sample takes any row'],
  ['doc-e1d3e457dc', 'now()'],
  ['doc-1807db5c77', 'now()'],
  ['doc-7796bcf64a', 'now()'],
  ['doc-9bae75b35d', 'new_guid()'],
  ['doc-5b44a78573', 'new_guid()'],
  ['doc-e96731c85b', 'where an address is depends on the data of the day'],
  ['doc-c6a5164666', 'where an address is depends on the data of the day'],
  ['doc-9e75050a43', 'the cursor of that moment'],
  ['doc-7455286832', 'who runs the query'],
  ['doc-90fe8e9558', 'who runs the query'],
  ['doc-6edce1fae0', 'rand()'],
  ['doc-a6c66ed3de', 'rand()'],
  ['loco-fddf65e07a', 'takes the last of rows without an order'],
];

const theirs: readonly [id: string, reason: string][] = [
  ['doc-abb1d7e00f', 'the page has a row of someone who is not in its data'],
  ['doc-ad73a0ad26', 'the table on the page lacks two columns of the query'],
  ['doc-0869c59629', 'the table on the page has the columns in another order'],
  ['doc-f419039f3e', 'the page leaves the polygons out'],
  ['doc-5c58587a67', 'the page keeps a zero at the end of 40.796860'],
  ['doc-1a8538b224', 'the same cells in another order, which has no meaning'],
  ['doc-ac1385dc9a', 'the page prints the long 1 as 1.000000'],
  ['doc-ffffa4c844', 'the page prints the long 1 as 1.000000'],
  ['doc-86d0c37e80', 'the page shows the input of another query'],
  ['doc-c69c2f3d10', 'the page shows the input of another query'],
  ['doc-755ddf6d0c', 'the page shows the input of another query'],
  ['doc-20b3d4524e', 'the page shows the input of another query'],
  ['doc-245cf2d1d0', 'the table on the page has three names for two columns'],
  ['doc-cb6391f7b4', 'the page shows four of ten rows'],
  ['doc-2daeaeaa9a', 'the page leaves out the slash that the real engine keeps in Path'],
  ['doc-1e48972930', 'the page shows another text than the query holds'],
  ['doc-ba29e57276', 'the page shows the variance of a sample for that of a population'],
  [
    'doc-f73938c65e',
    'the page fills the same series with 73 and 36 once and with 74 and 38 another time',
  ],
  ['loco-c3e05251c8', 'has_all looks for parts of words there, for whole terms in Kusto'],
  ['loco-700e065b10', 'format() is not a Kusto function'],
  ['loco-02ecc0d5df', 'unix_time() is not a Kusto function'],
  ['loco-24f09507ea', 'net_time() is not a Kusto function'],
  ['loco-ea5be89888', 'a negative start counts from the end in Kusto'],
  ['loco-da8ead35ae', 'string_similarity() is not a Kusto function'],
  ['loco-2be6aac37d', 'padright() is not a Kusto function'],
  ['loco-8bcce9561c', 'padright() is not a Kusto function'],
  ['loco-59f1015456', 'padleft() is not a Kusto function'],
  ['loco-c9e8750a52', 'trimws() is not a Kusto function'],
  ['loco-dfa6e73c99', 'parsehex() is not a Kusto function'],
  ['loco-01fec5a6a7', 'format_interp() is not a Kusto function'],
  ['loco-bbff72929c', 'format_interp() is not a Kusto function'],
  ['loco-4ce5c942ac', 'make_list of dynamic values keeps bags and arrays as they are in Kusto'],
  ['loco-dd7536b660', 'tostring of a datetime is ISO 8601 in Kusto'],
  ['loco-cd192cf4d9', 'tostring of a datetime is ISO 8601 in Kusto'],
  ['loco-d009d728e3', '-10 % 3 is 2 in Kusto'],
  ['loco-fa88a38401', 'split with an index gives an array of one in Kusto'],
];

const limits: readonly [id: string, reason: string][] = [
  ['doc-ac017e05e5', 'how Kusto combines hashes is not published'],
  ['emu-a1b65ad842', 'the engine prints 0.1 + 0.2 with a last digit that is not the nearest'],
];

/** The cases whose answers are known to differ, by id, each with its reason. */
export const differences: ReadonlyMap<string, Difference> = new Map(
  (
    [
      ['random', random],
      ['theirs', theirs],
      ['limit', limits],
    ] as const
  ).flatMap(([why, list]) => list.map(([id, reason]) => [id, { why, reason }] as const)),
);
