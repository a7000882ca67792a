export { compile, diagnose, warm } from './compile.ts';
export { prelude } from './dialects/duckdb-prelude.ts';
export { type WithEmptyColumns, withEmptyColumns } from './empty-columns.ts';
export { KqlError } from './error.ts';
export { type FragmentKind, queryShape, readFragment, syntaxFaults } from './fragment.ts';
export {
  type Completion,
  type CompletionKind,
  type Completions,
  complete,
} from './help/complete.ts';
export { type Description, type LanguagePart, languageParts } from './help/definitions.ts';
export { format } from './help/format.ts';
export { type Hover, hover } from './help/hover.ts';
export {
  type CallHelp,
  type ParameterHelp,
  type SignatureHelp,
  signatureHelp,
} from './help/signature-help.ts';
export type {
  InvokedFunction,
  InvokedInput,
  InvokedParameter,
  InvokedWork,
  SpelledRows,
} from './invoked.ts';
export { movedDiagnostic } from './moved-diagnostic.ts';
export { bracketed } from './parse/bind.ts';
export { namesUsed } from './parse/names.ts';
export type {
  CompileOptions,
  Diagnostic,
  Edit,
  ExternalFiles,
  ExternalLayout,
  ExternalRequest,
  Fix,
  LookupRequest,
  Lookups,
  NamedResult,
  Plan,
  Render,
  Schema,
  SourceTable,
} from './plan.ts';
export { type QueryReads, readsOf } from './reads.ts';
