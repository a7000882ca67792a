import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';

function without(call: CallSql, text: string, frame: (pattern: string) => string): string {
  const { sql, use } = regex(call, 0, frame);
  return use(`regexp_replace(${text}, ${sql}, '')`, text);
}

const start = (call: CallSql, text: string): string => without(call, text, (p) => `^(?:${p})`);
const end = (call: CallSql, text: string): string => without(call, text, (p) => `(?:${p})$`);

const forms = [
  ['trim', 'both ends', (call: CallSql, text: string) => end(call, start(call, text)), 'x'],
  ['trim_start', 'the start', start, 'x--'],
  ['trim_end', 'the end', end, '--x'],
] as const;

const definitions: readonly FunctionDefinition[] = forms.map(([name, where, spell, result]) =>
  defineScalar({
    signature: `${name}(pattern: string, text: string): string`,
    about: `The text without what a regular expression finds, once, at ${where}.`,
    source: `https://learn.microsoft.com/kusto/query/${name.replace('_', '-')}-function`,
    sql: { duckdb: ([, text = ''], call) => spell(call, text) },
    examples: [
      {
        query: `print a = ${name}("--", "--x--"), b = ${name}("-+", "---"), c = ${name}("y", "xyx")`,
        rows: [[result, '', 'xyx']],
      },
    ],
  }),
);

export default definitions;
