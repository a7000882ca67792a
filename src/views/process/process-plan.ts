import type { Column } from '../../base/index.ts';
import { readSettings } from '../view-settings.ts';
import { type ProcessColumns, usualColumns } from './process-questions.ts';

/** What a process tree can be told. */
export const processSettings = {
  color: { kind: 'column', about: 'The column whose values give the colours.' },
  user: { kind: 'column', about: 'The column of the account that a process ran as.' },
  decoded: { kind: 'column', about: 'The column of what was encoded in the command line.' },
  depth: { kind: 'number', min: 1, about: 'How many levels are open at first; all unless said.' },
} as const;

/** What is shown of processes, from what was told and what the rows have. Errors: those of settings. */
export function processPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): { columns: ProcessColumns; depth: number | null } {
  const told = readSettings(processSettings, { view: 'process_tree', given, columns });
  const usual = usualColumns(columns);
  return {
    columns: {
      user: told.user ?? usual.user,
      decoded: told.decoded ?? usual.decoded,
      colour: told.color,
    },
    depth: told.depth,
  };
}
