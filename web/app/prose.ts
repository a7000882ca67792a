import { html, type nothing, type TemplateResult } from 'lit';
import MarkdownIt, { type Token } from 'markdown-it';
import { visible } from './text.ts';

const markdown = new MarkdownIt({ html: false, linkify: false });
markdown.validateLink = (url) => /^(?:https?:|mailto:)/i.test(url);

type Part = TemplateResult | string | typeof nothing;

/** Markdown as elements of the page, made one by one: what the file says is text everywhere, never HTML. */
export function proseOf(text: string): Part[] {
  return parts(markdown.parse(text, {}));
}

/** A heading of prose. */
export interface Heading {
  level: number;
  text: string;
}

/** The headings of prose, in order. */
export function headingsOf(text: string): Heading[] {
  const tokens = markdown.parse(text, {});
  return tokens.flatMap((token, i) => {
    if (token.type !== 'heading_open') return [];
    const inline = tokens[i + 1]?.children ?? [];
    const said = inline.map((child) => child.content).join('');
    return [{ level: Number(token.tag.slice(1)), text: visible(said) }];
  });
}

/** The parts of a list of tokens; `markdown-it` itself nests no deeper than a hundred. */
function parts(tokens: readonly Token[]): Part[] {
  const found: Part[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    if (token.nesting === 1) {
      const end = closing(tokens, i);
      found.push(element(token, parts(tokens.slice(i + 1, end))));
      i = end;
    } else if (token.type === 'inline') found.push(...parts(token.children ?? []));
    else found.push(leaf(token));
  }
  return found;
}

function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    depth += tokens[i]?.nesting ?? 0;
    if (depth === 0) return i;
  }
  return tokens.length;
}

function element(token: Token, inside: Part[]): Part {
  switch (token.tag) {
    case 'p':
      return token.hidden ? html`${inside}` : html`<p>${inside}</p>`;
    // The page itself is the first heading, the hunt's title the second.
    case 'h1':
    case 'h2':
      return html`<h3 class=${token.tag}>${inside}</h3>`;
    case 'h3':
      return html`<h4 class="h3">${inside}</h4>`;
    case 'h4':
    case 'h5':
    case 'h6':
      return html`<h5 class="h4">${inside}</h5>`;
    case 'ul':
      return html`<ul>${inside}</ul>`;
    case 'ol':
      return html`<ol start=${Number(token.attrGet('start') ?? 1)}>${inside}</ol>`;
    case 'li':
      return html`<li>${inside}</li>`;
    case 'blockquote':
      return html`<blockquote>${inside}</blockquote>`;
    case 'em':
      return html`<em>${inside}</em>`;
    case 'strong':
      return html`<strong>${inside}</strong>`;
    case 's':
      return html`<s>${inside}</s>`;
    case 'a':
      return html`<a href=${token.attrGet('href') ?? ''} target="_blank" rel="noopener noreferrer">${inside}</a>`;
    case 'table':
      return html`<table>${inside}</table>`;
    case 'thead':
      return html`<thead>${inside}</thead>`;
    case 'tbody':
      return html`<tbody>${inside}</tbody>`;
    case 'tr':
      return html`<tr>${inside}</tr>`;
    case 'th':
      return html`<th>${inside}</th>`;
    case 'td':
      return html`<td>${inside}</td>`;
    default:
      return html`${inside}`;
  }
}

function leaf(token: Token): Part {
  switch (token.type) {
    case 'code_inline':
      return html`<code>${visible(token.content)}</code>`;
    case 'fence':
    case 'code_block':
      return html`<pre tabindex="0"><code>${token.content.split('\n').map((line, i) => (i === 0 ? visible(line) : `\n${visible(line)}`))}</code></pre>`;
    case 'hr':
      return html`<hr />`;
    case 'hardbreak':
      return html`<br />`;
    case 'softbreak':
      return ' ';
    default:
      return visible(token.content);
  }
}
