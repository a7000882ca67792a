import {
  type NamedQuery,
  packsFolder,
  type QueryParameter,
  readQueryFolder,
} from '../../src/catalog/index.ts';
import { type Provider, providers } from '../../src/providers/index.ts';

const types: Readonly<Record<QueryParameter['type'], string>> = {
  str: 'string | number',
  int: 'number | bigint',
  float: 'number',
  bool: 'boolean',
  datetime: 'QueryTime',
  list: 'string | number | readonly (string | number)[]',
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim();

function parameter({ name, type, about, default: standard, aliases }: QueryParameter): string {
  const optional = standard === undefined ? '' : '?';
  const said = typeof standard === 'string' && standard.length < 60 && standard !== '';
  const own = said ? ` (${oneLine(standard)})` : '';
  const others = aliases.map((alias) => `        ${alias}?: ${types[type]};\n`).join('');
  const required = aliases.length > 0 ? '?' : optional;
  return `        /** ${oneLine(about)}${own} */\n        ${name}${required}: ${types[type]};\n${others}`;
}

function query(q: NamedQuery): string {
  const isTime = (name: string): boolean => name === 'start' || name === 'end';
  const timed = ['start', 'end'].some((name) => q.parameters.get(name)?.used);
  const own = [...q.parameters.values()].filter((p) => p.used && !(timed && isTime(p.name)));
  const body = own.length > 0 ? `{\n${own.map(parameter).join('')}      }` : 'Record<never, never>';
  const times = timed ? 'QueryTimes & ' : '';
  return `      /** ${oneLine(q.about)} */\n      ${q.name}: ${times}${body};\n`;
}

/** The families that a provider can be asked; those that are for other systems in part, by the names of the rest. */
function familiesOf({ queries: { languages, systems } }: Provider, all: NamedQuery[]): string {
  const found = languages.flatMap((language) => familiesIn(language, systems, all) ?? []);
  return found.join(' & ') || 'Record<never, never>';
}

function familiesIn(
  language: string,
  systems: readonly string[],
  all: NamedQuery[],
): string | null {
  const known = all.filter((q) => q.language === language);
  const families = [...new Set(known.flatMap((q) => q.families))].sort();
  const chosen = families.flatMap((family) => {
    const members = known.filter((q) => q.families.includes(family));
    const own = members.filter((q) => q.environments.some((name) => systems.includes(name)));
    if (own.length === 0) return [];
    const whole = `PackQueries['${language}']['${family}']`;
    const names = own.map((q) => `'${q.name}'`).sort();
    return `    ${family}: ${own.length === members.length ? whole : `Pick<${whole}, ${names.join(' | ')}>`};\n`;
  });
  if (
    chosen.length === families.length &&
    chosen.length > 0 &&
    !chosen.some((c) => c.includes('Pick<'))
  )
    return `PackQueries['${language}']`;
  return chosen.length > 0 ? `{\n${chosen.join('')}  }` : null;
}

/** The types of the queries that come with Huntbook: what `src/catalog/packs.gen.ts` holds. */
export function packTypes(): string {
  const { queries } = readQueryFolder(packsFolder);
  const languages = [...new Set(['kql', ...queries.map((q) => q.language)])].sort();
  const body = languages.map((language) => {
    const own = queries.filter((q) => q.language === language);
    const families = [...new Set(own.flatMap((q) => q.families))].sort();
    const text = families.map((family) => {
      const members = own.filter((q) => q.families.includes(family));
      members.sort((a, b) => (a.name < b.name ? -1 : 1));
      return `    ${family}: {\n${members.map(query).join('')}    };\n`;
    });
    return `  ${language}: {\n${text.join('')}  };\n`;
  });
  const text = body.join('');
  const key = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);
  const services = [...providers.values()].flatMap((provider) => [
    `  ${key(provider.name)}: ${familiesOf(provider, queries)};\n`,
    ...(provider.also ?? []).map(
      (name) => `  ${key(name)}: ProviderQueries['${provider.name}'];\n`,
    ),
  ]);
  const imports = ['QueryTime', 'QueryTimes'].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(text),
  );
  const from = { QueryTime: './times.ts', QueryTimes: './query-functions.ts' };
  return [
    ...imports
      .map((name) => `import type { ${name} } from '${from[name as keyof typeof from]}';\n`)
      .sort((a, b) => (a.includes('query-functions') && !b.includes('query-functions') ? -1 : 1)),
    '\n/** The parameters of the queries that come with Huntbook, by language, family and name. */\n',
    `export interface PackQueries {\n${text}}\n`,
    '\n/** Those that each provider can be asked, by its names. */\n',
    `export interface ProviderQueries {\n${services.join('')}}\n`,
  ].join('');
}
