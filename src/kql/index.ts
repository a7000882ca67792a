export type {
  CompileOptions,
  Diagnostic,
  Plan,
  Render,
  Schema,
  SourceTable,
} from './plan.ts';
