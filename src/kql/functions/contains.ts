import { defineScalar, type FunctionDefinition, type Spelling } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

const source = 'https://learn.microsoft.com/kusto/query/datatypes-string-operators';

const spelling =
  (fn: string, caseSensitive: boolean, negated: boolean): Spelling =>
  (_, call) => {
    const [text, part] = [call.args[0], call.args[1]];
    if (!text || !part) return call.refuse('needs two texts');
    const constant =
      part.kind === 'literal' && part.type === 'string' && typeof part.value === 'string';
    const fast = call.filter && !negated && constant && part.value !== '' && text.type === 'string';
    const fold = (sql: string): string => (caseSensitive ? sql : `lower(${sql})`);
    const lowered: Scalar =
      constant && typeof part.value === 'string' && !caseSensitive
        ? { ...part, value: part.value.toLowerCase() }
        : part;
    const needle = constant ? call.as(lowered, 'string') : fold(call.as(part, 'string'));
    const hay = fold(fast ? call.raw(text) : call.as(text, 'string'));
    return `${negated ? '(NOT ' : ''}${fn}(${hay}, ${needle})${negated ? ')' : ''}`;
  };

const forms = [
  ['contains', 'Contains', 'contains', 'holds', 'ell'],
  ['startswith', 'StartsWith', 'starts_with', 'begins with', 'hel'],
  ['endswith', 'EndsWith', 'suffix', 'ends with', 'llo'],
] as const;

function family([name, syntax, fn, words, part]: (typeof forms)[number]) {
  const make = (caseSensitive: boolean, negated: boolean) => {
    const spelled = `${negated ? '!' : ''}${name}${caseSensitive ? '_cs' : ''}`;
    return defineScalar({
      signature: `${spelled}(text: string, part: string): bool`,
      about: `Whether a text ${negated ? 'fails the test: it ' : ''}${words} another, case ${caseSensitive ? 'minded' : 'ignored'}.`,
      source,
      syntax: [`${negated ? 'Not' : ''}${syntax}${caseSensitive ? 'Cs' : ''}Expression`],
      nullable: 'never',
      negates: negated,
      sql: { duckdb: spelling(fn, caseSensitive, negated) },
      examples: [
        {
          query: `print a = "Hello" ${spelled} "${part.toUpperCase()}", b = "hello" ${spelled} "${part}"`,
          rows: [[negated !== !caseSensitive, !negated]],
        },
      ],
    });
  };
  return [make(false, false), make(false, true), make(true, false), make(true, true)];
}

const definitions: readonly FunctionDefinition[] = forms.flatMap(family);

export default definitions;
