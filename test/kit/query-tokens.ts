import { queryShape } from '../../src/kql/index.ts';
import { kindName, languageService } from '../../src/kql/parse/kusto.ts';

interface Lexer {
  readonly Parsing: {
    readonly TokenParser: { ParseTokens(text: string): readonly { Kind: number; Text: string }[] };
  };
}

/** Quoted texts, comments and the like of each language, by rules of the test's own. */
const rules: Readonly<Record<string, RegExp>> = {
  kql: /(?<string>h?(?:```[\s\S]*?```|@"(?:""|[^"])*"|@'(?:''|[^'])*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))|(?<comment>\/\/.*)|(?<word>\w+)|(?<mark>\S)/gi,
  spl: /(?<comment>```[\s\S]*?```)|(?<string>"(?:\\[\s\S]|[^"\\])*"|'[^']*')|(?<word>[\w.:*@/-]+)|(?<mark>\S)/g,
  odata: /(?<string>'(?:''|[^'])*'|"(?:\\[\s\S]|[^"\\])*")|(?<word>[\w.%-]+)|(?<mark>\S)/g,
  sql: /(?<comment>--.*|\/\*[\s\S]*?\*\/)|(?<string>'(?:''|[^'])*'|"(?:""|[^"])*")|(?<word>\w+)|(?<mark>\S)/g,
  esql: /(?<comment>\/\/.*|\/\*[\s\S]*?\*\/)|(?<string>"""[^\r\n]*?"""|"(?:\\.|[^"\\\r\n])*"|`(?:``|[^`])*`)|(?<word>[\w.@]+)|(?<mark>\S)/g,
  json: /(?<string>"(?:\\.|[^"\\])*")|(?<word>[\w.-]+)|(?<mark>\S)/g,
};

/** The pieces of a query, of whatever language. */
export function tokensOf(language: string, text: string): { kind: string; text: string }[] {
  const rule = rules[language];
  if (!rule) throw new Error(`no rules for ${language}`);
  return [...text.matchAll(rule)].map((match) => {
    const [kind = ''] = Object.entries(match.groups ?? {}).find(([, t]) => t !== undefined) ?? [];
    return { kind, text: match[0] };
  });
}

/**
 * What a query does, without what its literals say; a word that a value may stand as (in SPL, and in paths) counts
 * as a literal. Of KQL it is the tree of Kusto's own parser.
 */
export function shapeOf(language: string, text: string, values: readonly string[]): string {
  if (language === 'kql')
    return queryShape(text)
      .map((node) => (values.includes(node.split(' ')[1] ?? '') ? 'IdentifierToken' : node))
      .join('\n');
  return tokensOf(language, text)
    .map(({ kind, text: t }) => (kind === 'string' || values.includes(t) ? 'literal' : t))
    .join(' ')
    .replace(/literal(?: , literal)+/g, 'literal');
}

/**
 * The tokens of Kusto's own lexer, without what literals say: where they are equal, the parser gets equal input, so that
 * the trees are equal too. Of other languages it is the shape.
 */
export function lexicalShapeOf(language: string, text: string, values: readonly string[]): string {
  if (language !== 'kql') return shapeOf(language, text, values);
  const { TokenParser } = (languageService().Language as unknown as Lexer).Parsing;
  return TokenParser.ParseTokens(text)
    .map(({ Kind: kind, Text: t }) => {
      const name = kindName(kind);
      return name.endsWith('LiteralToken') || values.includes(t) ? name : `${name} ${t}`;
    })
    .join('\n');
}

/** Texts that an attacker may have put into a log: each would be another query if it were not escaped. */
export const hostileTexts: readonly string[] = [
  '" or 1==1 //',
  "' or '1'='1",
  "'; drop table x; --",
  '\\',
  '\\" or true',
  "\\' or true",
  'a\nb',
  '\r\n| take 1',
  '\n\n\n',
  'x | union * | take 1',
  'x; SecurityEvent',
  'a // b',
  'a /* b */ -- c',
  '{host_name} {{}} {',
  '```| delete```',
  '~~~',
  '@"x"',
  '`macro` $token$ [search index=*]',
  '*") | delete | search ("',
  '"] | outputlookup x',
  '%27%20or%201 eq 1&$top=1#+',
  '\u0000" | x',
  '\u2028" or true\u2029\u0085',
  '“quotes” «ﬁ» \u202E 🕵 \u00A0',
  '\uE000',
  '__proto__',
  '\t\u001b[31m',
  'datetime(now()) .. ago(1d)',
];
