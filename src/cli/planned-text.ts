import { visible } from '../base/index.ts';
import type { Hunt } from '../session/index.ts';
import { textTable } from './text-table.ts';

/** Who would be sent what: a table, and under it the texts. */
export function plannedText(planned: Hunt['planned'], columns: number | null): string {
  const rows = planned.map(({ tool: who, to, sent, known, kept, left }) => {
    return [who, to, sent.length, known, kept, left];
  });
  const table = textTable(
    [
      { name: 'asked', type: 'string' },
      { name: 'to', type: 'string' },
      { name: 'questions', type: 'long' },
      { name: 'known', type: 'long' },
      { name: 'kept', type: 'long' },
      { name: 'budget_left', type: 'long' },
    ],
    rows,
    columns,
  );
  const sent = [...new Set(planned.flatMap((each) => each.sent))].map(visible);
  return [table, ...(sent.length > 0 ? ['', 'Would be sent:', ...sent] : [])].join('\n');
}
