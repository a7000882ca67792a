import { defineScalar, type FunctionDefinition } from '../define.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'strcmp(first: string, second: string): long',
    about: 'How two texts compare by their characters: -1, 0 or 1.',
    source: page('strcmp'),
    nullable: 'never',
    sql: {
      duckdb: ([a, b]) =>
        `CAST(CASE WHEN ${a} < ${b} THEN -1 WHEN ${a} > ${b} THEN 1 ELSE 0 END AS BIGINT)`,
    },
    examples: [
      {
        query: 'print a = strcmp("ABC", "ABC"), b = strcmp("abc", "ABC"), c = strcmp("ABC", "abc")',
        rows: [[0, 1, -1]],
      },
    ],
  }),
  defineScalar({
    signature: 'translate(search: string, replacement: string, text: string): string',
    about:
      'A text with each character that is searched for replaced by the one at its place; the last replacement stands for those past it.',
    source: page('translate'),
    sql: {
      duckdb: ([search, replacement, text]) =>
        `translate(${text}, ${search}, CASE WHEN ${replacement} = '' THEN '' ELSE rpad(${replacement}, length(${search})::INTEGER, right(${replacement}, 1)) END)`,
    },
    examples: [
      {
        query:
          'print a = translate("krasp", "otsku", "spark"), b = translate("abc", "x", "abc"), c = translate("abc", "", "ab")',
        rows: [['kusto', 'xxx', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'regex_quote(text: string): string',
    about:
      'A text with a backslash before every character that means something in a regular expression.',
    source: page('regex_quote'),
    sql: {
      duckdb: ([text]) =>
        String.raw`regexp_replace(${text}, '([\\.+*?()|\[\]{}^$#&~-])', '\\\1', 'g')`,
    },
    examples: [
      { query: 'print a = regex_quote("(so$me.Te^xt)")', rows: [[String.raw`\(so\$me\.Te\^xt\)`]] },
    ],
  }),
  defineScalar({
    signature: 'isascii(text: string): bool',
    about: 'Whether a text has only ASCII characters.',
    source: page('isascii'),
    nullable: 'never',
    sql: { duckdb: ([text]) => `(strlen(${text}) = length(${text}))` },
    examples: [
      { query: 'print a = isascii("some string"), b = isascii("é")', rows: [[true, false]] },
    ],
  }),
  defineScalar({
    signature: 'isutf8(text: string): bool',
    about: 'Whether a text is valid UTF-8, which texts here always are.',
    source: page('isutf8'),
    nullable: 'never',
    sql: { duckdb: () => 'true' },
    examples: [{ query: 'print a = isutf8("é")', rows: [[true]] }],
  }),
  defineScalar({
    signature: 'unicode_codepoints_from_string(text: string): dynamic',
    aliases: ['to_utf8'],
    about: 'The numbers of the characters of a text.',
    source: page('unicode_codepoints_from_string'),
    nullable: 'never',
    sql: {
      duckdb: ([text]) =>
        `to_json(CASE WHEN ${text} = '' THEN [] ELSE list_transform(regexp_extract_all(${text}, '(?s).'), lambda c: unicode(c)) END)`,
    },
    examples: [
      {
        query:
          'print a = unicode_codepoints_from_string("Kü😀"), b = unicode_codepoints_from_string("")',
        rows: [[[75, 252, 128512], []]],
      },
    ],
  }),
  defineScalar({
    signature: 'unicode_codepoints_to_string(first: any, ...more: any): string',
    aliases: ['make_string'],
    about:
      'The text of characters given by their numbers, listed or in arrays; what is no character adds nothing.',
    source: page('unicode_codepoints_to_string'),
    sql: {
      duckdb: (_, call) => {
        const lists = call.args.map((x) =>
          x.type === 'dynamic' ? `k_items(${call.raw(x)})` : `[${call.as(x, 'dynamic')}]`,
        );
        return `coalesce(array_to_string(list_transform(flatten([${lists.join(', ')}]), lambda e: k_character(k_dynamic_long(e))), ''), '')`;
      },
    },
    examples: [
      {
        query:
          'print a = unicode_codepoints_to_string(75, 117), b = unicode_codepoints_to_string(dynamic([128512, 65])), c = unicode_codepoints_to_string(55296, -1, 66)',
        rows: [['Ku', '😀A', 'B']],
      },
    ],
  }),
];

export default definitions;
