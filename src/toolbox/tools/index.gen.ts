export { default as ipType } from './ip-type.ts';
