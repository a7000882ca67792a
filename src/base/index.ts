export type {
  Computation,
  ComputedColumn,
  ComputedRows,
  ComputedType,
  ComputedValue,
  NumberComputation,
  TableComputation,
  ValueComputation,
} from './computation.ts';
export type {
  FileCoverage,
  ResultCoverage,
  TableCoverage,
  TimeSpan,
  ZoneKnown,
} from './coverage.ts';
export { coverageText, rowsText, sourceText, spanText } from './coverage-text.ts';
export { HuntError, type HuntErrorParts, type Span } from './error.ts';
export { autocorrelation, transform } from './fourier.ts';
export { hiveNoValue, hiveTypesKey } from './hive.ts';
export { bareName, bracketedName, textLiteral } from './kql-name.ts';
export {
  type Column,
  isKustoType,
  type KustoType,
  type StoredColumn,
  storedAs,
} from './kusto-type.ts';
export { type Child, element, isAttribute, type Markup, markupText } from './markup.ts';
export { matchWords } from './match-words.ts';
export { didYouMean, nearNames } from './near-names.ts';
export { type ColourName, type Colours, colourNames, palette, schemeColours } from './palette.ts';
export { physicalNames, quoteName, quoteText } from './sql.ts';
export { type TypedText, typedText } from './typed-text.ts';
export { cellText, valueText } from './value-text.ts';
export { visible, visibleLines } from './visible.ts';
