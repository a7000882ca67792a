export type { Budget, ByteRange, Format, Input } from './define-format.ts';
export { type LoadProgress, startLoad } from './start-load.ts';
export { tableName } from './table-name.ts';
