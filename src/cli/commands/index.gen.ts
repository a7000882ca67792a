export { default as config } from './config.ts';
export { default as convert } from './convert.ts';
export { default as describe } from './describe.ts';
export { default as functions } from './functions.ts';
export { default as invoke } from './invoke.ts';
export { default as query } from './query.ts';
export { default as tables } from './tables.ts';
export { default as workbench } from './workbench.ts';
