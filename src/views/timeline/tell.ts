import { type Column, visible } from '../../base/index.ts';
import { cellText, countText } from '../value-text.ts';
import type { ViewAnswer } from '../view-source.ts';
import type { Item } from './geometry.ts';
import { type Range, spanText, timeText } from './time-scale.ts';
import type { TimelineData } from './timeline-data.ts';

const cut = (text: string): string => visible(text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** What is said of a mark or a bin beside the pointer. */
export function tipLines(
  item: Item,
  data: TimelineData,
): { title: string; lines: [string, string][] } {
  const { at, end, mark, rows } = item;
  const lane = data.lanes.list[item.lane]?.label ?? '';
  if (!mark) {
    const step = Math.max(0.001, end - at);
    const title = `${countText(rows)} ${rows === 1 ? 'event' : 'events'}`;
    return {
      title: `${title} · ${lane}`,
      lines: [
        ['from', timeText(at, step)],
        ['to', timeText(end, step)],
      ],
    };
  }
  const lines = data.plan.show.map((column, i): [string, string] => [
    visible(column.name),
    cut(cellText(mark.values[i], column.type)),
  ]);
  const lasted: [string, string][] = end > at ? [['lasted', spanText(end - at)]] : [];
  return {
    title: `${timeText(at, 0.5)} · ${lane}`,
    lines: [...lasted, ...lines.filter(([, v]) => v !== '')],
  };
}

/** The same as a sentence, for those who listen. */
export function itemText(item: Item, data: TimelineData): string {
  const { title, lines } = tipLines(item, data);
  return `${title}. ${lines.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}

const text = (name: string): Column => ({ name, type: 'string' });
const time = (name: string): Column => ({ name, type: 'datetime' });

/** What stands in a view, as rows. */
export function shownRows(data: TimelineData, view: Range): ViewAnswer {
  const content = data.content(view);
  const iso = (ms: number): string => new Date(Math.floor(ms)).toISOString();
  const lane = (n: number): string => data.lanes.list[n]?.label ?? '';
  if (content.kind === 'density') {
    const rows = content.bins
      .filter((b) => b.at + content.widthMs > view.from && b.at < view.to)
      .map((b) => [lane(b.lane), iso(b.at), iso(b.at + content.widthMs), b.rows]);
    const columns: Column[] = [
      text('Lane'),
      time('From'),
      time('To'),
      { name: 'Rows', type: 'long' },
    ];
    return { columns, rows, total: rows.length };
  }
  const { show, end } = data.plan;
  const rows = content.marks
    .filter((m) => m.at < view.to && m.end >= view.from)
    .sort((a, b) => a.at - b.at)
    .map((m) => [iso(m.at), ...(end ? [iso(m.end)] : []), lane(m.lane), ...m.values]);
  return {
    columns: [time('Time'), ...(end ? [time('End')] : []), text('Lane'), ...show],
    rows,
    total: rows.length,
  };
}
