export {
  type Budget,
  type ByteRange,
  defineFormat,
  type Format,
  type FormatExample,
  type Input,
  type ReadContext,
} from './define-format.ts';
