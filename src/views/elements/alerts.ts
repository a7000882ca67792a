import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { type Column, valueText, visible } from '../../base/index.ts';
import { namedEntities, severityLevel } from '../alerts/alert-entities.ts';
import { alertLine, severityMark } from '../alerts/alert-line.ts';
import { alertPlan, alertSettings } from '../alerts/alert-plan.ts';
import {
  type AlertColumns,
  type AlertFilter,
  alertColumns,
  alertStep,
  filterStep,
  type ListedAlert,
  listedAlerts,
  listQuestion,
  severitiesQuestion,
} from '../alerts/alert-questions.ts';
import { alertStyles } from '../alerts/alert-styles.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { failureOf } from '../failure.ts';
import { linePicture } from '../line-picture.ts';
import { cellText, countText } from '../value-text.ts';
import { ViewElement } from '../view-element.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';
import { viewStyles } from '../view-styles.ts';

const pageLength = 200;
const longest = 2000;
/** The columns of `entity_graph`, which the graph of one alert is drawn from. */
const graphColumns: readonly Column[] = [
  'part',
  'id',
  'entity_type',
  'entity_name',
  'entity_description',
  'from_id',
  'to_id',
  'relation',
  'count',
].map((name): Column => ({ name, type: name === 'count' ? 'long' : 'string' }));

interface Chosen {
  columns: readonly Column[];
  row: readonly unknown[];
}

/** Alerts or incidents, the newest first; the one that is chosen as a record with the things it names. */
class Alerts extends ViewElement {
  static override properties = {
    ...ViewElement.properties,
    alerts: { state: true },
    current: { state: true },
    chosen: { state: true },
    filter: { state: true },
    graphed: { state: true },
    narrowed: { state: true },
    fault: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, alertStyles];

  declare alerts: readonly ListedAlert[];
  declare current: number;
  declare chosen: Chosen | null;
  declare filter: AlertFilter;
  declare graphed: ViewSource | null;
  declare narrowed: string;
  declare fault: string;
  #columns: AlertColumns | null = null;
  #severities: readonly [severity: string, count: number][] = [];
  #total = 0;
  #length = pageLength;
  #of: ViewSource | null = null;

  constructor() {
    super();
    this.alerts = [];
    this.filter = { severities: [], words: '' };
    this.narrowed = '';
    this.#close();
  }

