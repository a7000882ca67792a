export { default as parquet } from './parquet.ts';
