export { default as functions_gzipDecompressFromBase64String } from './functions/gzip-decompress-from-base64-string.ts';
