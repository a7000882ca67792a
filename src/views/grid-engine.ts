import {
  CellStyleModule,
  ColumnApiModule,
  createGrid,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TextFilterModule,
  type Theme,
  themeQuartz,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TextFilterModule,
]);

// Loaded when the first grid is shown: it is the larger half of the page's code beside the editor.
export { createGrid };

/** The grid in the page's colours: it follows the custom properties, so light and dark need no switch. */
export const gridTheme: Theme = themeQuartz.withParams({
  accentColor: 'var(--hunt-accent)',
  backgroundColor: 'var(--hunt-panel)',
  foregroundColor: 'var(--hunt-text)',
  textColor: 'var(--hunt-text)',
  borderColor: 'var(--hunt-line)',
  chromeBackgroundColor: 'var(--hunt-bar)',
  headerBackgroundColor: 'var(--hunt-bar)',
  headerTextColor: 'var(--hunt-text)',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerHeight: 30,
  rowHeight: 26,
  dataFontSize: 12,
  fontSize: 13,
  fontFamily: 'inherit',
  cellFontFamily: 'var(--hunt-mono)',
  oddRowBackgroundColor: 'var(--hunt-stripe)',
  rowHoverColor: 'var(--hunt-hover)',
  selectedRowBackgroundColor: 'var(--hunt-selected)',
  rangeSelectionBorderColor: 'var(--hunt-focus)',
  cellHorizontalPadding: 8,
  spacing: 5,
  borderRadius: 4,
  rowBorder: { color: 'var(--hunt-faint)' },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  browserColorScheme: 'inherit',
});
