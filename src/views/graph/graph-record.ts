import { html, nothing, svg, type TemplateResult } from 'lit';
import { visible } from '../../base/index.ts';
import { countText } from '../value-text.ts';
import type { GraphNode } from './graph-model.ts';
import { lookColour, type NodeLook, polygonPoints } from './node-shapes.ts';

const shownNeighbours = 200;

/** The shape of a kind of thing, as an icon. */
export function lookIcon(
  look: NodeLook | undefined,
  dark: boolean,
): TemplateResult | typeof nothing {
  if (!look) return nothing;
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<polygon points=${polygonPoints(look)} fill=${lookColour(look, dark)} />`}</svg>`;
}

interface RecordParts {
  node: GraphNode;
  beside: readonly GraphNode[];
  narrowed: boolean;
  icon(type: string): TemplateResult | typeof nothing;
  choose(id: string): void;
  narrow(): void;
  pivot(event: MouseEvent): void;
  close(): void;
}

/** What is told of a node, what can be done with it, and what is next to it. */
export function nodeRecord(parts: RecordParts): TemplateResult {
  const { node, beside, narrowed } = parts;
  const links = `${countText(node.degree)} ${node.degree === 1 ? 'link' : 'links'}`;
  return html`<aside aria-label="The chosen node">
    <header>
      <h3>${visible(node.name)}</h3>
      <p>${visible(node.type)}, ${links}</p>
      ${node.about && node.about !== node.name ? html`<p>${visible(node.about)}</p>` : nothing}
      <div class="acts">
        <button class="strong" @click=${parts.pivot}>More about this</button>
        <button class="strong" aria-pressed=${narrowed} @click=${parts.narrow}>Only its rows</button>
        <button @click=${parts.close}>Close</button>
      </div>
    </header>
    <ul aria-label="Linked with">${beside
      .slice(0, shownNeighbours)
      .map(
        (other) =>
          html`<li><button @click=${() => parts.choose(other.id)}>${parts.icon(other.type)} ${visible(other.name.slice(0, 200))}<small>${visible(other.type)}</small></button></li>`,
      )}</ul>
    ${beside.length > shownNeighbours ? html`<p class="bar">and ${countText(beside.length - shownNeighbours)} more</p>` : nothing}
  </aside>`;
}
