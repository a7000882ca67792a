import type { GridApi } from 'ag-grid-community';
import { html, nothing, type TemplateResult } from 'lit';
import { type Column, valueText, visible } from '../base/index.ts';
import type { Filter, Order } from '../protocol/index.ts';
import { copyText } from './copy.ts';
import type { ColumnAct, ColumnStanding } from './elements/column-menu.ts';
import { filterStep, groupStep, projectStep, sortStep } from './filter-steps.ts';
import { filtersOf, type Row } from './grid-columns.ts';
import { copiedRows, mostCopied } from './grid-copy.ts';
import { type GridLayout, gridLayout, withPinned, withShown } from './grid-layout.ts';
import type { GridSource, SavedAs } from './grid-source.ts';
import { countText } from './value-text.ts';

/** The grid that the menus belong to. */
export interface MenuHost {
  readonly source: GridSource | null;
  readonly label: string;
  readonly api: GridApi<Row> | null;
  /** How many rows pass the filters. */
  readonly passing: number;
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  /** The reader changed which columns are shown. */
  arranged(layout: GridLayout): void;
  /** The reader asks something of the rows, by steps of KQL. */
  asked(kql: string): void;
  failed(error: unknown): void;
}

/** What is open: the menu of a column, or that of all rows (null). */
interface Open {
  column: Column | null;
  /** The grid's own name of the column. */
  id: string;
}

/** The menus of a grid: what a column holds and what is done with it, and with all rows and columns. */
export class GridMenus {
  readonly #host: MenuHost;
  #open: Open | null = null;
  #layout: GridLayout = { shown: [], pinned: [] };
  #saving: { format: SavedAs; stop: AbortController } | null = null;
  #said = '';
  /** What is wrong with the settings; null where nothing is. */
  fault: unknown = null;

  constructor(host: MenuHost) {
    this.#host = host;
  }

  /** Read which columns are shown; what is wrong with the settings is told, and all are. */
  read(settings: ReadonlyMap<string, string>): void {
    const { source } = this.#host;
    if (!source) return;
    this.fault = null;
    try {
      this.#layout = gridLayout(source.columns, settings);
    } catch (error) {
      this.#layout = gridLayout(source.columns, new Map());
      this.fault = error;
    }
    this.arrange();
  }

  /** Let the grid show its columns as they are to be shown. */
  arrange(): void {
    const { api, source } = this.#host;
    if (!api || !source) return;
    const { shown, pinned } = this.#layout;
    const ordered = [...shown, ...source.columns.filter((column) => !shown.includes(column))];
    const state = ordered.map((column) => ({
      colId: String(source.columns.indexOf(column)),
      hide: !shown.includes(column),
      pinned: pinned.includes(column) ? ('left' as const) : null,
    }));
    api.applyColumnState({ state: [{ colId: 'row', pinned: 'left' }, ...state], applyOrder: true });
  }

  /** What is written is not wanted any more. */
  stop(): void {
    this.#saving?.stop.abort();
  }

