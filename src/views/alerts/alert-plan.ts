import { type Column, HuntError } from '../../base/index.ts';
import { readSettings } from '../view-settings.ts';
import { type AlertColumns, alertColumns } from './alert-questions.ts';

/** What a list of alerts can be told. */
export const alertSettings = {
  name: {
    kind: 'column',
    about: 'The column of what an alert is called; found by its name unless said.',
  },
  severity: { kind: 'column', about: 'The column of how bad it is.' },
  time: {
    kind: 'column',
    types: ['datetime'],
    about: 'The column by which the newest come first.',
  },
} as const;

/** The columns of alerts, from what was told and what the rows have. Errors: `views/no-alerts` and those of settings. */
export function alertPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): AlertColumns {
  const told = readSettings(alertSettings, { view: 'alerts', given, columns });
  const found = alertColumns(columns, told);
  if (found) return found;
  throw new HuntError({
    code: 'views/no-alerts',
    message: 'No columns say what the alerts are called and how bad they are.',
    hint: 'Say name=COLUMN severity=COLUMN.',
  });
}
