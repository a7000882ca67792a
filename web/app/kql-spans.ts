/** What a stretch of KQL is, as the editor's colours are called; null for what has no colour. */
export interface KqlSpan {
  readonly text: string;
  readonly kind:
    | 'Comment'
    | 'StringLiteral'
    | 'Literal'
    | 'Keyword'
    | 'QueryOperator'
    | 'Function'
    | 'Table'
    | null;
}

const words =
  'and|or|not|in|has|has_any|has_all|contains|startswith|endswith|between|matches|regex|by|on|kind|with|asc|desc|nulls|first|last|from|to|step|let|typeof|true|false|null|datetime|timespan|dynamic|long|int|real|decimal|bool|guid|string';
const token = new RegExp(
  [
    String.raw`(?<Comment>\/\/[^\n]*)`,
    String.raw`(?<StringLiteral>[hH]?@?(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|\x60{3}[\s\S]*?(?:\x60{3}|$))`,
    String.raw`(?<QueryOperator>(?<=\|\s*)[a-z][a-z-]*)`,
    String.raw`(?<Literal>(?<=\b(?:datetime|timespan|guid)\(\s*)[^)'"\n]+|\b\d[\d.]*(?:e[+-]?\d+)?(?:d|h|m|s|ms)?\b)`,
    String.raw`(?<Keyword>\b!?(?:${words})\b)`,
    String.raw`(?<Function>\b[A-Za-z_]\w*(?=\s*\())`,
    String.raw`(?<Name>[A-Za-z_]\w*)`,
  ].join('|'),
  'g',
);

/** KQL in coloured stretches, without a parser; `tables` are the names that stand for rows. */
export function kqlSpans(kql: string, tables: ReadonlySet<string>): KqlSpan[] {
  const spans: KqlSpan[] = [];
  let done = 0;
  for (const { index, 0: text, groups = {} } of kql.matchAll(token)) {
    if (index > done) spans.push({ text: kql.slice(done, index), kind: null });
    const [kind] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [];
    const named = kind === 'Name' ? (tables.has(text) ? 'Table' : null) : kind;
    spans.push({ text, kind: (named ?? null) as KqlSpan['kind'] });
    done = index + text.length;
  }
  if (done < kql.length) spans.push({ text: kql.slice(done), kind: null });
  return spans;
}
