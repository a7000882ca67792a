export { default as sentinel } from './sentinel.ts';
