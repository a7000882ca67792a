import { LookupFault } from '../lookup/lookup.ts';
import { key, notOfForm, type TiSetting } from './define-source.ts';
import { line, object, text } from './tidy.ts';

/** The key of abuse.ch, which all of its services have asked for since 2025. */
export const abuseKey: TiSetting = key(
  'abusech_key',
  ['ABUSECH_AUTH_KEY', 'ABUSECH_API_KEY', 'ABUSE_CH_AUTH_KEY'],
  'the Auth-Key of an account of abuse.ch',
);

const nothing = ['no_results', 'no_result', 'hash_not_found'];

/** Whether an answer of abuse.ch holds something. Throws a `LookupFault` where it tells of a fault. */
export function abuseStatus(who: string, answer: unknown): boolean {
  const status = text(object(answer)['query_status']);
  if (status === 'ok') return true;
  if (nothing.includes(status)) return false;
  if (status === '') throw notOfForm(who);
  throw new LookupFault(`${who} refuses the question: ${line(status, 60)}.`, {
    dead: /auth|key/.test(status),
  });
}
