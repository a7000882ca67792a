export { type Period, periodsOf, type Scores, scoreResiduals } from './anomalies.ts';
export { type EvenSeries, evenSeries, type Filling, usualPeriod } from './even-series.ts';
export { type Decomposition, type StlOptions, stl } from './stl.ts';
