export { compile, diagnose, warm } from './compile.ts';
export { prelude } from './dialects/duckdb-prelude.ts';
export { KqlError } from './error.ts';
export type {
  CompileOptions,
  Diagnostic,
  Plan,
  Render,
  Schema,
  SourceTable,
} from './plan.ts';
