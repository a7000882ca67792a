export type { SampleTable } from './sample.ts';
