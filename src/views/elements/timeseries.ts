import { html, nothing, type TemplateResult } from 'lit';
import { type Column, visible } from '../../base/index.ts';
import { numberText } from '../chart/chart-look.ts';
import type { Drawing, Stop } from '../chart/drawing.ts';
import { DrawnView } from '../chart/drawn-view.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { sameValue, whereTime } from '../kql-spelling.ts';
import {
  looksTakenApart,
  type Period,
  type SeriesData,
  type SeriesPlan,
  seriesData,
  seriesPlan,
  seriesSettings,
} from '../series/series-data.ts';
import { seriesDrawing } from '../series/series-drawing.ts';
import { spanText, timeText } from '../timeline/time-scale.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';

/** Values over time with what was expected of them, and the periods in which they were far from it. */
class TimeSeries extends DrawnView {
  static override properties = {
    ...DrawnView.properties,
    period: { state: true },
  };
  /** The period of anomaly that is looked at. */
  declare period: Period | null;
  #plan: SeriesPlan | null = null;
  #data: SeriesData | null = null;

  constructor() {
    super();
    this.period = null;
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const plan = seriesPlan(this.settings, source.columns);
    const data = await seriesData(plan, ask);
    this.#plan = plan;
    this.#data = data;
    this.period = null;
  }

  protected override hollow(): string | null {
    return this.#data && this.#data.moments.length > 0 ? null : 'No row has a time.';
  }

  protected override controls(): TemplateResult | typeof nothing {
    const data = this.#data;
    if (!data) return nothing;
    return html`
      ${
        data.names.length > 1
          ? html`<label>Series <select @change=${(e: Event) => this.change('only', (e.target as HTMLSelectElement).value)}>
            ${data.names.map(({ name, odd }) => html`<option value=${name} ?selected=${name === data.only}>${visible(name.slice(0, 80)) || '(empty)'}${odd > 0 ? ` (${odd})` : ''}</option>`)}
          </select></label>`
          : nothing
      }
      ${this.#periods(data)}
      ${data.note ? html`<span>${data.note}</span>` : nothing}`;
  }

  #periods({ periods }: SeriesData): TemplateResult {
    if (periods.length === 0) return html`<span>No anomalies</span>`;
    const choose = (e: Event): void => this.#look(Number((e.target as HTMLSelectElement).value));
    const text = (p: Period): string =>
      `${timeText(p.from, 60_000)}${p.to > p.from ? `, ${spanText(p.to - p.from)}` : ''}: off by ${numberText(p.most)}`;
    return html`<label>Anomalies <select @change=${choose}>
        <option value="-1" ?selected=${this.period === null}>${periods.length} ${periods.length === 1 ? 'period' : 'periods'}</option>
        ${periods.slice(0, 500).map((p, i) => html`<option value=${i} ?selected=${p === this.period}>${text(p)}</option>`)}
      </select></label>
      ${this.period ? html`<button class="strong" @click=${() => this.#narrow()}>Keep only these</button>` : nothing}`;
  }

  #look(index: number): void {
    const left = this.period;
    this.period = this.#data?.periods[index] ?? null;
    if (left && !this.period) this.tell('hunt-narrow', { kql: '' });
    if (this.period)
      this.said = `${timeText(this.period.from, 60_000)} to ${timeText(this.period.to, 60_000)}`;
  }

  #narrow(): void {
    const [plan, data, period] = [this.#plan, this.#data, this.period];
    if (!plan || !data || !period) return;
    const which =
      plan.series && data.only !== null ? ` and ${sameValue({ ...plan.series }, data.only)}` : '';
    this.tell('hunt-narrow', {
      kql: `${whereTime(plan.time, period.from, period.to + data.stepMs)}${which}`,
    });
  }

  protected override drawing(): Drawing | null {
    const [data, plan, period] = [this.#data, this.#plan, this.period];
    if (!data || !plan) return null;
    const room = period ? Math.max(24 * data.stepMs, period.to - period.from) : 0;
    const stretch: [number, number] | null = period ? [period.from - room, period.to + room] : null;
    return seriesDrawing(data, {
      colours: this.colours,
      name: data.only || plan.value.name,
      stretch,
    });
  }

  protected override summary(): string {
    const data = this.#data;
    return `${visible(this.#plan?.value.name ?? '')} over time, ${data?.periods.length ?? 0} periods of anomaly`;
  }

  protected override chosen({ index }: Pick<Stop, 'index'>): void {
    const at = this.#data?.moments[index]?.at;
    const place =
      this.#data?.periods.findIndex((p) => at !== undefined && at >= p.from && at <= p.to) ?? -1;
    if (place >= 0) this.#look(place);
  }

  protected override letGo(): void {
    this.#look(-1);
  }

  protected override shown(): ViewAnswer {
    const columns: Column[] = [
      { name: 'Time', type: 'datetime' },
      { name: 'Observed', type: 'real' },
      { name: 'Expected', type: 'real' },
      { name: 'Trend', type: 'real' },
      { name: 'Anomaly', type: 'long' },
    ];
    const rows = (this.#data?.moments ?? []).map((m) => [
      new Date(m.at).toISOString(),
      m.observed,
      m.baseline,
      m.trend,
      m.odd,
    ]);
    return { columns, rows, total: rows.length };
  }
}

const timeseries: ResultView = defineView({
  tag: 'hunt-timeseries',
  name: 'timeseries',
  title: 'Time series',
  about: 'Values over time beside what was expected of them, and the periods of anomaly.',
  settings: seriesSettings,
  fits: looksTakenApart,
  element: TimeSeries,
});

export default timeseries;
