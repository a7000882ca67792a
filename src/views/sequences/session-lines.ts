import { html, nothing, type TemplateResult } from 'lit';
import { visible } from '../../base/index.ts';
import { cellText, countText } from '../value-text.ts';
import {
  besideMedian,
  besideMedianShort,
  explained,
  likelihoodText,
  oneInText,
  powerText,
} from './likelihood-words.ts';
import { windowText } from './sequence-drawing.ts';
import type { SequencePlan } from './sequence-plan.ts';
import type { SequenceData, Session, SessionRecord } from './sequence-questions.ts';
import type { Command } from './session-commands.ts';

/** What stands above the columns of the list. */
export function sessionsHead({ time, show }: SequencePlan): TemplateResult {
  return html`<div class="session head" aria-hidden="true">
    <span class="number">Likelihood</span><span class="number beside">Rarer by</span>
    <span class="when">${visible(time?.name ?? '')}</span><span class="whose">${show.map((c) => visible(c.name)).join(' · ')}</span>
    <span class="names">Rarest window</span>
  </div>`;
}

/** A session as a line of the list. */
export function sessionLine(
  { likelihood, time, shown, window }: Session,
  {
    plan,
    median,
    number,
    current,
  }: { plan: SequencePlan; median: number; number: number; current: number },
): TemplateResult {
  const whose = shown
    .filter((text) => text !== '')
    .map(visible)
    .join(' · ');
  const names = windowText(window);
  return html`<div class="session" role="option" id="session-${number}" aria-selected=${number === current}>
    <b class="number">${likelihoodText(likelihood)}</b><span class="number beside">${besideMedianShort(likelihood, median)}</span>
    <time>${plan.time ? cellText(time, 'datetime').slice(0, 19) : nothing}</time><span class="whose" title=${whose}>${whose}</span>
    <span class="names" title=${names}>${names}</span>
  </div>`;
}

/** What the figures are, for as long as no session is chosen. */
export function helpText(
  { whole, geometric }: SequencePlan,
  { median, scored, unscored, powers }: SequenceData,
): TemplateResult {
  const what = whole
    ? 'how likely its commands are, one after the other'
    : 'how likely its rarest window is: the commands beside each other that are least usual';
  return html`<aside aria-label="What the figures are"><div class="help">
    <h3>How to read this</h3>
    <p>A session’s likelihood says ${what}, by what follows what in all sessions of this result${
      geometric
        ? '. It is the geometric mean: the likelihood of one command, so that lengths compare.'
        : '. It is a product, so more commands make it smaller.'
    }</p>
    <p>The scale is logarithmic: one power of ten down is ten times rarer. Here likelihoods go from ${likelihoodText(10 ** powers[0])} to ${likelihoodText(10 ** powers[1])}; the median session has ${likelihoodText(median)} (${oneInText(median)}, ${powerText(median)}).</p>
    <p class="quiet">${countText(scored)} sessions have a likelihood.${
      unscored > 0 ? ` ${countText(unscored)} are shorter than a window and have none.` : ''
    } Rare is not bad: choose a session to see what is rare in it.</p>
  </div></aside>`;
}

/** A session in words: how rare it is, why, and the commands of its rarest window. */
export function recordPart(
  session: Session,
  record: SessionRecord,
  {
    plan,
    data,
    place,
    acts,
  }: { plan: SequencePlan; data: SequenceData; place: number; acts: TemplateResult },
): TemplateResult {
  const { likelihood } = session;
  const { names, start, count } = record;
  const usualLength = Math.max(names.length, ...data.rarest.map((s) => s.window.length));
  const measure = {
    commands: plan.whole ? count : names.length,
    ends: !plan.whole && names.length < usualLength,
    whole: plan.whole,
    geometric: plan.geometric,
  };
  const where =
    start === null
      ? ''
      : `, from command ${countText(start + 1)}${count === null ? '' : ` of ${countText(count)}`}`;
  return html`<header>
      <h3>${likelihoodText(likelihood)} · ${oneInText(likelihood)} · ${powerText(likelihood)}</h3>
      <p>${place === 0 ? 'The rarest' : `Number ${countText(place + 1)}`} of ${countText(data.scored)} sessions, ${besideMedian(likelihood, data.median)} (${likelihoodText(data.median)}).</p>
      <p class="quiet">${explained(likelihood, measure)}</p>
      <div class="acts">${acts}</div>
    </header>
    <h4>The rarest window${where}</h4>
    ${commandList(record)}`;
}

function commandList({ commands, names, start }: SessionRecord): TemplateResult {
  const first = start ?? 0;
  const { before = [], window = null, after = [] } = commands ?? {};
  const rare = window ?? names.map((name): Command => ({ name, given: [] }));
  const item = (command: Command, at: number, isRare: boolean): TemplateResult =>
    html`<li class=${isRare ? 'rare' : 'beside'}><span class="place">${countText(at + 1)}</span><div class="what">${visible(command.name) || '(empty)'}${
      command.given.length === 0
        ? nothing
        : html`<dl>${command.given.map(({ name, value }) => html`<dt>${visible(name)}</dt><dd>${visible(value)}</dd>`)}</dl>`
    }</div></li>`;
  return html`<ol>
    ${before.map((c, i) => item(c, first - before.length + i, false))}
    ${rare.map((c, i) => item(c, first + i, true))}
    ${after.map((c, i) => item(c, first + rare.length + i, false))}
  </ol>`;
}
