export type { CellLine } from './cell-line.ts';
export type { Block, Cell, HuntDocument, Prose } from './document.ts';
export type {
  FrontMatter,
  HuntParameter,
  HuntParameterType,
  HuntParameterValue,
} from './front-matter.ts';
export {
  type CellResult,
  type CellState,
  type CellStatus,
  HuntRun,
  type HuntSettings,
} from './hunt-run.ts';
export type { GivenValues } from './parameters.ts';
export { readHunt } from './read-hunt.ts';
