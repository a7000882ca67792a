export type { OpenedFile, OpenHunt, ReadOptions, ResultTable } from './hunt.ts';
export { startWorkbench, type Workbench, type WorkbenchOptions } from './start-workbench.ts';
