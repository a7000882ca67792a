import { describe, expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import { conditionKql, NoCondition } from './condition.ts';

const columns: readonly Column[] = [
  { name: 'Account', type: 'string' },
  { name: 'EventID', type: 'long' },
  { name: 'TimeGenerated', type: 'datetime' },
];
const kql = (condition: string): string => conditionKql(condition, columns);

describe('a condition of pandas', () => {
  it.each([
    ["Severity == 'high'", 'Severity == "high"'],
    ['EventID >= 4624 and EventID < 4630', '(EventID >= 4624) and (EventID < 4630)'],
    ['1 < EventID <= 3', '1 < EventID and EventID <= 3'],
    ['(EventID == 1) | ~(EventID == 2)', '(EventID == 1) or not((EventID == 2))'],
    ['not Account in [\'a\', "b"]', 'not(Account in ("a", "b"))'],
    ['EventID not in (1, 2)', 'EventID !in (1, 2)'],
    ['EventID == [1, 2]', 'EventID in (1, 2)'],
    ["Account.str.contains('adm|root', case=False)", 'Account matches regex "(?i)adm|root"'],
    ["Account.str.contains('adm', na=False)", 'Account contains_cs "adm"'],
    ["Account.str.contains('a.b', regex=False)", 'Account contains_cs "a.b"'],
    ["Account.str.lower().str.startswith('x')", 'tolower(Account) startswith_cs "x"'],
    ['Account.str.len() > 3', 'strlen(Account) > 3'],
    ["TimeGenerated > '2024-01-01'", 'TimeGenerated > todatetime("2024-01-01")'],
    ['TimeGenerated.dt.hour == 3', 'datetime_part("hour", TimeGenerated) == 3'],
    ['EventID.isin([1, -2])', 'EventID in (1, -2)'],
    ['EventID.between(1, 2)', 'EventID between (1 .. 2)'],
    ['Account.isna() or EventID.notnull()', 'isempty(Account) or isnotnull(EventID)'],
    ['`odd name` == True', '["odd name"] == true'],
    ['EventID / 2 + 1 > Other * -3', '((todouble(EventID) / 2) + 1) > (Other * (-3))'],
    ["Account == 'it\\'s \\x41' and x", '(Account == "it\'s A") and ["x"]'],
  ])('%s', (condition, expected) => expect(kql(condition)).toBe(expected));

  it.each([
    ['Account == @who', 'a variable of a notebook'],
    ["Account.str.extract('(x)') == 'a'", '.str.extract'],
    ['Account.rolling(3) > 1', '.rolling'],
    ['EventID >', 'breaks off'],
    ['EventID == [1, 2', 'breaks off'],
    ['[1 2] == EventID', 'no meaning'],
    ["'x' in Account", 'no list'],
    ['EventID == 1; drop', 'not understood'],
    ["Account == 'x", 'not understood'],
    ['', 'breaks off'],
  ])('refuses %s', (condition, words) => {
    expect(() => kql(condition)).toThrow(NoCondition);
    expect(() => kql(condition)).toThrow(words);
  });

  it('keeps text a text, whatever it holds', () => {
    expect(kql('Account == "a\\" | take 1 // \u2028"')).toBe(
      'Account == "a\\" | take 1 // \\u2028"',
    );
    expect(kql('`a"] | take 1 //` == 1')).toBe('["a\\"] | take 1 //"] == 1');
  });

  it('ends with a sentence where it is nested without end, and soon where it is long', () => {
    for (const sign of ['(', '~', '-', 'not ', '['])
      expect(() => kql(`${sign.repeat(4000)}EventID`)).toThrow(/nested too deep|breaks off/);
    expect(() => kql(' '.repeat(30_000))).toThrow('too long');
    expect(kql(Array.from({ length: 1000 }, () => 'x == 1').join(' or '))).toContain(' or ');
  });
});
