import { Refusal } from '../error.ts';
import { numbered, renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin } from '../plugin.ts';
import { project } from '../tree/build.ts';
import { cast } from '../tree/scalar.ts';

/** A result of `hll` holds the least hashes, so many at most, of so many that there can be. */
const [kept, range] = [4096, 2 ** 53];

const definition: Plugin = definePlugin({
  name: 'dcount_intersect',
  about:
    'How many different values are in the first result of `hll`, in the first two of them alike, and so on.',
  source: 'https://learn.microsoft.com/kusto/query/dcount-intersect-plugin',
  apply(call) {
    const { args, scope, lowering, node } = call;
    if (args.length < 2) throw new Refusal('dcount_intersect needs two results of hll.', node.span);
    const sets = args.map((a, i) => ({
      name: `h${i}`,
      value: cast(lowering.scalar(a, scope), 'dynamic'),
    }));
    const input = rowsOf(call);
    const columns = numbered(input);
    // What all have is below the greatest hash that each has: how dense it lies there tells how many there are.
    const steps = sets.map(({ name }, i) => {
      const common = i === 0 ? name : `set_intersect(x${i - 1}, ${name})`;
      const limit = `iff(array_length(${name}) >= ${kept}, todouble(${name}[${kept - 1}]), ${range}.0)`;
      return `| extend x${i} = ${common}, t${i} = ${i === 0 ? limit : `min_of(t${i - 1}, ${limit})`}
        | extend s${i} = tolong(round(coalesce(array_length(x${i}), 0) * ${range}.0 / t${i}))`;
    });
    const shown = [...columns.map((c) => c.name), ...sets.map((_, i) => `s${i}`)];
    const rows = written(call, `rows ${steps.join('\n')} | project ${shown.join(', ')}`, {
      tables: { rows: project(input, [...columns, ...sets]) },
    });
    return renamed(rows, node.columns ?? []);
  },
  examples: [
    {
      query:
        'range x from 1 to 100 step 1 | summarize a = hll(iff(x % 2 == 0, x, 0), 2), b = hll(iff(x % 3 == 0, x, 0), 2), c = hll(iff(x % 5 == 0, x, 0), 2) | evaluate dcount_intersect(a, b, c) | project s0 - 1, s1 - 1, s2 - 1',
      rows: [[50, 16, 3]],
    },
    {
      query:
        'range x from 1 to 100000 step 1 | summarize a = hll(x), b = hll(iff(x % 2 == 0, x, 2)) | evaluate dcount_intersect(a, b) | project abs(s0 - 100000) < 5000, abs(s1 - 50000) < 5000',
      rows: [[true, true]],
    },
  ],
});

export default definition;
