export { HuntError, type HuntErrorParts, type Span } from './base/index.ts';
