import type { EChartsType } from 'echarts/core';
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { visible } from '../../base/index.ts';
import { ViewElement } from '../view-element.ts';
import type { Drawing, Stop } from './drawing.ts';
import { safeNames } from './safe-names.ts';

const help =
  'Left and right move from value to value, up and down between series. Enter opens a value or keeps its rows. Escape lets go.';

/** A view that ECharts draws, on a canvas that the keyboard can walk over. */
export abstract class DrawnView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      :host { min-height: 180px; }
      .frame { position: absolute; inset: 0; }
      .frame:focus-visible { outline-offset: -2px; }
      .note { padding: 0 10px 4px; color: var(--view-muted); }
      .tip-line { display: flex; align-items: baseline; gap: 6px; max-width: 420px; }
      .tip-line i { flex: none; width: 9px; height: 9px; border-radius: 50%; }
      .tip-line span { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .tip-line b { font-weight: 600; font-variant-numeric: tabular-nums; }
    `,
  ];
  #chart: EChartsType | null = null;
  #drawn: Promise<void> = Promise.resolve();
  #size: ResizeObserver | null = null;
  #stops: Drawing['stops'] = [];
  #at: { series: number; stop: number } | null = null;

  /** What is to be drawn now; null for nothing. */
  protected abstract drawing(): Drawing | null;
  /** What the picture shows, in a few words. */
  protected abstract summary(): string;
  /** Somebody chose a value; pixels of the window say where. */
  protected abstract chosen(stop: Pick<Stop, 'series' | 'index'>, x: number, y: number): void;
  /** The stretch of the x-axis in view changed; shares of the whole from 0 to 1. */
  protected zoomed(_from: number, _to: number): void {}
  /** Nothing is pointed at any more. */
  protected letGo(): void {}

  protected override picture(): TemplateResult {
    const about = `${this.label ? `${visible(this.label)}: ` : ''}${this.summary()}`;
    return html`<div class="frame" tabindex="0" role="application" aria-roledescription="chart" aria-label=${about} aria-description=${help} @keydown=${this.#onKey}></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const beside = ['said', 'stretch'];
    const hover = changed.size > 0 && [...changed.keys()].every((k) => beside.includes(String(k)));
    if (!hover) this.#drawn = this.#draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  #drop(): void {
    this.#size?.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async #draw(): Promise<void> {
    const frame = (): HTMLElement | null => this.renderRoot.querySelector<HTMLElement>('.frame');
    if (!frame()) return this.#drop();
    const { init } = await import('./engine.ts');
    const place = frame();
    const drawing = place ? this.drawing() : null;
    if (!place || !drawing || !this.isConnected) return this.#drop();
    if (this.#chart?.getDom() !== place) {
      this.#drop();
      this.#chart = init(place, null, { renderer: 'canvas' });
      this.#listen(this.#chart);
      this.#size = new ResizeObserver(() => this.#chart?.resize());
      this.#size.observe(place);
    }
    this.#stops = drawing.stops;
    this.#at = null;
    const option = safeNames(drawing.option);
    this.#chart.setOption({ animation: false, ...option }, { notMerge: true });
  }

  #listen(chart: EChartsType): void {
    chart.on('click', ({ seriesIndex, dataIndex, event }) => {
      const { clientX = 0, clientY = 0 } = (event?.event ?? {}) as unknown as MouseEvent;
      this.chosen({ series: seriesIndex ?? 0, index: dataIndex }, clientX, clientY);
    });
    chart.on('datazoom', () => {
      const { dataZoom } = chart.getOption() as { dataZoom?: { start?: number; end?: number }[] };
      const { start = 0, end = 100 } = dataZoom?.[0] ?? {};
      this.zoomed(start / 100, end / 100);
    });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const moves = new Map<string, [number, number]>([
      ['ArrowLeft', [0, -1]],
      ['ArrowRight', [0, 1]],
      ['ArrowUp', [-1, 0]],
      ['ArrowDown', [1, 0]],
      ['Home', [0, -Infinity]],
      ['End', [0, Infinity]],
    ]);
    const move = moves.get(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) this.#walk(...move);
    else if (event.key === 'Enter') this.#choose();
    else if (event.key === 'Escape') {
      this.#chart?.dispatchAction({ type: 'hideTip' });
      this.letGo();
    } else return;
    event.preventDefault();
  };

  #walk(series: number, along: number): void {
    const lists = this.#stops;
    const limit = (n: number, length: number): number => Math.max(0, Math.min(length - 1, n));
    const now = this.#at;
    const at = limit((now?.series ?? 0) + series, lists.length);
    const list = lists[at] ?? [];
    const stop = limit(now ? now.stop + along : along < 0 ? Infinity : 0, list.length);
    const chosen = list[stop];
    if (!chosen) return;
    this.#at = { series: at, stop };
    this.said = chosen.text;
    this.#chart?.dispatchAction({
      type: 'showTip',
      seriesIndex: chosen.series,
      dataIndex: chosen.index,
    });
  }

  #choose(): void {
    const stop = this.#at && this.#stops[this.#at.series]?.[this.#at.stop];
    const box = this.getBoundingClientRect();
    if (stop) this.chosen(stop, box.left + box.width / 2, box.top + box.height / 2);
  }

  override async image(): Promise<Blob> {
    await this.#drawn;
    const chart = this.#chart;
    if (!chart) throw new Error('the chart shows no picture now');
    const canvas = chart.renderToCanvas({
      pixelRatio: Math.max(1, devicePixelRatio),
      backgroundColor: this.colours.of('panel'),
    });
    return new Promise((done, fail) => {
      canvas.toBlob(
        (blob) => (blob ? done(blob) : fail(new Error('no picture was made'))),
        'image/png',
      );
    });
  }
}
