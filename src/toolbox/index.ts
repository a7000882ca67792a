import type { Computation } from '../base/index.ts';
import type { InvokedFunction } from '../kql/index.ts';
import type { Tool } from './define-tool.ts';
import { computationsOf, invoked } from './invoked.ts';
import * as toolFiles from './tools/index.gen.ts';

export type {
  AllTool,
  AnswerRowOf,
  EachTool,
  InputField,
  LookupExample,
  LookupTool,
  OutputField,
  ParameterField,
  SqlTool,
  Tool,
  ToolExample,
} from './define-tool.ts';
export { attributionOf } from './define-tool.ts';
export { answerJson, answerRows, askables } from './lookup-rows.ts';
export { invokeText, runTableTool, runTool, settingsFor } from './run-tool.ts';
/** Every investigative function as TypeScript knows it, for `runTool(toolbox.ipType, '10.0.0.1')`. */
export * as toolbox from './tools/index.gen.ts';

/** Every investigative function, by name. */
export const tools: ReadonlyMap<string, Tool> = new Map(
  Object.values(toolFiles).map((tool): [string, Tool] => [tool.name, tool as Tool]),
);

/** The tools as `invoke` finds them. */
export const invokedFunctions: ReadonlyMap<string, InvokedFunction> = new Map(
  [...tools].map(([name, tool]) => [name, invoked(tool)]),
);

/** What the SQL of the tools calls: to be registered with the DuckDB that runs it. */
export const toolComputations: readonly Computation[] = computationsOf(invokedFunctions.values());
