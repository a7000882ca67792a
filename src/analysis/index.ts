export { type Period, periodsOf, type Scores, scoreResiduals } from './anomalies.ts';
export { dbscan, normalizedRows, type Points } from './dbscan.ts';
export { type EvenSeries, evenSeries, type Filling, usualPeriod } from './even-series.ts';
export { pointsFrom } from './feature-points.ts';
export { type GraphMeasures, graphMeasures } from './graph.ts';
export { type Regularity, regularityOf } from './intervals.ts';
export { type ForestOptions, isolationScores } from './isolation-forest.ts';
export { type Polling, periodogram, polling } from './periodogram.ts';
export {
  crc32,
  isSystemLogon,
  log10OrZero,
  type TextFeatures,
  textFeatures,
} from './process-features.ts';
export { type Links, linkProcesses, type ProcessStarts } from './process-tree/link.ts';
export { pathsOf } from './process-tree/paths.ts';
export {
  chooseProcessColumns,
  type ProcessField,
  processFields,
  startEvents,
} from './process-tree/schemas.ts';
export { type Shape, shapeOf } from './process-tree/shape.ts';
export {
  type SequenceDetail,
  type SequenceOptions,
  type SequenceScores,
  scoreSessions,
} from './rare-sequences.ts';
export { encodeSessions, type SessionCodes, type SessionCommand } from './session-codes.ts';
export { type Session, type SessionLimits, sessionsOf } from './sessions.ts';
export { type Decomposition, type StlOptions, stl } from './stl.ts';
