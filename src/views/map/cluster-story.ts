import { html, render, type TemplateResult } from 'lit';
import { type Column, visible } from '../../base/index.ts';
import { cellText, countText } from '../value-text.ts';
import type { ViewAnswer } from '../view-source.ts';
import type { Cluster } from './clusters.ts';

const shownColumns = 8;

interface Story {
  cluster: Cluster;
  /** Some of its rows. */
  answer: ViewAnswer;
  /** The columns to tell of; the first that hold something where there are none. */
  show: readonly Column[];
  closer(): void;
  narrow(): void;
  pivot(value: unknown, column: Column, event: MouseEvent): void;
}

/** What is known of the rows of a cluster, as the content of a popup. */
export function clusterStory(story: Story): HTMLElement {
  const { cluster, answer } = story;
  const content = document.createElement('div');
  const place = `${cluster.latitude.toFixed(4)}, ${cluster.longitude.toFixed(4)}`;
  const closer = html`<button class="strong" @click=${story.closer}>Closer</button>`;
  render(
    html`<h3>${countText(cluster.count)} ${cluster.count === 1 ? 'row' : 'rows'}</h3>
      <p>${place}</p>
      <div class="acts">${cluster.count > 1 ? closer : ''}<button class="strong" @click=${story.narrow}>Only these</button></div>
      ${answer.rows.map((row) => rowStory(story, row))}
      ${answer.rows.length < cluster.count ? html`<p>and ${countText(cluster.count - answer.rows.length)} more</p>` : ''}`,
    content,
  );
  return content;
}

function rowStory({ answer, show, pivot }: Story, row: readonly unknown[]): TemplateResult {
  const wanted = new Set(show.map((c) => c.name));
  const told = answer.columns
    .map((column, i) => ({ column, value: row[i], text: cellText(row[i], column.type) }))
    .filter(({ column, text }) => (wanted.size > 0 ? wanted.has(column.name) : text !== ''))
    .slice(0, shownColumns);
  return html`<dl>${told.map(
    ({ column, value, text }) =>
      html`<dt>${visible(column.name)}</dt><dd><button title="More about this" @click=${(e: MouseEvent) => pivot(value, column, e)}>${visible(text.slice(0, 300))}</button></dd>`,
  )}</dl>`;
}
