export { default as chart } from './chart.ts';
export { default as coverage } from './coverage.ts';
export { default as graph } from './graph.ts';
export { default as grid } from './grid.ts';
export { default as map } from './map.ts';
export { default as processTree } from './process-tree.ts';
export { default as record } from './record.ts';
export { default as timeline } from './timeline.ts';
