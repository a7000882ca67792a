import { bracketedName } from '../base/index.ts';

/** A table or column as KQL names it: plain where nothing of the language is written so, whose words are small. */
export function named(name: string): string {
  return /^(?=.*[A-Z])[A-Za-z_]\w*$/.test(name) ? name : bracketedName(name);
}
