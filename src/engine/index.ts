export { childEntry, guardMemory, OUT_OF_MEMORY_EXIT, startChild } from './child.ts';
export { Engine } from './engine.ts';
export type { WireValue } from './messages.ts';
export type {
  Part,
  PartColumn,
  PartTable,
  StandingColumn,
  StandingFile,
  StandingRows,
  StoredValue,
  TableSink,
  UnparsedRow,
} from './part.ts';
export { castStored, commonType, partColumn } from './part-types.ts';
export { type PartOptions, type PartSource, PartWriter, writePart } from './part-writer.ts';
export { serveEngine } from './serve.ts';
