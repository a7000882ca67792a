export { askResult } from './ask-result.ts';
export { attachPart, buildCatalog, type OpenTable } from './catalog.ts';
export type { KustoValue } from './encode.ts';
export type { ExportFormat, ExportOptions } from './export.ts';
export type { Filter, FilterOp, SortKey } from './filter.ts';
export type { PageRequest } from './pager.ts';
export type { ColumnProfile } from './profile.ts';
export { type HeldRows, type ResultPlan, type Row, Table, type TableParts } from './table.ts';
