export { default as base64Unpack } from './base64-unpack.ts';
export { default as extractIocs } from './extract-iocs.ts';
export { default as ipType } from './ip-type.ts';
