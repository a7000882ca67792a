import type { DuckDBConnection } from '@duckdb/node-api';
import {
  quoteName,
  quoteText,
  type StoredColumn,
  storedAs,
  type TableCoverage,
  type ZoneKnown,
} from '../base/index.ts';
import type { PartTable } from './part.ts';
import type { PartRelation } from './part-relation.ts';
import type { FileFacts, PartTableState } from './part-sink.ts';
import { castStored, commonType } from './part-types.ts';

/** Names that say when something happened, best first. */
const timeNames: readonly string[] = [
  'TimeGenerated',
  'Timestamp',
  '@timestamp',
  'TimeCreated',
  'EventTime',
  'eventTime',
  '_time',
  'datetime',
  'DateTime',
  'time',
  'ts',
  'date',
  'StartTime',
  'CreatedDateTime',
  'createdDateTime',
  'CreationTime',
  'EventTimestamp',
  'event_time',
];

/** Bring the relations of each table together, weigh them up and write down what the part holds. */
export async function finishPart(
  connection: DuckDBConnection,
  states: ReadonlyMap<string, PartTableState>,
  newRelation: (prefix: string) => PartRelation,
): Promise<PartTable[]> {
  const tables: PartTable[] = [];
  for (const [name, state] of states) {
    const relations = await inAgreement(state, newRelation);
    const coverages = await cover(connection, relations, state.files);
    for (const [index, relation] of relations.entries()) {
      await checkTypes(connection, relation);
      tables.push({
        name,
        relation: relation.name,
        unparsedRelation: index === 0 ? (state.unparsed?.name ?? null) : null,
        columns: relation.columns.map((c) => ({ ...c, stored: relation.isStored(c) })),
        coverage: coverages[index] ?? noCoverage,
        ...(relation.standing ? { file: relation.standing.file } : {}),
      });
    }
  }
  await connection.run('CREATE TABLE part_tables (description JSON)');
  for (const table of tables)
    await connection.run(`INSERT INTO part_tables VALUES (${quoteText(JSON.stringify(table))})`);
  return tables;
}

/** The relations of a table, which agree about the types of columns: where they did not, they become one. */
async function inAgreement(
  { relations, unparsed }: PartTableState,
  newRelation: (prefix: string) => PartRelation,
): Promise<PartRelation[]> {
  const filled = relations.filter((relation) => relation.columns.length > 0);
  if (filled.length === 0) return unparsed ? [await rowless(newRelation('t'))] : [];
  const agree = filled.every((one) => filled.every((other) => one.fits(other.columns)));
  const whole = agree ? filled : [await unify(filled, newRelation)];
  for (const relation of whole) await storeOne(relation);
  return whole;
}

/** A table of which no row could be read still stands, so that its unparsed rows can be seen. */
async function rowless(relation: PartRelation): Promise<PartRelation> {
  await relation.widen([{ name: 'RawData', type: 'string' }]);
  return relation;
}

async function unify(
  filled: readonly PartRelation[],
  newRelation: (prefix: string) => PartRelation,
): Promise<PartRelation> {
  const whole = newRelation('t');
  const types = new Map<string, StoredColumn['type']>();
  for (const { name, type } of filled.flatMap((relation) => relation.columns))
    types.set(name, commonType(types.get(name) ?? type, type));
  whole.declare([...types].map(([name, type]) => ({ name, type })));
  for (const relation of filled) {
    const pairs = relation.columns.flatMap((from) => {
      const to = whole.columns.find((column) => column.name === from.name);
      return to && relation.isStored(from) ? [{ from, to }] : [];
    });
    const chosen = pairs.map(({ to }) => to);
    const values = pairs.map(({ from, to }) =>
      castStored(quoteName(from.physical), from.type, to.type),
    );
    if (chosen.length === 0) continue;
    await whole.insert(chosen, `SELECT ${values.join(', ')} FROM ${relation.name}`);
    await relation.drop();
  }
  return whole;
}

/** A relation without rows still has to exist: its first column makes it. */
async function storeOne(relation: PartRelation): Promise<void> {
  const [first] = relation.columns;
  if (first && !relation.columns.some((c) => relation.isStored(c))) await relation.widen([first]);
}

async function checkTypes(connection: DuckDBConnection, relation: PartRelation): Promise<void> {
  const described = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ${quoteText(relation.name)} AND column_name <> 'rowid'`,
  );
  const found = described.getRowsJS().map(([name, type]) => `${String(name)} ${String(type)}`);
  const stored = relation.columns.filter((c) => relation.isStored(c));
  const wanted = stored.map((c) => `${c.physical} ${storedAs[c.type]}`);
  if (found.sort().join('\n') !== wanted.sort().join('\n'))
    throw new Error(`relation ${relation.name} is not what its columns say: ${found.join(', ')}`);
}

const noCoverage: TableCoverage = {
  files: [],
  rowsRead: 0,
  rowsUnparsed: 0,
  timeColumn: null,
  span: null,
  zone: null,
};

/** What to say of each relation of a table: the first tells of the files, and each of its own rows. */
async function cover(
  connection: DuckDBConnection,
  relations: readonly PartRelation[],
  files: readonly FileFacts[],
): Promise<TableCoverage[]> {
  const time = chooseTime(relations.flatMap(({ columns }) => columns));
  const sum = (pick: (file: FileFacts) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  const coverages: TableCoverage[] = [];
  for (const relation of relations)
    coverages.push({
      ...noCoverage,
      rowsRead: relation.rowCount,
      timeColumn: time?.name ?? null,
      span: time ? await spanOf(connection, relation, time) : null,
      zone: time ? zoneOf(time.name, files) : null,
    });
  const [first, ...others] = coverages;
  if (!first) return [];
  first.files = files.map(({ zones: _, ...file }) => file);
  first.rowsRead = others.reduce(
    (rest, { rowsRead }) => rest - rowsRead,
    sum((file) => file.rowsRead),
  );
  first.rowsUnparsed = sum((file) => file.rowsUnparsed);
  return coverages;
}

function chooseTime(columns: readonly StoredColumn[]): StoredColumn | null {
  const times = columns.filter((column) => column.type === 'datetime');
  for (const wanted of timeNames) {
    const exact = times.find((column) => column.name === wanted);
    const found =
      exact ?? times.find((column) => column.name.toLowerCase() === wanted.toLowerCase());
    if (found) return found;
  }
  return times[0] ?? null;
}

async function spanOf(
  connection: DuckDBConnection,
  relation: PartRelation,
  { name, type }: StoredColumn,
): Promise<TableCoverage['span']> {
  const time = relation.columns.find((column) => column.name === name && column.type === type);
  if (!time || !relation.isStored(time)) return null;
  const reader = await connection.runAndReadAll(
    relation.ends(time, (value) => `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%fZ')`),
  );
  const [from, to] = reader.getRowsJS()[0] ?? [];
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : null;
}

/** Null where no file said anything about the zone of this column. */
function zoneOf(column: string, files: readonly FileFacts[]): ZoneKnown | null {
  const seen = files.flatMap((file) => file.zones.get(column) ?? []);
  if (seen.length === 0) return null;
  const stated = seen.some((zone) => zone.stated);
  const unstated = seen.some((zone) => zone.unstated);
  if (stated && unstated) return 'mixed';
  return stated ? 'stated' : 'assumed-utc';
}
