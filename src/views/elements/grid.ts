import type { GridApi, IDatasource } from 'ag-grid-community';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { valueText } from '../../base/index.ts';
import { defineView, type View } from '../define-view.ts';
import { filterStep } from '../filter-steps.ts';
import { filtersOf, gridColumns, type Row } from '../grid-columns.ts';
import { MenuHeader, type MenuHeaderParams } from '../grid-header.ts';
import { type GridLayout, layoutSettings } from '../grid-layout.ts';
import { GridMenus, type MenuHost } from '../grid-menus.ts';
import type { GridSource } from '../grid-source.ts';
import { gridStyles } from '../grid-styles.ts';
import { countText } from '../value-text.ts';
import { ZoneWatch } from '../zone.ts';

const block = 200;

/**
 * Rows in a grid that scrolls, sorts and filters by asking its source. Fires `hunt-row` with the row
 * chosen, `hunt-pivot` with the value whose menu is asked for (the context menu, or M), `hunt-shown` with the number of
 * rows that pass the filters and the step of KQL that they are, `hunt-step` with steps of KQL that are to be asked,
 * `hunt-settings` where columns are shown otherwise, `hunt-problem` with what a page of rows failed with.
 */
class Grid extends LitElement implements MenuHost {
  static override properties = {
    source: { attribute: false },
    settings: {
      attribute: false,
      hasChanged: (now: ReadonlyMap<string, string>, before?: ReadonlyMap<string, string>) =>
        JSON.stringify([...now]) !== JSON.stringify([...(before ?? [])]),
    },
    label: { type: String },
    styleNonce: { attribute: false },
  };
  static override styles = gridStyles;

  declare source: GridSource | null;
  /** Which columns are shown, as the line of a cell has it. */
  declare settings: ReadonlyMap<string, string>;
  declare label: string;
  declare styleNonce: string;
  api: GridApi<Row> | null = null;
  passing = 0;
  readonly #menus = new GridMenus(this);
  #built = 0;

  constructor() {
    super();
    new ZoneWatch(this, () => this.api?.refreshCells({ force: true }));
    this.source = null;
    this.settings = new Map();
    this.label = 'Rows';
    this.styleNonce = '';
    this.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('keydown', (event) => this.#onHeaderKey(event), { capture: true });
    this.addEventListener('contextmenu', (event) => this.#onMenu(event));
  }

  override render(): TemplateResult {
    return html`<div class="frame" @contextmenu=${(e: Event) => this.#onHeader(e)}></div>${this.#menus.render()}`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.api?.destroy();
    this.api = null;
    this.#menus.stop();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('source') || changed.has('settings')) this.#menus.read(this.settings);
    if (changed.has('source')) void this.#build();
    else if (changed.has('label')) this.#name();
  }

  /** Give the keyboard to the first cell. */
  override focus(): void {
    const column = this.api?.getAllDisplayedColumns()[1];
    if (column) this.api?.setFocusedCell(0, column);
  }

  async #build(): Promise<void> {
    const build = ++this.#built;
    const { source } = this;
    this.api?.destroy();
    this.api = null;
    if (!source) return;
    this.passing = source.rows;
    const request = { offset: 0, limit: block, orderBy: [], where: [] };
    const [{ createGrid, gridTheme }, first] = await Promise.all([
      import('../grid-engine.ts'),
      source.rows === 0 ? [] : source.page(request).catch((error: unknown) => this.#fail(error)),
    ]);
    const frame = this.renderRoot.querySelector<HTMLElement>('.frame');
    if (!first || !frame || build !== this.#built) return;
    this.api = createGrid<Row>(frame, {
      theme: gridTheme,
      styleNonce: this.styleNonce,
      rowModelType: 'infinite',
      cacheBlockSize: block,
      maxBlocksInCache: 30,
      infiniteInitialRowCount: Math.max(1, source.rows),
      blockLoadDebounceMillis: 40,
      columnDefs: gridColumns(source.columns, first),
      defaultColDef: {
        sortable: true,
        resizable: true,
        headerComponentParams: {
          innerHeaderComponent: MenuHeader,
          openMenu: (column, button) => void this.#menus.open(column, button),
        } satisfies MenuHeaderParams & { innerHeaderComponent: typeof MenuHeader },
      },
      datasource: this.#datasource(source, first),
      rowSelection: { mode: 'singleRow', checkboxes: false, enableClickSelection: true },
      alwaysMultiSort: false,
      suppressDragLeaveHidesColumns: true,
      ensureDomOrder: true,
      animateRows: false,
      overlayNoRowsTemplate: '<span></span>',
      localeText: { filterOoo: 'Value', noRowsToShow: 'No rows', resetFilter: 'Clear' },
      onRowSelected: ({ node }) => {
        if (node.isSelected() && node.data) this.#chosen(node.data, (node.rowIndex ?? 0) + 1);
      },
    });
    this.#menus.arrange();
    this.#name();
  }

  #datasource(source: GridSource, first: readonly Row[]): IDatasource {
    let counted = { filters: '[]', rows: source.rows };
    const rows = async (where: ReturnType<typeof filtersOf>): Promise<number> => {
      const filters = JSON.stringify(where);
      if (filters !== counted.filters) counted = { filters, rows: await source.count(where) };
      return counted.rows;
    };
    return {
      rowCount: source.rows,
      getRows: async ({ startRow, endRow, sortModel, filterModel, ...answer }) => {
        const where = filtersOf(filterModel ?? {}, source.columns);
        const orderBy = sortModel.flatMap(({ colId, sort }) => {
          const column = source.columns[Number(colId)]?.name;
          return column === undefined ? [] : [{ column, descending: sort === 'desc' }];
        });
        try {
          const asked = { offset: startRow, limit: endRow - startRow, orderBy, where };
          const plain = startRow === 0 && where.length === 0 && orderBy.length === 0;
          const [page, total] = await Promise.all([
            plain ? first : source.page(asked),
            rows(where),
          ]);
          answer.successCallback([...page], total);
          this.passing = total;
          const kql = filterStep(source.columns, where);
          this.#tell('hunt-shown', {
            rows: total,
            filtered: where.length > 0,
            kql,
            fault: this.#menus.fault,
          });
        } catch (error) {
          answer.failCallback();
          this.#fail(error);
        }
      },
    };
  }

