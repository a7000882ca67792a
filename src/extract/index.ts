export {
  type Base64Options,
  type Base64Part,
  type Base64Unpacked,
  unpackBase64,
} from './base64-unpack.ts';
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
export { iocExpression } from './worth-reading.ts';
