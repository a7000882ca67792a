export type { Pipeline } from './pipeline.ts';
export { readPipelines } from './read-pipelines.ts';
export { type PipelineKql, type PipelineRun, pipelineKql, runPipeline } from './run-pipeline.ts';
