export type {
  Batch,
  BatchColumn,
  Part,
  PartTable,
  StoredValue,
  TableSink,
  UnparsedRow,
} from './part.ts';
