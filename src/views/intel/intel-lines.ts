import { html, nothing, type TemplateResult } from 'lit';
import { visible, visibleLines } from '../../base/index.ts';
import { severityMark } from '../alerts/alert-line.ts';
import { cellText, longText } from '../value-text.ts';
import { freshness, type IntelAnswer, type Observable, outcomeText } from './intel-answers.ts';
import { barsOf, levels } from './intel-questions.ts';

const shownRaw = 20_000;
const cutText = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
const stamp = (time: string): string => cellText(time, 'datetime').slice(0, 19);

/** A level as words and bars. */
export function levelMark(rank: number): TemplateResult {
  return severityMark(levels[rank] ?? '', barsOf(rank));
}

/** An observable as a line of the list. */
export function observableLine(
  { rank, key, type, found, absent, failed, unsent, summary, at }: Observable,
  { number, current }: { number: number; current: boolean },
): TemplateResult {
  const said = [
    summary,
    ...(found === '' ? [] : [`known to ${found}`]),
    ...(absent === '' ? [] : [`not known to ${absent}`]),
  ];
  const gaps = [
    ...(failed === '' ? [] : [`${failed} failed`]),
    ...(unsent > 0 ? ['not sent'] : []),
  ];
  return html`<div class="alert" role="option" id="intel-${number}" aria-selected=${current}>
    ${levelMark(rank)}<strong class="key">${visible(cutText(key, 200)) || '(empty)'}</strong>
    <span class="type">${visible(type)}</span>
    <small>${visible(said.filter((text) => text !== '').join(' · '))}${gaps.length === 0 ? nothing : html` <em>${visible(gaps.join(', '))}</em>`}</small>
    <time>${stamp(at)}</time>
  </div>`;
}

/** What was not answered: told at once, each in full on demand. */
export function gapsPart(gaps: readonly string[]): TemplateResult | typeof nothing {
  const [first, ...others] = gaps.map(visible);
  if (first === undefined) return nothing;
  if (others.length === 0) return html`<div class="gaps">${first}</div>`;
  return html`<details class="gaps">
    <summary>${first} ${others.length} more ${others.length === 1 ? 'gap' : 'gaps'}.</summary>
    <ul>${others.map((gap) => html`<li>${gap}</li>`)}</ul>
  </details>`;
}

/** What one source says, with its answer as it came. */
export function answerPart(answer: IntelAnswer, copy: (text: string) => void): TemplateResult {
  const { source, rank, outcome, summary, reference, seenAt, by, at, raw } = answer;
  const fresh = freshness(answer);
  const asked = [
    ...(at === '' ? [] : [`${by === '' ? 'answered' : `${by} answered`} ${stamp(at)}`]),
    ...(fresh === '' ? [] : [fresh]),
    ...(seenAt === '' ? [] : [`last seen there ${stamp(seenAt)}`]),
  ];
  const known = outcome === 'found';
  return html`<section class="answer ${outcome === 'failed' || outcome === 'not sent' ? 'gap' : ''}" aria-label=${visible(source) || 'Not asked'}>
    <h4>${visible(source) || 'No source'} ${known ? levelMark(rank) : html`<span class="outcome">${visible(outcomeText(answer))}</span>`}</h4>
    ${summary === '' ? nothing : html`<p class="about">${visible(summary)}</p>`}
    ${asked.length === 0 ? nothing : html`<p>${visible(asked.join(' · '))}</p>`}
    ${reference === '' ? nothing : html`<p><a href=${reference} target="_blank" rel="noreferrer noopener">${visible(cutText(reference, 120))}</a></p>`}
    ${raw === '' ? nothing : rawPart(raw, copy)}
  </section>`;
}

function rawPart(raw: string, copy: (text: string) => void): TemplateResult {
  const laid = longText(raw, 'dynamic');
  const cut = laid.length > shownRaw;
  return html`<details>
    <summary>The answer as it came</summary>
    <button @click=${() => copy(raw)}>Copy</button>
    <pre tabindex="0">${visibleLines(laid.slice(0, shownRaw))}${cut ? '\n…' : ''}</pre>
    ${cut ? html`<p>Cut here; copy it to have it longer.</p>` : nothing}
  </details>`;
}
