export { defaultBudget } from './budget.ts';
export {
  type Budget,
  type ByteRange,
  defineFormat,
  type Format,
  type FormatExample,
  type Input,
  type ReadContext,
} from './define-format.ts';
export { formats } from './formats.ts';
export type { FileOutcome } from './load.ts';
export { loadTables, type MadeTable } from './load-tables.ts';
export { type LoadJob, type LoadProgress, type LoadResult, startLoad } from './start-load.ts';
export { tableName } from './table-name.ts';
