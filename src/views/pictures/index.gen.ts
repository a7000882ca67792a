export { default as alerts } from './alerts.ts';
export { default as chart } from './chart.ts';
export { default as graph } from './graph.ts';
export { default as map } from './map.ts';
export { default as matrix } from './matrix.ts';
export { default as processTree } from './process-tree.ts';
export { default as timeline } from './timeline.ts';
export { default as timeseries } from './timeseries.ts';