  failed(error: unknown): void {
    this.#tell('hunt-problem', { error });
  }

  arranged(layout: GridLayout): void {
    this.settings = layoutSettings(this.source?.columns ?? [], layout, this.settings);
    this.#tell('hunt-settings', { settings: this.settings });
  }

  asked(kql: string): void {
    this.#tell('hunt-step', { kql });
  }

  #fail(error: unknown): null {
    this.failed(error);
    return null;
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #chosen(row: Row, number: number): void {
    const at = this.api?.getFocusedCell()?.column.getColId();
    this.#tell('hunt-row', {
      row,
      number,
      column: at === undefined || at === 'row' ? -1 : Number(at),
    });
  }

  #name(): void {
    const grid = this.renderRoot.querySelector('[role=grid], [role=treegrid]');
    grid?.setAttribute('aria-label', `${this.label}, ${countText(this.source?.rows ?? 0)} rows`);
  }

  /** The header that an event is about opens its menu. */
  #onHeader(event: Event): void {
    const target = event.composedPath()[0] as Element | undefined;
    const header = target?.closest('.ag-header-cell');
    const id = header?.getAttribute('col-id');
    if (!header || !id) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#menus.open(id, header);
  }

  #onHeaderKey(event: KeyboardEvent): void {
    const down = event.altKey && event.key === 'ArrowDown';
    if (down || event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))
      this.#onHeader(event);
  }

  /** The value of the cell in which something happened; null outside of the rows. */
  #cellOf(event: Event): { cell: Element; row: Row; number: number; column: number } | null {
    const cell = (event.composedPath()[0] as Element | undefined)?.closest('.ag-cell') ?? null;
    const number = Number(cell?.closest('.ag-row')?.getAttribute('row-index') ?? Number.NaN);
    const column = Number(cell?.getAttribute('col-id') ?? Number.NaN);
    const row = Number.isNaN(number) ? null : this.api?.getDisplayedRowAtIndex(number)?.data;
    return cell && row && !Number.isNaN(column) ? { cell, row, number, column } : null;
  }

  #pivot({ row, column: at }: { row: Row; column: number }, x: number, y: number): void {
    const column = this.source?.columns[at];
    if (column) this.#tell('hunt-pivot', { value: row[at], column, x, y });
  }

  #onMenu(event: MouseEvent): void {
    const found = this.#cellOf(event);
    if (!found) return;
    event.preventDefault();
    const column = this.api?.getColumn(String(found.column));
    if (column) this.api?.setFocusedCell(found.number, column);
    this.#pivot(found, event.clientX, event.clientY);
  }

  #onKey(event: KeyboardEvent): void {
    const found = this.#cellOf(event);
    if (!found) return;
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    const menu = key === 'ContextMenu' || (key === 'F10' && event.shiftKey) || key === 'm';
    if (key === 'Enter') this.#chosen(found.row, found.number + 1);
    if (menu && !command) {
      event.preventDefault();
      const { left, bottom } = found.cell.getBoundingClientRect();
      this.#pivot(found, left, bottom);
    }
    if (key.toLowerCase() === 'c' && command) {
      event.preventDefault();
      void navigator.clipboard.writeText(valueText(found.row[found.column]));
      this.#tell('hunt-copied', { what: 'value' });
    }
  }
}

const grid: View = defineView({
  tag: 'hunt-grid',
  about: 'Any number of rows, scrolled, sorted and filtered by the engine.',
  element: Grid,
});

export default grid;
