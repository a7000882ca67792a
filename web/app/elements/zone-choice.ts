import { html, LitElement, type TemplateResult } from 'lit';
import { shownZone, zoneChanges } from '../../../src/views/index.ts';
import { otherZones, ownZone, setZone } from '../zone.ts';

/** Chooses the zone in which times are shown. */
export class ZoneChoice extends LitElement {
  constructor() {
    super();
    zoneChanges.addEventListener('change', () => this.requestUpdate());
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const now = shownZone();
    const choice = (name: string, said = name): TemplateResult =>
      html`<option value=${name} ?selected=${name === now}>${said}</option>`;
    return html`<select class="zone ${now === 'UTC' ? '' : 'other'}" aria-label="Time zone"
      title="Times are shown in ${now}. Queries, filters and what is copied stay in UTC."
      .value=${now} @change=${(e: Event) => setZone((e.target as HTMLSelectElement).value)}>
      ${choice('UTC')}
      ${ownZone === 'UTC' ? '' : choice(ownZone, `${ownZone} (this computer)`)}
      <optgroup label="Other zones">${otherZones.map((name) => choice(name))}</optgroup>
    </select>`;
  }
}
