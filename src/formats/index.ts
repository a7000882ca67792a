export type { Budget, ByteRange, Format, Input } from './define-format.ts';
export { type LoadJob, type LoadProgress, type LoadResult, startLoad } from './start-load.ts';
export { tableName } from './table-name.ts';
