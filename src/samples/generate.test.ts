import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Column, KustoType } from '../base/index.ts';
import { type SampleTable, sampleTables } from './index.ts';
import { period } from './period.ts';
import type { Cell } from './recorder.ts';

type RowOf = Record<string, Cell>;

const tables = new Map(sampleTables(1).map((table) => [table.name, table]));

/** The rows of a table as objects with these columns. */
function rowsOf(name: string, ...wanted: readonly string[]): RowOf[] {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`no table ${name}`);
  const places = wanted.map((column) => table.columns.findIndex((one) => one.name === column));
  if (places.includes(-1)) throw new Error(`${name} lacks one of ${wanted.join(', ')}`);
  const rows: RowOf[] = [];
  for (const { rowCount, values } of table.batches()) {
    for (let index = 0; index < rowCount; index++) {
      const row: RowOf = {};
      for (const [at, column] of wanted.entries()) {
        row[column] = values[places[at] ?? 0]?.[index] ?? null;
      }
      rows.push(row);
    }
  }
  return rows;
}

function* cellsOf(table: SampleTable, wanted: (column: Column) => boolean): Iterable<Cell> {
  for (const { values } of table.batches()) {
    for (const [index, column] of table.columns.entries()) {
      if (wanted(column)) yield* values[index] ?? [];
    }
  }
}

function countRows(table: SampleTable): number {
  let count = 0;
  for (const { rowCount } of table.batches()) count += rowCount;
  return count;
}

function fingerprint(all: Iterable<SampleTable>): string {
  const hash = createHash('sha256');
  for (const table of all) {
    hash.update(JSON.stringify([table.name, table.columns]));
    for (const { values } of table.batches()) hash.update(JSON.stringify(values));
  }
  return hash.digest('hex');
}

const fits: Record<KustoType, (cell: Cell) => boolean> = {
  bool: (cell) => typeof cell === 'boolean',
  int: (cell) => Number.isInteger(cell) && Math.abs(Number(cell)) < 2 ** 31,
  long: (cell) => Number.isSafeInteger(cell),
  real: (cell) => typeof cell === 'number',
  decimal: (cell) => typeof cell === 'number',
  string: (cell) => typeof cell === 'string',
  datetime: (cell) => Number.isSafeInteger(cell),
  timespan: (cell) => Number.isSafeInteger(cell),
  dynamic: (cell) => typeof cell === 'string',
  guid: (cell) => typeof cell === 'string',
};

describe('the sample as a whole', () => {
  test('has about 150,000 rows in two dozen tables, none of them empty', () => {
    const counts = [...tables.values()].map(countRows);
    expect(tables.size).toBe(24);
    expect(Math.min(...counts)).toBeGreaterThan(5);
    const total = counts.reduce((sum, count) => sum + count);
    expect(total).toBeGreaterThan(140_000);
    expect(total).toBeLessThan(165_000);
  });

  test('is the same, value by value, for the same seed, and another for another', () => {
    const some = (all: Iterable<SampleTable>): SampleTable[] =>
      [...all].filter(({ name }) => name === 'Sysmon' || name === 'SigninLogs');
    expect(fingerprint(tables.values())).toMatchInlineSnapshot(
      `"ad729cf968088b2843cc9a70a24db5f61c48d30fae05999ae138748245ed67af"`,
    );
    expect(fingerprint(some(sampleTables(1)))).toBe(fingerprint(some(tables.values())));
    expect(fingerprint(some(sampleTables(2)))).not.toBe(fingerprint(some(tables.values())));
  });

  test('stands in order of time and within the four weeks', () => {
    for (const table of tables.values()) {
      let last = period.from;
      for (const { values } of table.batches()) {
        for (const cell of values[0] ?? []) {
          const time = Number(cell);
          if (time < last || time >= period.to)
            throw new Error(`${table.name}: ${time} after ${last}`);
          last = time;
        }
      }
      expect(last).toBeGreaterThan(period.from);
    }
  });

  test('holds values of the type of their column, full batches and full columns', () => {
    for (const table of tables.values()) {
      for (const { rowCount, values } of table.batches()) {
        expect(values).toHaveLength(table.columns.length);
        for (const [index, { name, type }] of table.columns.entries()) {
          const cells = values[index] ?? [];
          expect(cells.length).toBeLessThanOrEqual(rowCount);
          const wrong = cells.find((cell) => cell !== null && !fits[type](cell));
          if (wrong !== undefined) throw new Error(`${table.name}.${name}: ${String(wrong)}`);
        }
      }
    }
  });

  test('keeps JSON that parses wherever JSON belongs', () => {
    const inStrings: Readonly<Record<string, readonly string[]>> = {
      OfficeActivity: ['Parameters', 'Folder', 'Folders', 'Item'],
      SecurityAlert: ['Entities', 'ExtendedProperties', 'Techniques'],
      SigninLogs: ['AuthenticationDetails', 'RiskEventTypes_V2'],
      EmailEvents: ['AuthenticationDetails'],
    };
    let parsed = 0;
    for (const table of tables.values()) {
      const named = inStrings[table.name] ?? [];
      const isJson = ({ name, type }: Column): boolean =>
        type === 'dynamic' || named.includes(name);
      for (const cell of cellsOf(table, isJson)) {
        if (cell === null || cell === '') continue;
        JSON.parse(String(cell));
        parsed++;
      }
    }
    expect(parsed).toBeGreaterThan(50_000);
  });
});

