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
export { damaged, readingFile } from './file-fault.ts';
export { formats } from './formats.ts';
export { type ReadOptions, readInput } from './read-input.ts';
export { columnNames, tableName } from './table-name.ts';
