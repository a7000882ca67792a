export type { OpenedFile, OpenHunt, ResultTable } from './hunt.ts';
export { startWorkbench, type Workbench, type WorkbenchOptions } from './start-workbench.ts';
