export {
  type Base64Options,
  type Base64Part,
  type Base64Unpacked,
  unpackBase64,
} from './base64-unpack.ts';
