export { sampleTables } from './generate.ts';
export type { SampleTable } from './sample.ts';
