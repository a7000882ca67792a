export {
  type Column,
  type FileCoverage,
  HuntError,
  type HuntErrorParts,
  type KustoType,
  type ResultCoverage,
  type Span,
  type TableCoverage,
  type TimeSpan,
  type ZoneKnown,
} from './base/index.ts';
export {
  Hunt,
  type HuntOptions,
  type OpenedFile,
  type OpenOptions,
  type OpenProgress,
  open,
  openSample,
  type TableInfo,
} from './session/index.ts';
export type {
  ColumnProfile,
  ExportFormat,
  ExportOptions,
  Filter,
  FilterOp,
  KustoValue,
  PageRequest,
  Row,
  SortKey,
  Table,
} from './tables/index.ts';