describe('processes', () => {
  const logs = [
    ['SecurityEvent', 'NewProcessId', 'NewProcessName', 'ProcessId', 'ParentProcessName'],
    [
      'DeviceProcessEvents',
      'ProcessId',
      'FileName',
      'InitiatingProcessId',
      'InitiatingProcessFileName',
    ],
    ['Sysmon', 'ProcessGuid', 'Image', 'ParentProcessGuid', 'ParentImage'],
  ] as const;

  test.each(logs)(
    'in %s name a parent that started before on the same machine',
    (table, id, name, parentId, parentName) => {
      const running = new Map<string, Cell>();
      let children = 0;
      const computer = table.startsWith('Device') ? 'DeviceName' : 'Computer';
      const kind = table.startsWith('Device') ? 'ActionType' : 'EventID';
      for (const row of rowsOf(table, kind, computer, id, name, parentId, parentName)) {
        if (!['4688', '1', 'ProcessCreated'].includes(String(row[kind]))) continue;
        const host = row[computer];
        running.set(`${host} ${row[id]}`, row[name] ?? '');
        if (['System', 'ntoskrnl.exe'].includes(String(row[parentName]))) continue;
        const parent = running.get(`${host} ${row[parentId]}`);
        if (parent !== row[parentName]) {
          throw new Error(`${row[name]} has parent ${row[parentName]}, found ${String(parent)}`);
        }
        children++;
      }
      expect(children).toBeGreaterThan(4000);
    },
  );

  test('stand more than ten deep where the macro led to the stolen passwords', () => {
    const rows = rowsOf('Sysmon', 'EventID', 'ProcessGuid', 'ParentProcessGuid', 'Image').filter(
      (row) => row['EventID'] === 1,
    );
    const byGuid = new Map(rows.map((row) => [row['ProcessGuid'], row]));
    expect(byGuid.size).toBe(rows.length);
    let deepest: string[] = [];
    for (const row of rows) {
      const chain: string[] = [];
      for (
        let at: RowOf | undefined = row;
        at !== undefined;
        at = byGuid.get(at['ParentProcessGuid'] ?? '')
      ) {
        chain.unshift(String(at['Image']).split('\\').at(-1) ?? '');
      }
      if (chain.length > deepest.length) deepest = chain;
    }
    expect(deepest.join(' > ')).toBe(
      'smss.exe > winlogon.exe > userinit.exe > explorer.exe > OUTLOOK.EXE > WINWORD.EXE > powershell.exe > nvsync.exe > fodhelper.exe > nvsync.exe > cmd.exe > reg.exe',
    );
  });

  test('of the story carry commands that decode, layer by layer', () => {
    const encoded = rowsOf('SecurityEvent', 'CommandLine')
      .map((row) => /-Enc ([A-Za-z0-9+/=]+)/.exec(String(row['CommandLine']))?.[1])
      .filter((text) => text !== undefined)
      .map((text) => Buffer.from(text, 'base64').toString('utf16le'));
    expect(encoded).toHaveLength(3);
    const zipped = /FromBase64String\("([A-Za-z0-9+/=]+)"\)/.exec(encoded[0] ?? '')?.[1] ?? '';
    const script = gunzipSync(Buffer.from(zipped, 'base64')).toString();
    const addresses = [...script.matchAll(/FromBase64String\('([^']+)'\)/g)].map(([, text]) =>
      atob(text ?? ''),
    );
    expect(addresses).toEqual([
      'https://docs.ferrolan-logistics.example.net/assets/theme.ps1',
      'https://docs.ferrolan-logistics.example.net/assets/nvsync.bin',
    ]);
  });
});

function* entitiesOf(value: unknown): Iterable<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* entitiesOf(inner);
}

function hostKey(entity: Record<string, unknown>): unknown {
  return entity[entity['OSFamily'] === 'Linux' ? 'HostName' : 'MdatpDeviceId'];
}

describe('alerts', () => {
  const alerts = rowsOf('SecurityAlert', 'SystemAlertId', 'Entities');

  test('name entities whose references resolve and that other tables know', () => {
    const known = new Set<unknown>([
      ...rowsOf('DeviceProcessEvents', 'DeviceId').map((row) => row['DeviceId']),
      ...rowsOf('Heartbeat', 'Resource').map((row) => row['Resource']),
    ]);
    const types = new Set<string>();
    for (const alert of alerts) {
      const ids = new Set<unknown>();
      for (const entity of entitiesOf(JSON.parse(String(alert['Entities'])))) {
        if ('$ref' in entity) expect(ids).toContain(entity['$ref']);
        ids.add(entity['$id']);
        if (typeof entity['Type'] === 'string') types.add(entity['Type']);
        if (entity['Type'] === 'host') expect(known).toContain(hostKey(entity));
      }
    }
    expect([...types].sort()).toEqual([
      'account',
      'dns',
      'file',
      'filehash',
      'host',
      'ip',
      'mailMessage',
      'mailbox',
      'process',
      'url',
    ]);
  });

  test('are the ones that incidents collect', () => {
    const ids = new Set(alerts.map((alert) => alert['SystemAlertId']));
    const incidents = rowsOf('SecurityIncident', 'IncidentNumber', 'AlertIds');
    for (const incident of incidents) {
      for (const id of JSON.parse(String(incident['AlertIds']))) expect(ids).toContain(id);
    }
    const largest = incidents.find((incident) => incident['IncidentNumber'] === 448);
    expect(JSON.parse(String(largest?.['AlertIds']))).toHaveLength(10);
  });
});