  #close(): void {
    this.current = -1;
    this.chosen = null;
    this.graphed = null;
    this.fault = '';
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const columns = alertPlan(this.settings, source.columns);
    if (this.#of !== source) {
      this.filter = { severities: [], words: '' };
      this.#length = pageLength;
    }
    this.#of = source;
    this.#columns = columns;
    const { rows } = await ask(severitiesQuestion(columns));
    this.#severities = rows
      .map(([severity, count]): [string, number] => [String(severity ?? ''), Number(count)])
      .sort(([a], [b]) => severityLevel(b) - severityLevel(a));
    await this.#fill(ask);
  }

  async #fill(ask: Ask): Promise<void> {
    if (!this.#columns) return;
    const answer = await ask(listQuestion(this.#columns, this.filter), this.#length);
    this.alerts = listedAlerts(answer);
    this.#total = answer.total;
    this.#close();
  }

  #refilter(change: Partial<AlertFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.#length = pageLength;
    void this.during((ask) => this.#fill(ask));
  }

  #toggle(severity: string): void {
    const { severities } = this.filter;
    const kept = severities.filter((one) => one !== severity);
    this.#refilter({
      severities: kept.length < severities.length ? kept : [...severities, severity],
    });
  }

  protected override controls(): TemplateResult | typeof nothing {
    const columns = this.#columns;
    if (!columns) return nothing;
    const step = filterStep(columns, this.filter);
    return html`<span role="status">${countText(this.#total)} alerts</span>
      <input type="search" aria-label="Find alerts" placeholder="Find" .value=${this.filter.words}
        @change=${(e: Event) => this.#refilter({ words: (e.target as HTMLInputElement).value.trim() })}>
      ${this.#severities.map(
        ([severity, count]) =>
          html`<button aria-pressed=${this.filter.severities.includes(severity)} @click=${() => this.#toggle(severity)}>${severityMark(severity)} ${countText(count)}</button>`,
      )}
      ${step === '' ? nothing : html`<button class="strong" aria-pressed=${this.narrowed === step} title=${step} @click=${() => this.#narrow(step)}>Only these</button>`}`;
  }

  #narrow(kql: string): void {
    this.narrowed = this.narrowed === kql ? '' : kql;
    this.tell('hunt-narrow', { kql: this.narrowed });
  }

  protected override picture(): TemplateResult | typeof nothing {
    const { alerts, current } = this;
    return html`<div class="split">
      <div class="list" role="listbox" tabindex="0" aria-label="Alerts" aria-activedescendant=${current < 0 ? nothing : `alert-${current}`}
        @keydown=${(e: KeyboardEvent) => this.#onKey(e)} @click=${(e: MouseEvent) => this.#clicked(e)}>
        ${alerts.map((alert, number) => alertLine(alert, { number, current: number === current }))}
        ${this.#rest()}
      </div>
      ${this.chosen && this.#columns ? this.#record(this.#columns, this.chosen) : nothing}
      ${this.fault === '' ? nothing : html`<p class="over corner" role="alert">${visible(this.fault)}</p>`}
    </div>`;
  }

  #rest(): TemplateResult | typeof nothing {
    const left = this.#total - this.alerts.length;
    if (this.#total === 0)
      return html`<div class="more" role="option" aria-selected="false">No alert passes the filter.</div>`;
    if (left <= 0) return nothing;
    if (this.#length >= longest)
      return html`<div class="more" role="option" aria-selected="false">and ${countText(left)} more: narrow them to see those.</div>`;
    return html`<div class="more" role="option" aria-selected="false" id="alert-more">Show more of ${countText(left)}</div>`;
  }

  #more(): void {
    this.#length = Math.min(longest, this.#length * 2);
    void this.during((ask) => this.#fill(ask));
  }

  #clicked(event: MouseEvent): void {
    const line = (event.target as Element).closest('[role=option]');
    if (line?.id === 'alert-more') this.#more();
    else if (line?.classList.contains('alert'))
      void this.#choose(Number(line.id.slice('alert-'.length)));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.alerts.length - 1;
    const to = new Map([
      ['ArrowDown', Math.min(last, this.current + 1)],
      ['ArrowUp', Math.max(0, this.current - 1)],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (to === undefined || last < 0) return;
    event.preventDefault();
    if (
      event.key === 'ArrowDown' &&
      this.current === last &&
      this.#total > this.alerts.length &&
      this.#length < longest
    )
      this.#more();
    else void this.#choose(to);
  }

  async #choose(number: number): Promise<void> {
    const alert = this.alerts[number];
    const { source } = this;
    if (!alert || !source || !this.#columns) return;
    this.current = number;
    this.graphed = null;
    await this.updateComplete;
    this.renderRoot.querySelector(`#alert-${number}`)?.scrollIntoView({ block: 'nearest' });
    try {
      const { columns, rows } = await source.ask(alertStep(this.#columns, alert), { limit: 1 });
      if (this.current !== number) return;
      this.chosen = rows[0] ? { columns, row: rows[0] } : null;
    } catch (error) {
      this.fault = failureOf(error).message;
    }
  }

  #record(named: AlertColumns, { columns, row }: Chosen): TemplateResult {
    const value = (column: Column | null): unknown =>
      column ? row[columns.findIndex((c) => c.name === column.name)] : null;
    const alert = this.alerts[this.current];
    const step = alert ? alertStep(named, alert) : '';
    const about = valueText(value(named.about));
    return html`<aside aria-label="The chosen alert">
      <header>
        <h3>${visible(valueText(value(named.name)))}</h3>
        <p>${severityMark(valueText(value(named.severity)))} ${[
          cellText(value(named.time), 'datetime'),
          valueText(value(named.status)),
          valueText(value(named.source)),
        ]
          .filter((text) => text !== '')
          .map((text) => visible(text))
          .join(' · ')}</p>
        ${about === '' ? nothing : html`<p class="about">${visible(about.slice(0, 4000))}</p>`}
        <div class="acts">
          <button class="strong" aria-pressed=${this.narrowed === step} @click=${() => this.#narrow(step)}>Only this one</button>
          ${named.entities ? html`<button class="strong" aria-pressed=${this.graphed !== null} @click=${() => this.#graph(step)}>Graph of its things</button>` : nothing}
        </div>
      </header>
      ${named.entities ? this.#entities(named.entities, value(named.entities)) : nothing}
      ${this.graphed ? html`<hunt-graph label="Graph of the alert" .source=${this.graphed}></hunt-graph>` : nothing}
      <hunt-record .columns=${columns} .row=${row} .number=${this.current + 1} @hunt-close=${() => {
        this.#close();
        this.renderRoot.querySelector<HTMLElement>('.list')?.focus();
      }}></hunt-record>
    </aside>`;
  }

  #entities(column: Column, value: unknown): TemplateResult | typeof nothing {
    const found = namedEntities(value);
    if (found.length === 0) return nothing;
    return html`<ul aria-label="What the alert names">${found.map(
      ({ type, name }) =>
        html`<li><button @click=${({ clientX: x, clientY: y }: MouseEvent) => this.tell('hunt-pivot', { value: name, column, x, y, kind: type, within: true })}><small>${visible(type)}</small> ${visible(name.slice(0, 200))}</button></li>`,
    )}</ul>`;
  }

  /** Draw what the alert names, by asking for the graph of this one alert. */
  #graph(step: string): void {
    const { source } = this;
    if (this.graphed || !source) {
      this.graphed = null;
      return;
    }
    const graph = `${step} | invoke entity_graph()`;
    const ask: ViewSource['ask'] = (kql, question) => source.ask(`${graph} ${kql}`, question);
    this.graphed = { columns: graphColumns, rows: 1, ask };
  }

  protected override shown(): ViewAnswer {
    const names = ['name', 'severity', 'at', 'status', 'source', 'id'] as const;
    const columns = names.map(
      (name): Column => ({ name, type: name === 'at' ? 'datetime' : 'string' }),
    );
    const rows = this.alerts.map((alert) => names.map((name) => alert[name]));
    return { columns, rows, total: this.#total };
  }

  override async image(): Promise<Blob> {
    const { colours } = this;
    const shades = [
      colours.of('line'),
      colours.of('accent'),
      colours.of('warn'),
      colours.of('danger'),
    ];
    const lines = this.alerts.slice(0, 60).map(({ name, severity, at, status, source }) => ({
      level: 0,
      colour: shades[severityLevel(severity)] ?? null,
      name: visible(name),
      texts: [severity, status, cellText(at, 'datetime'), source].map(visible),
    }));
    return linePicture(lines, colours);
  }
}

const alerts: ResultView = defineView({
  tag: 'hunt-alerts',
  name: 'alerts',
  title: 'Alerts',
  about:
    'Alerts or incidents, the newest first; the chosen one in full, with the things that it names.',
  settings: alertSettings,
  fits: (columns) => alertColumns(columns) !== null,
  element: Alerts,
});

export default alerts;
