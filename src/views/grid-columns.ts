import type { ColDef, IFilterOptionDef, ValueGetterParams } from 'ag-grid-community';
import { type Column, type KustoType, visible } from '../base/index.ts';
import type { Filter } from '../protocol/index.ts';
import { cellText } from './value-text.ts';

/** A row is its values, in the order of the columns. */
export type Row = readonly unknown[];

const numeric = new Set<KustoType>(['int', 'long', 'real', 'decimal', 'timespan']);
const pixelsPerCharacter = 7.3;

const option = (op: Filter['op'], shown: string): IFilterOptionDef => ({
  displayKey: op,
  displayName: shown,
  numberOfInputs: op === 'empty' || op === 'notEmpty' ? 0 : 1,
  // The server filters; the grid never does, but insists on a way to.
  predicate: () => true,
});

function options(type: KustoType): IFilterOptionDef[] {
  const ends = [option('empty', 'Is empty'), option('notEmpty', 'Is not empty')];
  const same = [option('equals', 'Equals'), option('notEquals', 'Does not equal')];
  const time = type === 'datetime';
  const order = [
    option('greaterThan', time ? 'After' : 'Greater than'),
    option('lessThan', time ? 'Before' : 'Less than'),
  ];
  const text = [option('contains', 'Contains'), option('startsWith', 'Starts with')];
  if (numeric.has(type)) return [...same, ...order, ...ends];
  if (time) return [...order, ...text, ...same, ...ends];
  return [...text, ...same, ...ends];
}

function width(column: Column, index: number, rows: readonly Row[]): number {
  let longest = column.name.length + 6;
  for (const row of rows)
    longest = Math.max(longest, Math.min(60, cellText(row[index], column.type).length));
  return Math.round(Math.min(440, Math.max(90, longest * pixelsPerCharacter + 20)));
}

/** The grid's columns; `rows` are the first ones, from which widths are guessed. */
export function gridColumns(columns: readonly Column[], rows: readonly Row[]): ColDef<Row>[] {
  const number: ColDef<Row> = {
    colId: 'row',
    headerName: '#',
    pinned: 'left',
    width: 84,
    sortable: false,
    resizable: false,
    suppressMovable: true,
    cellClass: 'number quiet',
    valueGetter: ({ node }) => (node?.rowIndex === null || !node ? '' : node.rowIndex + 1),
  };
  const own = columns.map((column, index): ColDef<Row> => {
    const { name, type } = column;
    return {
      colId: String(index),
      headerName: visible(name),
      width: width(column, index, rows),
      cellClass: numeric.has(type) ? 'number' : 'text',
      ...(numeric.has(type) && { headerClass: 'ag-right-aligned-header' }),
      valueGetter: ({ data }: ValueGetterParams<Row>) => data?.[index],
      valueFormatter: ({ value }) => visible(cellText(value, type).slice(0, 2000)),
      filter: 'agTextColumnFilter',
      filterParams: { filterOptions: options(type), maxNumConditions: 1, buttons: ['reset'] },
    };
  });
  return [number, ...own];
}

/** The grid's own notes on filters, in the words of the server. */
export function filtersOf(model: Record<string, unknown>, columns: readonly Column[]): Filter[] {
  return Object.entries(model).flatMap(([id, entry]): Filter[] => {
    const column = columns[Number(id)];
    const { type: op, filter } = entry as { type: Filter['op']; filter?: string | null };
    if (!column) return [];
    if (typeof filter !== 'string') return [{ column: column.name, op }];
    // Cells show stamps with a blank where the engine has a T.
    const value =
      column.type === 'datetime' ? filter.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T') : filter;
    return [{ column: column.name, op, value }];
  });
}
