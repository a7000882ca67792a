import type { Column, KustoType } from '../../base/index.ts';
import { spellName, spellText } from '../spell.ts';
import { type Token, tokensOf } from './condition-tokens.ts';
import { type Given, textMethods, timeParts } from './text-methods.ts';

const mostCharacters = 20_000;
/** About six levels for each pair of brackets. */
const deepest = 300;

/** A part of a condition: its KQL, and what is known of it. */
interface Part {
  readonly kql: string;
  /** Of a column of known type. */
  readonly type?: KustoType | undefined;
  /** Of a constant, its value; of a list, its items. */
  readonly constant?: string | number | boolean;
  readonly items?: readonly Part[];
  /** It is one word, or stands in brackets. */
  readonly closed: boolean;
}

const comparisons: ReadonlyMap<string, string> = new Map([
  ['==', '=='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** Why a condition cannot be KQL, to go behind the name of its step. */
export class NoCondition extends Error {}

function bracketed({ kql, closed }: Part): string {
  return closed ? kql : `(${kql})`;
}

/**
 * The KQL of a condition as `DataFrame.query` takes it: comparisons, `and`, `or`, `not`, `in`, arithmetic and the
 * methods of `.str` and `.dt` that KQL has. Types of columns, where they are known, tell times from texts.
 *
 * errors: `NoCondition`. cost: linear; nested about 50 deep at most.
 */
export function conditionKql(condition: string, columns: readonly Column[]): string {
  if (condition.length > mostCharacters) throw new NoCondition('has a condition that is too long');
  const tokens = tokensOf(condition);
  if (!tokens) throw new NoCondition('has a condition that is not understood');
  return new Reader(tokens, columns).whole().kql;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #types: ReadonlyMap<string, KustoType>;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], columns: readonly Column[]) {
    this.#tokens = tokens;
    this.#types = new Map(columns.map(({ name, type }) => [name, type]));
  }

  whole(): Part {
    const found = this.#either();
    const { kind } = this.#now;
    return kind === 'end' ? found : this.#fault();
  }

  get #now(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  /** Go past a word, where it is the next one. */
  #past(kind: 'name' | 'sign', ...texts: readonly string[]): string | null {
    const { kind: is, text } = this.#now;
    if (is !== kind || !texts.includes(text)) return null;
    this.#at++;
    return text;
  }

  #need(sign: string): void {
    if (this.#past('sign', sign) === null) this.#fault();
  }

  #fault(): never {
    const { kind, text } = this.#now;
    if (text === '@') throw new NoCondition('names a variable of a notebook in its condition');
    throw new NoCondition(
      kind === 'end'
        ? 'has a condition that breaks off'
        : `has ${JSON.stringify(text)} in its condition where it has no meaning here`,
    );
  }

  #deeper<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new NoCondition('has a condition that is nested too deep');
    const found = read();
    this.#depth--;
    return found;
  }

  #either(): Part {
    return this.#chain(['or', '|'], 'or', () => this.#both());
  }

  #both(): Part {
    return this.#chain(['and', '&'], 'and', () => this.#negated());
  }

  #chain(words: readonly string[], kql: string, read: () => Part): Part {
    const parts = [this.#deeper(read)];
    while (this.#past('name', ...words) ?? this.#past('sign', ...words))
      parts.push(this.#deeper(read));
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return { kql: parts.map(bracketed).join(` ${kql} `), closed: false };
  }

  #negated(): Part {
    if (this.#past('name', 'not') === null && this.#past('sign', '~') === null)
      return this.#comparison();
    return { kql: `not(${this.#deeper(() => this.#negated()).kql})`, closed: true };
  }

  #comparison(): Part {
    let left = this.#sum();
    const found: string[] = [];
    for (;;) {
      const operator = this.#operator();
      if (operator === null) break;
      const right = this.#sum();
      found.push(this.#compared(left, operator, right));
      left = right;
    }
    if (found.length === 0) return left;
    return { kql: found.join(' and '), closed: false };
  }

  #operator(): string | null {
    const sign = this.#past('sign', ...comparisons.keys());
    if (sign !== null) return sign;
    if (this.#past('name', 'in') !== null) return 'in';
    const { kind, text } = this.#now;
    if (kind !== 'name' || text !== 'not') return null;
    this.#at++;
    if (this.#past('name', 'in') === null) this.#fault();
    return '!in';
  }

  #compared(left: Part, operator: string, right: Part): string {
    const one = comparisons.get(operator);
    const many = left.items ? null : right.items;
    // pandas reads `column == [a, b]` as `column in [a, b]`.
    const among = operator === '==' ? 'in' : operator === '!=' ? '!in' : operator;
    if (many) {
      if (among !== 'in' && among !== '!in')
        throw new NoCondition('compares with a list in its condition');
      return `${bracketed(left)} ${among} (${many.map((item) => this.#beside(item, left)).join(', ')})`;
    }
    if (one === undefined || left.items)
      throw new NoCondition('looks for a value in something that is no list in its condition');
    return `${bracketed(this.#fitted(left, right))} ${one} ${bracketed(this.#fitted(right, left))}`;
  }

  #beside(item: Part, column: Part): string {
    return this.#fitted(item, column).kql;
  }

  /** A text beside a time is a time. */
  #fitted(part: Part, other: Part): Part {
    if (typeof part.constant !== 'string' || other.type !== 'datetime') return part;
    return { kql: `todatetime(${part.kql})`, closed: true };
  }

  #sum(): Part {
    return this.#arithmetic(['+', '-'], () =>
      this.#arithmetic(['*', '/', '%'], () => this.#signed()),
    );
  }

  #arithmetic(signs: readonly string[], read: () => Part): Part {
    let found = this.#deeper(read);
    for (;;) {
      const sign = this.#past('sign', ...signs);
      if (sign === null) return found;
      const right = this.#deeper(read);
      const left = sign === '/' ? `todouble(${found.kql})` : bracketed(found);
      found = { kql: `${left} ${sign} ${bracketed(right)}`, closed: false };
    }
  }

  #signed(): Part {
    if (this.#past('sign', '-') === null) return this.#reached();
    const part = this.#deeper(() => this.#signed());
    if (typeof part.constant !== 'number') return { kql: `-${bracketed(part)}`, closed: false };
    return { kql: `-${part.kql}`, constant: -part.constant, closed: false };
  }

  /** A value and the methods that are called on it. */
  #reached(): Part {
    let found = this.#value();
    while (this.#past('sign', '.') !== null) {
      const name = this.#word();
      if (name === 'str') {
        this.#need('.');
        found = this.#textMethod(found);
      } else if (name === 'dt') {
        this.#need('.');
        found = this.#timePart(found);
      } else found = this.#method(found, name);
    }
    return found;
  }

  #word(): string {
    const { kind, text } = this.#now;
    if (kind !== 'name') this.#fault();
    this.#at++;
    return text;
  }

  #textMethod(value: Part): Part {
    const name = this.#word();
    const kql = textMethods.get(name)?.(bracketed(value), this.#given()) ?? null;
    if (kql === null)
      throw new NoCondition(`calls .str.${name} in its condition, which KQL says otherwise`);
    return { kql, closed: /^\w+\([^()]*\)$/.test(kql) };
  }

  #timePart(value: Part): Part {
    const name = this.#word();
    if (!timeParts.includes(name))
      throw new NoCondition(`calls .dt.${name} in its condition, which KQL says otherwise`);
    return { kql: `datetime_part(${spellText(name)}, ${value.kql})`, closed: true };
  }

  #method(value: Part, name: string): Part {
    const { places } = this.#given();
    const [list, upper] = places;
    if (name === 'isin' && Array.isArray(list)) {
      const items = list.map((item) => this.#beside(this.#constant(item), value));
      return { kql: `${bracketed(value)} in (${items.join(', ')})`, closed: false };
    }
    if (name === 'between' && places.length === 2) {
      const [a, b] = [list, upper].map((bound) => this.#beside(this.#constant(bound), value));
      return { kql: `${bracketed(value)} between (${a} .. ${b})`, closed: false };
    }
    const empty = value.type === undefined || value.type === 'string' ? 'empty' : 'null';
    if (['isna', 'isnull'].includes(name) && places.length === 0)
      return { kql: `is${empty}(${value.kql})`, closed: true };
    if (['notna', 'notnull'].includes(name) && places.length === 0)
      return { kql: `isnot${empty}(${value.kql})`, closed: true };
    throw new NoCondition(`calls .${name} in its condition, which KQL says otherwise`);
  }

  #constant(value: unknown): Part {
    if (typeof value === 'string') return { kql: spellText(value), constant: value, closed: true };
    return { kql: String(value), constant: value as number, closed: typeof value !== 'number' };
  }

  /** What a method is given; only constants can be. */
  #given(): Given {
    this.#need('(');
    const places: unknown[] = [];
    const names = new Map<string, unknown>();
    while (this.#past('sign', ')') === null) {
      const next = this.#tokens[this.#at + 1];
      const named = this.#now.kind === 'name' && next?.kind === 'sign' && next.text === '=';
      const name = named ? this.#word() : null;
      if (named) this.#need('=');
      const value = this.#deeper(() => this.#signed());
      const constant = value.items?.map((item) => item.constant) ?? value.constant ?? null;
      if (name === null) places.push(constant);
      else names.set(name, constant);
      if (this.#past('sign', ',') === null && this.#now.text !== ')') this.#fault();
    }
    return { places, names };
  }

  #value(): Part {
    const { kind, text } = this.#now;
    if (kind === 'end') this.#fault();
    if (kind === 'sign') return this.#deeper(() => this.#inside());
    this.#at++;
    if (kind === 'text') return this.#constant(text);
    if (kind === 'number') return { kql: text, constant: Number(text), closed: true };
    if (text === 'True' || text === 'False') return this.#constant(text === 'True');
    if (text === 'None') return { kql: '""', closed: true };
    return { kql: spellName(text), type: this.#types.get(text), closed: true };
  }

  /** What stands in brackets: a list, or a condition. */
  #inside(): Part {
    const close =
      this.#past('sign', '[') !== null ? ']' : this.#past('sign', '(') !== null ? ')' : null;
    if (close === null) return this.#fault();
    const items: Part[] = [];
    let comma = false;
    while (this.#past('sign', close) === null) {
      items.push(this.#either());
      if (this.#past('sign', ',') !== null) comma = true;
      else if (this.#now.text !== close) this.#fault();
    }
    const [only] = items;
    if (close === ')' && !comma && only) return { ...only, kql: `(${only.kql})`, closed: true };
    return { kql: '', items, closed: true };
  }
}
