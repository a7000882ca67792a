export { default as defender } from './defender.ts';
export { default as kusto } from './kusto.ts';
export { default as resourceGraph } from './resource-graph.ts';
export { default as sentinel } from './sentinel.ts';
