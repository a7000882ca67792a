import { bracketedName } from '../../src/base/index.ts';

/** A table or column name as KQL spells it: plain where it may be, else in brackets and quotes. */
export function kqlName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : bracketedName(name);
}
