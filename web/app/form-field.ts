import { html, nothing, type TemplateResult } from 'lit';
import type { FormFault } from '../../src/protocol/index.ts';
import { visible } from './text.ts';

/** A field of a form that asks for the value of a parameter. */
export interface FormField {
  id: string;
  name: string;
  type: string;
  about: string;
  value: string;
  needed: boolean;
  /** What stands in it while it is empty. */
  placeholder: string;
  /** The values that it may have; empty where it is free. */
  oneOf: readonly (readonly [value: string, title: string])[];
  /** Several lines. */
  tall: boolean;
  /** What is proposed while one writes: the id of a datalist. */
  proposals?: string;
  fault: FormFault | null;
  /** What the value means, where that is not plain. */
  means: string | null;
  change(value: string): void;
}

/** A field with its name, what it is, what its value means, and what is wrong with it. */
export function formField(field: FormField): TemplateResult {
  const { id, name, type, about, needed, fault, means } = field;
  const described = [about && `${id}-about`, means && `${id}-means`, fault && `${id}-fault`];
  return html`<div class="field ${fault ? 'wrong' : ''}">
    <label for=${id}>${visible(name)}${needed ? html` <span class="needed">needed</span>` : nothing} <span class="type">${type}</span></label>
    ${control(field, described.filter(Boolean).join(' '))}
    ${about ? html`<p class="quiet" id="${id}-about">${visible(about)}</p>` : nothing}
    ${means ? html`<p class="means" id="${id}-means">${visible(means)}</p>` : nothing}
    ${fault ? html`<p class="fault" id="${id}-fault">${visible(fault.message)} ${visible(fault.hint ?? '')}</p>` : nothing}
  </div>`;
}

function control(field: FormField, described: string): TemplateResult {
  const { id, value, placeholder, oneOf, tall, needed, fault, proposals, change } = field;
  const typed = (e: Event): void => change((e.target as HTMLInputElement).value);
  const wrong = fault ? 'true' : 'false';
  if (oneOf.length > 0)
    return html`<select id=${id} aria-describedby=${described} aria-invalid=${wrong} .value=${value} @change=${typed}>
      ${oneOf.map(([each, title]) => html`<option value=${each} ?selected=${each === value}>${visible(title)}</option>`)}
    </select>`;
  if (tall)
    return html`<textarea id=${id} rows="2" spellcheck="false" aria-describedby=${described} aria-invalid=${wrong}
      aria-required=${String(needed)} placeholder=${placeholder} .value=${value} @input=${typed}></textarea>`;
  return html`<input id=${id} spellcheck="false" autocomplete="off" aria-describedby=${described} aria-invalid=${wrong}
    aria-required=${String(needed)} list=${proposals ?? nothing} placeholder=${placeholder} .value=${value} @input=${typed} />`;
}
