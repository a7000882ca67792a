import type { Computation } from '../base/index.ts';
import * as computed from './computed.gen.ts';
import type { FunctionDefinition } from './define.ts';
import type { Operator } from './operator.ts';
import type { Plugin } from './plugin.ts';

type Definition = FunctionDefinition | readonly FunctionDefinition[] | Operator | Plugin;

const definitions: readonly Definition[] = Object.values(computed);

/**
 * What compiled queries call that SQL cannot say: to be registered with the DuckDB that runs them. A door of
 * its own, so that the process which runs queries loads neither the compiler nor the parser.
 */
export const computations: readonly Computation[] = definitions
  .flat()
  .flatMap((definition): readonly Computation[] => {
    if ('computations' in definition) return definition.computations ?? [];
    if ('computation' in definition && definition.computation) return [definition.computation];
    return [];
  });
