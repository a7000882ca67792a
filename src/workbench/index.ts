export type { OpenedFile, OpenHunt, ResultTable } from './hunt.ts';
export type { HuntsHome } from './hunt-folder.ts';
export { startWorkbench, type Workbench, type WorkbenchOptions } from './start-workbench.ts';
