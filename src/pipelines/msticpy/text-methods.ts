import { isPattern, spellPattern, spellText } from '../spell.ts';

/** What a method is given in a condition: constants by place and by name. */
export interface Given {
  readonly places: readonly unknown[];
  readonly names: ReadonlyMap<string, unknown>;
}

function pick(given: Given, place: number, name: string): unknown {
  return given.names.get(name) ?? given.places[place];
}

type Method = (value: string, given: Given) => string | null;

function pattern(given: Given): { text: string; matchCase: boolean } | null {
  const text = pick(given, 0, 'pat');
  return typeof text === 'string' ? { text, matchCase: pick(given, 1, 'case') !== false } : null;
}

function anchored(before: string, after: string): Method {
  return (value, given) => {
    const found = pattern(given);
    return (
      found &&
      `${value} matches regex ${spellPattern(`${before}(?:${found.text})${after}`, found.matchCase)}`
    );
  };
}

function affix(operator: string): Method {
  return (value, { places, names }) => {
    const text = places[0] ?? names.get('pat');
    return typeof text === 'string' ? `${value} ${operator} ${spellText(text)}` : null;
  };
}

function call(name: string): Method {
  return (value, { places }) => (places.length === 0 ? `${name}(${value})` : null);
}

/** The methods of `.str` that say what KQL can say; null from one that is given what it does not take. */
export const textMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  [
    'contains',
    (value, given) => {
      const found = pattern(given);
      if (!found) return null;
      const { text, matchCase } = found;
      if (isPattern(text) && pick(given, 4, 'regex') !== false)
        return `${value} matches regex ${spellPattern(text, matchCase)}`;
      return `${value} ${matchCase ? 'contains_cs' : 'contains'} ${spellText(text)}`;
    },
  ],
  ['match', anchored('^', '')],
  ['fullmatch', anchored('^', '$')],
  ['startswith', affix('startswith_cs')],
  ['endswith', affix('endswith_cs')],
  ['lower', call('tolower')],
  ['casefold', call('tolower')],
  ['upper', call('toupper')],
  ['len', call('strlen')],
  ['strip', (value, { places }) => (places.length === 0 ? `trim(@"\\s+", ${value})` : null)],
]);

/** The parts of a time that `.dt` gives, as `datetime_part` names them. */
export const timeParts: readonly string[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
