import { defineScalar, type FunctionDefinition } from '../define.ts';
import { decodePunycode, encodePunycode } from '../values/punycode.ts';

/** The labels of a domain, whichever full stop stands between them, each translated; '' where one cannot be. */
function eachLabel(domain: string, translate: (label: string) => string | null): string {
  const labels = domain.split(/[.\u3002\uff0e\uff61]/).map(translate);
  return labels.includes(null) ? '' : labels.join('.');
}

function fromLabel(label: string): string | null {
  return /^xn--/i.test(label) ? decodePunycode(label.slice(4)) : label;
}

function toLabel(label: string): string | null {
  if (/^[\0-\x7f]*$/.test(label)) return label;
  const code = encodePunycode(label);
  return code === null ? null : `xn--${code}`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'punycode_from_string(text: string): string',
    about: 'A text in punycode, without `xn--`.',
    source: 'https://learn.microsoft.com/kusto/query/punycode-from-string-function',
    nullable: 'never',
    compute: (text) => encodePunycode(text) ?? '',
    examples: [
      {
        query:
          "print a = punycode_from_string('académie-française'), b = punycode_from_string('艺术')",
        rows: [['acadmie-franaise-npb1a', 'cqv902d']],
      },
    ],
  }),
  defineScalar({
    signature: 'punycode_to_string(text: string): string',
    about: 'The text that punycode without `xn--` stands for; empty where it is none.',
    source: 'https://learn.microsoft.com/kusto/query/punycode-to-string-function',
    nullable: 'never',
    compute: (text) => decodePunycode(text) ?? '',
    examples: [
      {
        query:
          "print a = punycode_to_string('acadmie-franaise-npb1a'), b = punycode_to_string('é'), c = punycode_to_string('cqv902d')",
        rows: [['académie-française', '', '艺术']],
      },
    ],
  }),
  defineScalar({
    signature: 'punycode_domain_from_string(domain: string): string',
    about: 'A domain with its `xn--` labels decoded; empty where one cannot be.',
    source: 'https://learn.microsoft.com/kusto/query/punycode-domain-from-string-function',
    nullable: 'never',
    compute: (domain) => eachLabel(domain, fromLabel),
    examples: [
      {
        query:
          "print a = punycode_domain_from_string('xn--Ge-mia.Bulg.edu'), b = punycode_domain_from_string('xn--Ry-lja8c.xn--Jng-uta63a.xn--Bng-9ka.com')",
        rows: [['Gáe.Bulg.edu', 'Rúyì.Jīngū.Bàng.com']],
      },
    ],
  }),
  defineScalar({
    signature: 'punycode_domain_to_string(domain: string): string',
    about: 'A domain with the labels that are not ASCII encoded as `xn--`.',
    source: 'https://learn.microsoft.com/kusto/query/punycode-domain-to-string-function',
    nullable: 'never',
    compute: (domain) => eachLabel(domain, toLabel),
    examples: [
      {
        query: `print a = punycode_domain_to_string('Lê Lợi。Thuận Thiên。com'), b = punycode_domain_to_string('Riðill｡Skáldskaparmál｡org'), c = punycode_domain_to_string("Kaledvoulc'h.Artorījos.edu")`,
        rows: [
          [
            'xn--L Li-gpa4517b.xn--Thun Thin-s4a7194f.com',
            'xn--Riill-jta.xn--Skldskaparml-dbbj.org',
            "Kaledvoulc'h.xn--Artorjos-ejb.edu",
          ],
        ],
      },
    ],
  }),
];

export default definitions;
