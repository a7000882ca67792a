import { css, html, nothing, type TemplateResult } from 'lit';
import { bracketedName, type Column, visible } from '../../base/index.ts';
import { numberText } from '../chart/chart-look.ts';
import type { Drawing, Stop } from '../chart/drawing.ts';
import { DrawnView } from '../chart/drawn-view.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { textLiteral, whereTime } from '../kql-spelling.ts';
import {
  type MatrixData,
  type MatrixPlan,
  matrixData,
  matrixPlan,
  matrixSettings,
  usualPair,
} from '../matrix/matrix-data.ts';
import { matrixDrawing, ramp } from '../matrix/matrix-drawing.ts';
import { timeOf } from '../timeline/time-scale.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';

/** How often, or how much, two columns stand together. */
class Matrix extends DrawnView {
  static override styles = [
    DrawnView.styles,
    css`
      .ramp { display: inline-flex; align-items: center; gap: 6px; font-variant-numeric: tabular-nums; }
      .ramp i { width: 90px; height: 9px; border-radius: 2px; }
    `,
  ];
  #plan: MatrixPlan | null = null;
  #data: MatrixData | null = null;
  #kept = false;

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const plan = matrixPlan(this.settings, source.columns);
    const data = await matrixData(plan, ask);
    this.#plan = plan;
    this.#data = data;
  }

  protected override hollow(): string | null {
    return this.#data && this.#data.cells.length > 0 ? null : 'No row has a value in both columns.';
  }

  protected override controls(): TemplateResult | typeof nothing {
    const [plan, data, source] = [this.#plan, this.#data, this.source];
    if (!plan || !data || !source) return nothing;
    const { dark } = this.colours;
    const colours = [0, 0.25, 0.5, 0.75, 1].map((s) => ramp(s, dark)).join(', ');
    return html`${this.#chooser('y', 'Down', plan.y, source.columns)} ${this.#chooser('x', 'Across', plan.x, source.columns)}
      <span class="ramp">${numberText(Math.min(0, data.least))}<i .style=${`background:linear-gradient(to right, ${colours})`}></i>${numberText(data.most)}</span>
      <button aria-pressed=${plan.log} @click=${() => this.change('scale', plan.log ? 'linear' : '')}>Log</button>
      ${data.note ? html`<span>${visible(data.note)}</span>` : nothing}`;
  }

  #chooser(
    name: 'x' | 'y',
    label: string,
    now: Column,
    columns: readonly Column[],
  ): TemplateResult {
    const usable = columns.filter((c) =>
      ['string', 'datetime', 'bool', 'int', 'long', 'guid'].includes(c.type),
    );
    return html`<label>${label} <select @change=${(e: Event) => this.change(name, (e.target as HTMLSelectElement).value)}>
      ${usable.map((c) => html`<option value=${c.name} ?selected=${c.name === now.name}>${visible(c.name)}</option>`)}
    </select></label>`;
  }

  protected override drawing(): Drawing | null {
    const [plan, data] = [this.#plan, this.#data];
    const { clientWidth: width, clientHeight: height } = this;
    return plan && data
      ? matrixDrawing(data, { plan, colours: this.colours, width, height })
      : null;
  }

  protected override summary(): string {
    return `matrix of ${visible(this.#plan?.y.name ?? '')} by ${visible(this.#plan?.x.name ?? '')}, ${this.#data?.cells.length ?? 0} cells`;
  }

  protected override chosen({ index }: Pick<Stop, 'index'>): void {
    const [plan, data] = [this.#plan, this.#data];
    const cell = data?.cells[index];
    if (!plan || !data || !cell) return;
    const steps = [
      step(plan.x, data.xs[cell.x] ?? '', data.widths.x),
      step(plan.y, data.ys[cell.y] ?? '', data.widths.y),
    ];
    this.#kept = true;
    this.tell('hunt-narrow', { kql: steps.join(' ') });
  }

  protected override letGo(): void {
    if (this.#kept) this.tell('hunt-narrow', { kql: '' });
    this.#kept = false;
  }

  protected override shown(): ViewAnswer {
    const [plan, data] = [this.#plan, this.#data];
    if (!plan || !data) return { columns: [], rows: [], total: 0 };
    const rows = data.cells.map((c) => [data.ys[c.y], data.xs[c.x], c.value]);
    const columns: Column[] = [
      { name: plan.y.name, type: 'string' },
      { name: plan.x.name, type: 'string' },
      { name: plan.value?.name ?? 'Rows', type: 'real' },
    ];
    return { columns, rows, total: rows.length };
  }
}

/** The step that keeps the rows of one value of a side. */
function step(column: Column, value: string, widthMs: number | null): string {
  const at = widthMs === null ? null : timeOf(value);
  if (at !== null) return whereTime(column, at, at + (widthMs ?? 0));
  const name = bracketedName(column.name);
  const text = column.type === 'string' ? name : `tostring(${name})`;
  return `| where ${text} == ${textLiteral(value)}`;
}

const matrix: ResultView = defineView({
  tag: 'hunt-matrix',
  name: 'matrix',
  title: 'Matrix',
  about: 'How often two columns stand together, or how much, as a heat map.',
  settings: matrixSettings,
  fits: (columns) => usualPair(columns) !== null,
  element: Matrix,
});

export default matrix;
