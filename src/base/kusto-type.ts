/** The scalar types of Kusto, by the names its users know. */
export type KustoType =
  | 'bool'
  | 'int'
  | 'long'
  | 'real'
  | 'decimal'
  | 'string'
  | 'datetime'
  | 'timespan'
  | 'dynamic'
  | 'guid';

/** A column as a user of KQL sees it. */
export interface Column {
  name: string;
  type: KustoType;
}

/**
 * A column together with the name it has inside DuckDB, which folds case where Kusto does not
 * (`AccountUPN` and `AccountUpn` may stand in one table).
 */
export interface StoredColumn extends Column {
  physical: string;
}

/**
 * How each Kusto type is stored in DuckDB. Datetimes are microseconds in UTC, timespans are ticks of
 * 100 ns in a BIGINT, dynamic values are JSON text; a missing string reads as ''.
 */
export const storedAs: Readonly<Record<KustoType, string>> = {
  bool: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  decimal: 'DECIMAL(38,10)',
  string: 'VARCHAR',
  datetime: 'TIMESTAMP',
  timespan: 'BIGINT',
  dynamic: 'JSON',
  guid: 'UUID',
};

/** Whether a text is the name of a type as Kusto spells it; other spellings (`date`, `double`) are not. */
export function isKustoType(name: string): name is KustoType {
  return Object.hasOwn(storedAs, name);
}
