export { default as defender } from './defender.ts';
export { default as elastic } from './elastic.ts';
export { default as graph } from './graph.ts';
export { default as kusto } from './kusto.ts';
export { default as resourceGraph } from './resource-graph.ts';
export { default as sentinelApi } from './sentinel-api.ts';
export { default as sentinel } from './sentinel.ts';
export { default as splunk } from './splunk.ts';
