import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hunt, open } from '../../src/session/index.ts';
import type { KustoValue } from '../../src/tables/index.ts';

const inputs = fileURLToPath(new URL('../../../shared/goldens/inputs/', import.meta.url));
const present = existsSync(inputs);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

const tables = ['processes_on_host', 'aad_logons', 'alerts_list'] as const;
/** Exports of Log Analytics as JSON open under the name that their `Type` column gives, pickles under their own. */
const named: Record<string, Record<(typeof tables)[number], string>> = {
  pkl: {
    processes_on_host: 'processes_on_host',
    aad_logons: 'aad_logons',
    alerts_list: 'alerts_list',
  },
  jsonl: {
    processes_on_host: 'processes_on_host',
    aad_logons: 'SigninLogs',
    alerts_list: 'SecurityAlert',
  },
};
type Fields = Record<string, unknown>;

/** The rows as they were exported beside the pickles; what is expected is counted from these alone. */
function exported(table: (typeof tables)[number]): Fields[] {
  const lines = readFileSync(`${inputs}${table}.jsonl`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Fields);
}

/** How often each combination of values occurs, as rows with the count last. */
function countBy<T>(items: readonly T[], key: (item: T) => readonly unknown[]): unknown[][] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const text = JSON.stringify(key(item));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => [...(JSON.parse(text) as unknown[]), count]);
}

const inOrder = (rows: readonly (readonly unknown[])[]): string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted();

const hourOf = (row: Fields): string =>
  `${String(row['TimeGenerated']).slice(0, 13)}:00:00.0000000Z`;
/** The export has nine digits of a second and no zone. */
const stampOf = (row: Fields): string => `${String(row['TimeGenerated']).slice(0, -2)}Z`;
const isEncoded = (row: Fields): boolean =>
  String(row['CommandLine'] ?? '')
    .toLowerCase()
    .includes('-enc');

