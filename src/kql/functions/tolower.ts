import { defineScalar, type FunctionDefinition } from '../define.ts';

const forms = [
  ['tolower', 'lower', 'in lower case', 'héllo'],
  ['toupper', 'upper', 'in upper case', 'HÉLLO'],
  ['reverse', 'reverse', 'from its last character to its first', 'OLLéh'],
] as const;

const definitions: readonly FunctionDefinition[] = forms.map(([name, fn, words, result]) =>
  defineScalar({
    signature: `${name}(text: string): string`,
    about: `The text ${words}.`,
    source: `https://learn.microsoft.com/kusto/query/${name}-function`,
    sql: { duckdb: ([text]) => `${fn}(${text})` },
    examples: [{ query: `print a = ${name}("héLLO"), b = ${name}("")`, rows: [[result, '']] }],
  }),
);

export default definitions;
