export { type Base64Part, unpackBase64, unpackBytes } from './base64-unpack.ts';
export { decodeSteps, decodeText } from './decode/decode.ts';
export { namedSteps, stepFault } from './decode/named-steps.ts';
export { extractIocs, type Ioc, type IocOptions, type IocType, iocTypes } from './extract-iocs.ts';
export { domainParts } from './public-suffix.ts';
export { defang, refang } from './refang.ts';
export { urlParts } from './url-parts.ts';
export { iocExpression } from './worth-reading.ts';
