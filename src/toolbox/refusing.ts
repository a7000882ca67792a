import type { ToolStep } from './define-tool.ts';
import { refused } from './refused.ts';

/**
 * What the SQL of a tool calls, by `kt_`, the tool's name and `_refuse`, with one sentence for the user where the rows
 * show that an argument cannot be meant, and with NULL, for which it is false, where they do not: DuckDB may call it
 * before it looks at any other condition.
 */
export function refusing(name: string): ToolStep {
  return {
    kind: 'value',
    name: `kt_${name}_refuse`,
    parameters: ['VARCHAR'],
    rest: null,
    result: 'BOOLEAN',
    compute: ([sentence = null]) => {
      if (sentence === null) return false;
      throw refused({ name }, sentence);
    },
  };
}
