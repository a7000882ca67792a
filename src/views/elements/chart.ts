import { css, html, nothing, type TemplateResult } from 'lit';
import { bracketedName, valueText, visible } from '../../base/index.ts';
import { type ChartData, chartData } from '../chart/chart-data.ts';
import { chartDrawing } from '../chart/chart-drawing.ts';
import { arraysOf, type ChartPlan, chartPlan, chartSettings } from '../chart/chart-plan.ts';
import type { Drawing, Stop } from '../chart/drawing.ts';
import { DrawnView } from '../chart/drawn-view.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { whereTime } from '../kql-spelling.ts';
import { cellText } from '../value-text.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';

const words: Record<ChartPlan['type'], string> = {
  linechart: 'Lines',
  timechart: 'Lines over time',
  areachart: 'Areas',
  stackedareachart: 'Stacked areas',
  columnchart: 'Columns',
  barchart: 'Bars',
  piechart: 'Pie',
  scatterchart: 'Points',
  anomalychart: 'Anomalies',
  ladderchart: 'Ladder',
  treemap: 'Tree map',
  card: 'Card',
};

/** The charts of KQL's `render`. */
class Chart extends DrawnView {
  static override properties = { ...DrawnView.properties, stretch: { state: true } };
  static override styles = [
    DrawnView.styles,
    css`
      .cards { position: absolute; inset: 0; display: flex; flex-wrap: wrap; align-content: center; justify-content: center; gap: 20px 40px; margin: 0; padding: 12px; overflow: auto; }
      .cards div { text-align: center; }
      .cards dt { color: var(--view-muted); }
      .cards dd { margin: 0; font-size: 30px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
      .note { font-size: 11px; }
    `,
  ];
  declare stretch: { from: number; to: number } | null;
  #plan: ChartPlan | null = null;
  #data: ChartData | null = null;

  constructor() {
    super();
    this.stretch = null;
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const dynamic = source.columns.some((c) => c.type === 'dynamic');
    const first = dynamic ? await ask('| take 1', 1) : null;
    const arrays = arraysOf(source.columns, first?.rows[0]);
    const plan = chartPlan(this.settings, source.columns, arrays);
    const data = await chartData(plan, source.rows, ask);
    this.#plan = plan;
    this.#data = data;
    this.stretch = null;
  }

