export { carriedOver, type Traceable } from './carry-over.ts';
export type { CellLine } from './cell-line.ts';
export {
  type CellChange,
  compareRuns,
  type RowsBeside,
  type RunComparison,
} from './compare-runs.ts';
export type { Block, Cell, HuntDocument, Prose } from './document.ts';
export { editHunt } from './edit-hunt.ts';
export type {
  FrontMatter,
  HuntParameter,
  HuntParameterType,
  HuntParameterValue,
} from './front-matter.ts';
export type { HuntEdit, HuntTime, NewBlock } from './hunt-edit.ts';
export {
  type AskedHunt,
  type CellResult,
  type CellState,
  type CellStatus,
  HuntRun,
  type HuntSettings,
} from './hunt-run.ts';
export type { GivenValues } from './parameters.ts';
export { readHunt } from './read-hunt.ts';
export {
  checkRunFolder,
  keepRun,
  readSavedRun,
  type SavedCell,
  type SavedRun,
  saveRun,
  writeRun,
} from './saved-run.ts';