describe.skipIf(!present).each(['pkl', 'jsonl'])(
  'what analysts ask of real logs, from %s files',
  (ending) => {
    let hunt: Hunt;
    const name = (table: (typeof tables)[number]): string => named[ending]?.[table] ?? table;
    const ask = async (kql: string): Promise<KustoValue[][]> =>
      (await (await hunt.kql(kql)).toJson()).rows;

    beforeAll(async () => {
      hunt = await open(tables.map((table) => `${inputs}${table}.${ending}`));
    });
    afterAll(() => hunt?.close());

    it('opens each file as a table of all its rows, with times as datetimes', () => {
      const found = hunt
        .tables()
        .map(({ name, columns, coverage }) => [
          name,
          columns.find((c) => c.name === 'TimeGenerated')?.type,
          coverage.rowsRead,
          coverage.rowsUnparsed,
        ]);
      expect(inOrder(found)).toEqual(
        inOrder(tables.map((table) => [name(table), 'datetime', exported(table).length, 0])),
      );
    });

    it('names the ten busiest accounts', async () => {
      const rows = await ask(
        'processes_on_host | summarize Events = count() by Account | top 10 by Events',
      );
      const busiest = countBy(exported('processes_on_host'), (row) => [row['Account']])
        .toSorted((a, b) => Number(b[1]) - Number(a[1]))
        .slice(0, 10);
      expect(busiest.length).toBeGreaterThan(1);
      expect(rows.map(([, count]) => count)).toEqual(busiest.map(([, count]) => count));
      expect(inOrder(rows)).toEqual(inOrder(busiest));
    });

    it('counts sign-in failures per hour and result', async () => {
      const rows = await ask(
        `${name('aad_logons')} | where ResultType != 0 | summarize Failures = count() by bin(TimeGenerated, 1h), ResultType, Result`,
      );
      const failures = exported('aad_logons').filter((row) => row['ResultType'] !== 0);
      expect(failures.length).toBeGreaterThan(0);
      expect(inOrder(rows)).toEqual(
        inOrder(countBy(failures, (row) => [hourOf(row), row['ResultType'], row['Result']])),
      );
    });

    it('counts all sign-ins per hour and result, failures among them', async () => {
      const rows = await ask(
        `${name('aad_logons')} | summarize SignIns = count(), Failures = countif(ResultType != 0) by bin(TimeGenerated, 1h), Result | project TimeGenerated, Result, Failures, SignIns`,
      );
      const logons = exported('aad_logons');
      const failedIn = (hour: unknown, result: unknown): number =>
        logons.filter(
          (row) => hourOf(row) === hour && row['Result'] === result && row['ResultType'] !== 0,
        ).length;
      const expected = countBy(logons, (row) => [hourOf(row), row['Result']]).map(
        ([hour, result, count]) => [hour, result, failedIn(hour, result), count],
      );
      expect(inOrder(rows)).toEqual(inOrder(expected));
    });

    it('finds processes with -enc in the command line and the program that began them', async () => {
      const rows = await ask(
        `processes_on_host | where CommandLine contains "-enc"
      | project TimeGenerated, Account, NewProcessName, CommandLine, ParentProcessName`,
      );
      const encoded = exported('processes_on_host').filter(isEncoded);
      expect(encoded.length).toBeGreaterThan(0);
      expect(inOrder(rows)).toEqual(
        inOrder(
          encoded.map((row) => [
            stampOf(row),
            row['Account'],
            row['NewProcessName'],
            row['CommandLine'],
            row['ParentProcessName'] ?? '',
          ]),
        ),
      );
    });

    it('joins such processes to the event that began their parent', async () => {
      const rows = await ask(
        `let parents = processes_on_host
        | project Computer, ProcessId = NewProcessId, ParentProcessName = NewProcessName, ParentTime = TimeGenerated, ParentLine = CommandLine;
      processes_on_host | where CommandLine contains "-enc"
      | join kind=inner parents on Computer, ProcessId, ParentProcessName
      | where ParentTime <= TimeGenerated
      | summarize arg_max(ParentTime, ParentLine) by TimeGenerated, NewProcessId
      | project TimeGenerated, NewProcessId, ParentTime, ParentLine`,
      );
      const events = exported('processes_on_host');
      const expected = events.filter(isEncoded).flatMap((child) => {
        const parent = events
          .filter(
            (event) =>
              event['Computer'] === child['Computer'] &&
              event['NewProcessId'] === child['ProcessId'] &&
              // Windows gives the number of a process that has ended to another one.
              event['NewProcessName'] === child['ParentProcessName'] &&
              stampOf(event) <= stampOf(child),
          )
          .toSorted((a, b) => stampOf(a).localeCompare(stampOf(b)))
          .at(-1);
        return parent
          ? [[stampOf(child), child['NewProcessId'], stampOf(parent), parent['CommandLine'] ?? '']]
          : [];
      });
      expect(expected.length).toBeGreaterThan(0);
      expect(inOrder(rows)).toEqual(inOrder(expected));
    });

    it('counts alerts by severity and provider, with the types of their entities', async () => {
      const rows = await ask(
        `${name('alerts_list')} | mv-expand Entity = todynamic(Entities)
      | summarize Alerts = dcount(SystemAlertId), Entities = count()
        by Severity, ProviderName, Type = tostring(Entity.Type)`,
      );
      const unpacked = exported('alerts_list').flatMap((alert) =>
        (JSON.parse(String(alert['Entities'])) as Fields[]).map((entity) => ({ alert, entity })),
      );
      const keyOf = ({ alert, entity }: (typeof unpacked)[number]): unknown[] => [
        alert['Severity'],
        alert['ProviderName'],
        entity['Type'] ?? '',
      ];
      const expected = countBy(unpacked, keyOf).map((row) => {
        const key = JSON.stringify(row.slice(0, 3));
        const alerts = unpacked
          .filter((item) => JSON.stringify(keyOf(item)) === key)
          .map(({ alert }) => alert['SystemAlertId']);
        return [...row.slice(0, 3), new Set(alerts).size, row[3]];
      });
      expect(expected.length).toBeGreaterThan(20);
      expect(inOrder(rows)).toEqual(inOrder(expected));
    });
  },
);
