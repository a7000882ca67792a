import { kqlCode } from './kql-code.ts';
import { lexKql, quotedKql } from './kql-text.ts';
import type { Language } from './language.ts';

/** How values stand in KQL: in quotes escaped, in code as literals, names, operators, expressions or steps. */
export const kql: Language = { name: 'KQL', lex: lexKql, quoted: quotedKql, code: kqlCode };
