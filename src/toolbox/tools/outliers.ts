import { isolationScores } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';
import { featurePoints } from '../feature-points.ts';

const input = {
  features: { type: 'dynamic', about: 'The numbers to compare, in pack_array().' },
} as const;

const parameters = {
  share: {
    type: 'real',
    about: 'The share of rows that are taken for outliers.',
    default: 0.01,
    least: 0,
    most: 0.5,
  },
  trees: { type: 'long', about: 'Trees that vote.', default: 100, least: 1, most: 1000 },
  sample: {
    type: 'long',
    about: 'Rows from which each tree is grown.',
    default: 256,
    least: 2,
    most: 4096,
  },
  seed: {
    type: 'long',
    about: 'Fixes what is left to chance.',
    default: 1,
    least: 0,
    most: 4_294_967_295,
  },
} as const;

const output = {
  outlier_score: {
    type: 'real',
    about: 'How easily the row is told apart: near 1 for outliers, about 0.5 for others.',
  },
  outlier: { type: 'bool', about: 'True for the share of rows with the highest scores.' },
} as const;

const outliers: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'outliers',
  about: 'Rows that are easily told apart from the others, by an isolation forest.',
  source:
    'Liu, Ting and Zhou 2008, as msticpy.analysis.outliers uses it from scikit-learn. Differs: trees come from an own seeded sequence of chance, so scores agree with scikit-learn in what they rank, not in their digits.',
  input,
  parameters,
  output,
  entities: [],
  cost: 'All rows in memory; rows × trees.',
  all: ({ features }, { share, trees, sample, seed }) => {
    const scores = isolationScores(featurePoints(features), { trees, sample, seed });
    const sorted = scores.slice().sort().reverse();
    const limit = sorted[Math.ceil(share * scores.length) - 1] ?? Number.POSITIVE_INFINITY;
    const varies = (sorted[0] ?? 0) > (sorted.at(-1) ?? 0);
    return {
      rows: features.map((_, i) => i),
      columns: {
        outlier_score: Array.from(scores),
        outlier: Array.from(scores, (s) => varies && s >= limit),
      },
    };
  },
  examples: [
    {
      query:
        'range n from 1 to 200 step 1 | extend x = iff(n == 77, 900, n % 10), y = n % 7 | invoke outliers(features = pack_array(x, y), share = 0.005, join = "inner") | where outlier | project n, x',
      rows: [[77, 900]],
    },
  ],
});

export default outliers;
