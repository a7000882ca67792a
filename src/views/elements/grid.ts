import type { GridApi, IDatasource } from 'ag-grid-community';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { valueText } from '../../base/index.ts';
import { defineView, type View } from '../define-view.ts';
import { filtersOf, gridColumns, type Row } from '../grid-columns.ts';
import type { GridSource } from '../grid-source.ts';
import { countText } from '../value-text.ts';
import { ZoneWatch } from '../zone.ts';

const block = 200;

/**
 * Rows in a grid that scrolls, sorts and filters by asking its source. Fires `hunt-row` with the row
 * chosen, `hunt-shown` with the number of rows that pass the filters, `hunt-problem` with what a page
 * of rows failed with.
 */
class Grid extends LitElement {
  static override properties = {
    source: { attribute: false },
    label: { type: String },
    styleNonce: { attribute: false },
  };
  static override styles = css`
    :host { display: block; position: relative; min-height: 0; }
    .frame { position: absolute; inset: 0; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .quiet { color: var(--hunt-muted); }
    .text { white-space: pre; }
    .ag-cell { line-height: 24px; }
    .ag-cell-focus { outline: none; }
  `;

  declare source: GridSource | null;
  declare label: string;
  declare styleNonce: string;
  #api: GridApi<Row> | null = null;
  #built = 0;

  constructor() {
    super();
    new ZoneWatch(this, () => this.#api?.refreshCells({ force: true }));
    this.source = null;
    this.label = 'Rows';
    this.styleNonce = '';
    this.addEventListener('keydown', (event) => this.#onKey(event));
  }

  override render(): TemplateResult {
    return html`<div class="frame"></div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#api?.destroy();
    this.#api = null;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('source')) void this.#build();
    else if (changed.has('label')) this.#name();
  }

  /** Give the keyboard to the first cell. */
  override focus(): void {
    const column = this.#api?.getAllDisplayedColumns()[1];
    if (column) this.#api?.setFocusedCell(0, column);
  }

  async #build(): Promise<void> {
    const build = ++this.#built;
    const { source } = this;
    this.#api?.destroy();
    this.#api = null;
    if (!source) return;
    const request = { offset: 0, limit: block, orderBy: [], where: [] };
    const [{ createGrid, gridTheme }, first] = await Promise.all([
      import('../grid-engine.ts'),
      source.rows === 0 ? [] : source.page(request).catch((error: unknown) => this.#fail(error)),
    ]);
    const frame = this.renderRoot.querySelector<HTMLElement>('.frame');
    if (!first || !frame || build !== this.#built) return;
    this.#api = createGrid<Row>(frame, {
      theme: gridTheme,
      styleNonce: this.styleNonce,
      rowModelType: 'infinite',
      cacheBlockSize: block,
      maxBlocksInCache: 30,
      infiniteInitialRowCount: Math.max(1, source.rows),
      blockLoadDebounceMillis: 40,
      columnDefs: gridColumns(source.columns, first),
      defaultColDef: { sortable: true, resizable: true, suppressHeaderMenuButton: false },
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
          this.#tell('hunt-shown', { rows: total, filtered: where.length > 0 });
        } catch (error) {
          answer.failCallback();
          this.#fail(error);
        }
      },
    };
  }

  #fail(error: unknown): null {
    this.#tell('hunt-problem', { error });
    return null;
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #chosen(row: Row, number: number): void {
    this.#tell('hunt-row', { row, number });
  }

  #name(): void {
    const grid = this.renderRoot.querySelector('[role=grid], [role=treegrid]');
    grid?.setAttribute('aria-label', `${this.label}, ${countText(this.source?.rows ?? 0)} rows`);
  }

  #onKey(event: KeyboardEvent): void {
    const cell = this.#api?.getFocusedCell();
    if (!cell || !this.#api) return;
    const node = this.#api.getDisplayedRowAtIndex(cell.rowIndex);
    if (!node?.data || cell.column.getColId() === 'row') return;
    const inCell = (event.composedPath()[0] as Element | undefined)?.closest('.ag-cell');
    if (!inCell) return;
    if (event.key === 'Enter') this.#chosen(node.data, cell.rowIndex + 1);
    if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const text = valueText(node.data[Number(cell.column.getColId())]);
      void navigator.clipboard.writeText(text);
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
