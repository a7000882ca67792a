import { HuntError } from '../../base/index.ts';
import { type Range, timeOf } from './time-scale.ts';

/** A line or a period that a timeline is read against; a line ends where it begins. */
export interface Reference extends Range {
  label: string;
}

/**
 * Lines and periods as a cell names them: `2026-03-01 08:00=Phishing; 2026-03-01 09:00..2026-03-01 11:00=Outage`.
 * Times without a zone are UTC. Errors: `views/bad-setting`.
 */
export function readReferences(text: string): Reference[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, times = part, label = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
      const [first = '', last = first] = times.split('..');
      const from = utc(first);
      const to = utc(last);
      if (from !== null && to !== null && from <= to) return { from, to, label: label.trim() };
      throw new HuntError({
        code: 'views/bad-setting',
        message: `'${part}' is no time or period that a timeline could mark.`,
        hint: 'Write refs="2026-03-01 08:00=Phishing; 2026-03-01 09:00..2026-03-01 11:00=Outage".',
      });
    });
}

function utc(text: string): number | null {
  const bare = text.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  const dated = /^\d{4}-\d\d-\d\d$/.test(bare) ? `${bare}T00:00Z` : bare;
  return timeOf(/(?:Z|[+-]\d\d:?\d\d)$/.test(dated) ? dated : `${dated}Z`);
}
