export type { Budget, ByteRange, Format, Input } from './define-format.ts';
export { formats } from './formats.ts';
export type { FileOutcome } from './load.ts';
export { type LoadJob, type LoadProgress, type LoadResult, startLoad } from './start-load.ts';
export { tableName } from './table-name.ts';
