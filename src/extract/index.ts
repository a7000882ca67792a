export {
  type Base64Options,
  type Base64Part,
  type Base64Unpacked,
  unpackBase64,
} from './base64-unpack.ts';
export { type DecodeStep, decodeText } from './decode/decode.ts';
export {
  extractIocs,
  type Ioc,
  type IocOptions,
  type IocType,
  iocTypes,
  pathTypes,
} from './extract-iocs.ts';
export { type DomainParts, domainParts, isTopLevel } from './public-suffix.ts';
export { type DefangAs, defang, refang } from './refang.ts';
export { type UrlParts, urlParts } from './url-parts.ts';
export { iocExpression } from './worth-reading.ts';
