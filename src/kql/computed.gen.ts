export { default as functions_geoInfoFromIpAddress } from './functions/geo-info-from-ip-address.ts';
export { default as functions_gzipDecompressFromBase64String } from './functions/gzip-decompress-from-base64-string.ts';