  protected override hollow(): string | null {
    if (this.#plan?.type === 'card') return null;
    return this.#data && this.#data.series.length > 0
      ? null
      : 'No row has both a place and a value.';
  }

  protected override controls(): TemplateResult {
    const now = this.settings.get('type') ?? this.#plan?.type ?? 'linechart';
    const { title } = this.#plan?.told ?? {};
    return html`${title ? html`<span class="title">${visible(title)}</span>` : nothing}
      <select aria-label="Kind of chart" @change=${(e: Event) => this.change('type', (e.target as HTMLSelectElement).value)}>
        ${chartSettings.type.choices.map((type) => html`<option value=${type} ?selected=${type === now}>${words[type]}</option>`)}
      </select>
      ${this.stretch ? html`<button class="strong" @click=${() => this.#narrow()}>Keep only these</button>` : nothing}
      ${this.#data?.note ? html`<span class="note">${this.#data.note}</span>` : nothing}`;
  }

  protected override picture(): TemplateResult {
    return this.#plan?.type === 'card' ? this.#card() : super.picture();
  }

  #card(): TemplateResult {
    const { columns, rows } = this.shown();
    return html`<dl class="cards">${columns.map(
      (c, i) =>
        html`<div><dt>${visible(c.name)}</dt><dd>${visible(cellText(rows[0]?.[i], c.type).slice(0, 200))}</dd></div>`,
    )}</dl>`;
  }

  protected override drawing(): Drawing | null {
    const [plan, data] = [this.#plan, this.#data];
    return plan && data && plan.type !== 'card'
      ? chartDrawing({ plan, data, colours: this.colours, width: this.clientWidth })
      : null;
  }

  protected override summary(): string {
    const names = this.#data?.series.slice(0, 5).map((s) => s.name) ?? [];
    return `${words[this.#plan?.type ?? 'linechart']} of ${names.join(', ') || 'values'}`;
  }

  protected override chosen({ series, index }: Stop, x: number, y: number): void {
    const [plan, data] = [this.#plan, this.#data];
    if (!plan?.x || !data) return;
    const place = plan.type === 'piechart' ? this.#slice(index) : index;
    if (data.axis === 'category') {
      const value = data.categories[place];
      if (value !== undefined) this.tell('hunt-pivot', { value, column: plan.x, x, y });
      return;
    }
    const point = data.series[series]?.points[index];
    const [by] = plan.series;
    const name = data.series[series]?.name;
    if (point && by && name !== undefined && plan.series.length === 1 && plan.ys.length === 1)
      this.tell('hunt-pivot', { value: name, column: by, x, y });
  }

  /** Slices stand by size, categories as they came. */
  #slice(index: number): number {
    const [series] = this.#data?.series ?? [];
    const sorted = [...(series?.points ?? [])].sort((a, b) => (b.y ?? 0) - (a.y ?? 0));
    return sorted[index]?.x ?? -1;
  }

  #ends(): { least: number; most: number } | null {
    let [least, most] = [Infinity, -Infinity];
    for (const { points } of this.#data?.series ?? [])
      for (const { x } of points) [least, most] = [Math.min(least, x), Math.max(most, x)];
    return least < most ? { least, most } : null;
  }

  protected override zoomed(from: number, to: number): void {
    const { axis } = this.#data ?? {};
    const ends = this.#ends();
    const real = this.#plan && !this.#plan.arrays && (axis === 'time' || axis === 'number');
    const whole = from <= 0 && to >= 1;
    const next =
      real && ends && !whole
        ? {
            from: ends.least + from * (ends.most - ends.least),
            to: ends.least + to * (ends.most - ends.least),
          }
        : null;
    if ((next === null) !== (this.stretch === null)) this.#quietly(next);
    else if (next && this.stretch) Object.assign(this.stretch, next);
  }

  /** The picture stays as it is; only the bar changes. */
  #quietly(stretch: { from: number; to: number } | null): void {
    this.stretch = stretch;
    if (!stretch) this.tell('hunt-narrow', { kql: '' });
  }

  #narrow(): void {
    const [stretch, x] = [this.stretch, this.#plan?.x];
    if (!stretch || !x) return;
    const { from, to } = stretch;
    const name = bracketedName(x.name);
    const kql =
      this.#data?.axis === 'time'
        ? whereTime(x, Math.floor(from), Math.ceil(to) + 1)
        : `| where ${name} between (${valueText(from)} .. ${valueText(to)})`;
    this.tell('hunt-narrow', { kql });
  }

  protected override shown(): ViewAnswer {
    const [plan, data] = [this.#plan, this.#data];
    if (!plan || !data) return { columns: [], rows: [], total: 0 };
    const names = new Map<string, string>([
      ['X', plan.x?.name ?? ''],
      ['S', plan.series.map((c) => c.name).join(' · ') || 'Series'],
      ...plan.ys.map((c, i): [string, string] => [`Y${i}`, c.name]),
      ...plan.anomalies.map((c, i): [string, string] => [`A${i}`, c.name]),
    ]);
    const { columns, rows, total } = data.answer;
    if (plan.type === 'card') return { columns, rows: rows.slice(0, 1), total: Math.min(1, total) };
    const kept = columns
      .map((c, i) => ({ c, i }))
      .filter(({ c }) => c.name !== 'S' || plan.series.length > 0);
    return {
      columns: kept.map(({ c }) => ({ ...c, name: names.get(c.name) ?? c.name })),
      rows: rows.map((row) => kept.map(({ i }) => row[i])),
      total,
    };
  }

  override async image(): Promise<Blob> {
    if (this.#plan?.type !== 'card') return super.image();
    const { cardPicture } = await import('../chart/card-picture.ts');
    return cardPicture(this.shown(), this.colours);
  }
}

const numeric = new Set(['int', 'long', 'real', 'decimal', 'timespan']);

const chart: ResultView = defineView({
  tag: 'hunt-chart',
  name: 'chart',
  title: 'Chart',
  about: 'Lines, areas, bars, a pie and the other charts of `render`.',
  settings: chartSettings,
  fits: (columns) => columns.length > 1 && columns.some((c) => numeric.has(c.type)),
  element: Chart,
});

export default chart;
