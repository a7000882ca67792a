export { default as bagUnpack } from './bag-unpack.ts';
export { default as pivot } from './pivot.ts';