  /** Open the menu of a column, by the grid's name of it, at its header. */
  async open(id: string, at: Element): Promise<void> {
    const { source } = this.#host;
    const column = source?.columns[Number(id)] ?? null;
    this.#open = { column, id };
    this.#said = '';
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const menu = this.#menu;
    if (!menu || menu.matches(':popover-open')) return;
    menu.showPopover();
    const place = at.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left - 4, innerWidth - menu.offsetWidth - 8));
    // It grows as it learns: there must be room for all of it below, or it begins higher.
    const top = Math.max(
      8,
      Math.min(place.bottom + 4, innerHeight - Math.min(480, innerHeight) + 8),
    );
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
    menu.style.maxHeight = `${innerHeight - top - 8}px`;
    menu.querySelector<HTMLElement>('hunt-column-menu, hunt-rows-menu')?.focus();
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.menu');
  }

  #close(): void {
    this.#menu?.hidePopover();
  }

  #closed(): void {
    const id = this.#open?.id;
    this.#open = null;
    this.#host.requestUpdate();
    if (id !== undefined) this.#host.api?.setFocusedHeader(id);
  }

  get #where(): Filter[] {
    const { api, source } = this.#host;
    return source ? filtersOf(api?.getFilterModel() ?? {}, source.columns) : [];
  }

  get #orderBy(): Order[] {
    const { api, source } = this.#host;
    const sorted = (api?.getColumnState() ?? []).filter(({ sort }) => sort);
    return sorted
      .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
      .flatMap(({ colId, sort }) => {
        const column = source?.columns[Number(colId)]?.name;
        return column === undefined ? [] : [{ column, descending: sort === 'desc' }];
      });
  }

  get #filters(): string {
    return filterStep(this.#host.source?.columns ?? [], this.#where);
  }

  #lay(layout: GridLayout): void {
    this.#layout = layout;
    this.arrange();
    this.#host.arranged(layout);
    this.#host.requestUpdate();
  }

  #act(act: ColumnAct, { column, id }: Open): void {
    const { api, source } = this.#host;
    if (!column || !source || !api) return;
    if (act === 'pin' || act === 'unpin')
      this.#lay(withPinned(this.#layout, column, act === 'pin'));
    else if (act === 'hide') {
      this.#close();
      this.#lay(withShown(source.columns, this.#layout, column, false));
    } else if (act === 'group') {
      this.#close();
      const names = new Set(source.columns.map(({ name }) => name));
      this.#host.asked([this.#filters, groupStep(column, names)].filter(Boolean).join('\n'));
    } else if (act === 'filter') {
      this.#close();
      api.showColumnFilter(id);
    } else {
      const sort = act === 'unsort' ? null : act;
      api.applyColumnState({ state: [{ colId: id, sort }], defaultState: { sort: null } });
      this.#host.requestUpdate();
    }
  }

  async #keep(value: unknown, id: string): Promise<void> {
    const { api } = this.#host;
    const filter = valueText(value);
    this.#close();
    await api?.setColumnFilterModel(id, { filterType: 'text', type: 'equals', filter });
    api?.onFilterChanged();
  }

  async #copy(): Promise<void> {
    const { source, label, passing } = this.#host;
    if (!source) return;
    const meant = { orderBy: this.#orderBy, where: this.#where, shown: this.#layout.shown };
    await this.#saying(async () => {
      const { text, rows } = await copiedRows(source, meant, passing);
      const how = await copyText(text, label);
      return `${countText(rows)} of ${countText(passing)} rows ${how}.`;
    });
  }

  async #save(format: SavedAs): Promise<void> {
    const { source } = this.#host;
    if (!source?.save || this.#saving) return;
    const { columns } = source;
    const kql = [this.#filters, sortStep(this.#orderBy), projectStep(columns, this.#layout.shown)];
    const stop = new AbortController();
    this.#saving = { format, stop };
    this.#said = 'Writing the file…';
    this.#host.requestUpdate();
    await this.#saying(async () => {
      await source.save?.(format, kql.filter(Boolean).join('\n'), stop.signal);
      return 'The file is handed to the browser.';
    });
    this.#saving = null;
    if (stop.signal.aborted) this.#said = 'Stopped.';
    this.#host.requestUpdate();
  }

  async #saying(work: () => Promise<string>): Promise<void> {
    try {
      this.#said = await work();
    } catch (error) {
      this.#said = 'It could not be done.';
      if (!this.#saving?.stop.signal.aborted) this.#host.failed(error);
    }
    this.#host.requestUpdate();
  }

  #standing({ column, id }: Open): ColumnStanding {
    const sorted = this.#host.api?.getColumnState().find(({ colId }) => colId === id)?.sort ?? null;
    const { shown, pinned } = this.#layout;
    return { sorted, pinned: column !== null && pinned.includes(column), only: shown.length === 1 };
  }

  render(): TemplateResult {
    const { source } = this.#host;
    const open = this.#open;
    const title = open?.column ? `Column ${visible(open.column.name)}` : 'Rows and columns';
    return html`<div class="menu" popover="auto" role="dialog" aria-label=${title} @toggle=${(
      e: ToggleEvent,
    ) => {
      if (e.newState === 'closed') this.#closed();
    }}>${!open || !source ? nothing : open.column ? this.#column(open, source) : this.#rows(source)}</div>`;
  }

  #column(open: Open, source: GridSource): TemplateResult {
    return html`<hunt-column-menu tabindex="-1" .source=${source} .column=${open.column} .filters=${this.#filters} .standing=${this.#standing(open)}
      @column-act=${(e: CustomEvent<ColumnAct>) => this.#act(e.detail, open)}
      @column-value=${(e: CustomEvent<unknown>) => void this.#keep(e.detail, open.id)}></hunt-column-menu>`;
  }

  #rows(source: GridSource): TemplateResult {
    const { api, passing } = this.#host;
    const { columns } = source;
    return html`<hunt-rows-menu tabindex="-1" .columns=${columns} .layout=${this.#layout} ?savable=${source.save !== undefined}
      .copied=${Math.min(passing, mostCopied)} .saving=${this.#saving?.format ?? ''} ?filtered=${this.#where.length > 0} .said=${this.#said}
      @rows-copy=${() => void this.#copy()}
      @rows-save=${(e: CustomEvent<SavedAs>) => void this.#save(e.detail)}
      @rows-stop=${() => this.stop()}
      @rows-unfilter=${() => {
        api?.setFilterModel(null);
        this.#host.requestUpdate();
      }}
      @layout-show-all=${() => this.#lay({ ...this.#layout, shown: gridLayout(columns, new Map()).shown })}
      @layout-show=${(e: CustomEvent<[Column, boolean]>) => this.#lay(withShown(columns, this.#layout, ...e.detail))}
      @layout-pin=${(e: CustomEvent<[Column, boolean]>) => this.#lay(withPinned(this.#layout, ...e.detail))}></hunt-rows-menu>`;
  }
}
