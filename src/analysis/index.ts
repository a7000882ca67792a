export { periodsOf, scoreResiduals } from './anomalies.ts';
export { dbscan, normalizedRows, type Points } from './dbscan.ts';
export { type EvenSeries, evenSeries, usualPeriod } from './even-series.ts';
export { pointsFrom } from './feature-points.ts';
export { graphMeasures } from './graph.ts';
export { regularityOf } from './intervals.ts';
export { isolationScores } from './isolation-forest.ts';
export { polling } from './periodogram.ts';
export {
  crc32,
  isSystemLogon,
  log10OrZero,
  textFeatures,
} from './process-features.ts';
export { linkProcesses, withoutInferred } from './process-tree/link.ts';
export { pathsOf } from './process-tree/paths.ts';
export {
  chooseProcessColumns,
  startEvents,
} from './process-tree/schemas.ts';
export { shapeOf } from './process-tree/shape.ts';
export { processStarts, type ToldStarts } from './process-tree/starts.ts';
export { ascending } from './process-tree/time-order.ts';
export {
  type SequenceDetail,
  scoreSessions,
} from './rare-sequences.ts';
export { seriesRows } from './series-rows.ts';
export { encodeSessions } from './session-codes.ts';
export { sessionsOf } from './sessions.ts';
export { type StlBudget, stl, stlBudget } from './stl.ts';
export { type SyslogMessage, sudoSessions, sudoStretches } from './sudo-sessions.ts';
