import { type Column, HuntError } from '../../base/index.ts';
import { readSettings } from '../view-settings.ts';
import type { TimelinePlan } from './questions.ts';
import { type Reference, readReferences } from './references.ts';

/** What a timeline can be told. */
export const timelineSettings = {
  time: {
    kind: 'columns',
    types: ['datetime'],
    about: 'When a row happened; with several, a row is shown at each of them.',
  },
  end: { kind: 'column', types: ['datetime'], about: 'When what began at the time ended.' },
  group: { kind: 'column', about: 'The column whose values are the lanes.' },
  color: { kind: 'column', about: 'The column whose values are told apart by colour.' },
  show: { kind: 'columns', about: 'The columns that are shown of a row on hovering.' },
  refs: {
    kind: 'text',
    about: 'Times and periods to mark: 2026-03-01 08:00=Phishing; 2026-03-02..2026-03-03=Outage.',
  },
  lanes: { kind: 'number', min: 1, max: 200, about: 'How many lanes at most; the rest is one.' },
} as const;

const usualLanes = 40;
const usualShown = 6;
const sources = /^(?:source_?|sourcetable|source_?table|withsource|\$table|type|tablename)$/i;

/** What is to be shown, from what was told and what the rows have. Errors: `views/does-not-fit` and those of settings. */
export function timelinePlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): { plan: TimelinePlan; references: Reference[]; mostLanes: number } {
  const told = readSettings(timelineSettings, { view: 'timeline', given, columns });
  const dated = columns.filter((c) => c.type === 'datetime');
  const usual = dated.find((c) => /^(?:TimeGenerated|Timestamp)$/i.test(c.name)) ?? dated[0];
  const times = told.time?.length ? told.time : usual ? [usual] : [];
  if (times.length === 0)
    throw new HuntError({
      code: 'views/does-not-fit',
      message: 'A timeline needs a column of type datetime, and these rows have none.',
      hint: 'Make one: | extend Time = todatetime(…).',
    });
  const lanes =
    told.group ?? columns.find((c) => c.type === 'string' && sources.test(c.name)) ?? null;
  const others = columns.filter((c) => !times.includes(c) && c !== lanes && c !== told.end);
  const show = told.show ?? others.slice(0, usualShown);
  return {
    plan: { times: times.slice(0, 6), end: told.end, lanes, color: told.color, show },
    references: readReferences(told.refs ?? ''),
    mostLanes: told.lanes ?? usualLanes,
  };
}
