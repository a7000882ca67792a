export { unpackBase64 } from './base64-unpack.ts';
export { decodeText } from './decode/decode.ts';
export { extractIocs, type IocOptions, type IocType, iocTypes } from './extract-iocs.ts';
export { domainParts } from './public-suffix.ts';
export { defang, refang } from './refang.ts';
export { urlParts } from './url-parts.ts';
export { iocExpression } from './worth-reading.ts';
