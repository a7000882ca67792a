import { expect, it } from 'vitest';
import type { Column } from '../base/index.ts';
import { builtinCatalog, fillQuery } from '../catalog/index.ts';
import { syntaxFaults } from '../kql/index.ts';
import {
  askingFunctions,
  companionQuery,
  decodedText,
  factFunctions,
  hitsOf,
  lookQuery,
  mentionsIn,
  type OpenTable,
  offeredFunctions,
  offeredQueries,
  placesIn,
  prevalenceQuery,
  seenQuery,
  subjectOfKind,
  subjectsOf,
  wantedOf,
} from './index.ts';

const hostile = `'"\\);|//\n\u2028</script>${'`'}{{x}}`;
const text = (name: string): Column => ({ name, type: 'string' });
const events: OpenTable = {
  name: "Odd'] table",
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    ...['Computer', 'TargetUserName', 'TargetDomainName', 'IpAddress', 'NewProcessName'].map(text),
    ...['CommandLine', 'Message', "it's"].map(text),
    { name: 'Details', type: 'dynamic' },
  ],
  rows: 10,
  timeColumn: 'TimeGenerated',
};

const whereIn = (type: string, value: string): ReadonlyMap<string, string> => {
  const subject = subjectOfKind(type, value);
  const places = placesIn(events, subject, wantedOf(subject));
  return new Map(places.map(({ column, where }) => [column.name, where]));
};

it('says what a value is by its column and by how it looks', () => {
  const kinds = (value: string, column: string): string[] =>
    subjectsOf(value, column === '' ? null : text(column)).map(({ type }) => type);
  expect(kinds('8.8.8.8', 'Whatever')).toEqual(['IpAddress']);
  expect(kinds('bob', 'TargetUserName')).toEqual(['Account']);
  expect(kinds('CORP\\bob', '')).toEqual(['Account']);
  expect(kinds('ws1', 'Computer')).toEqual(['Host']);
  expect(kinds('hello', 'Message')).toEqual(['Text']);
  expect(kinds(' ', 'Computer')).toEqual(['Text']);
  expect(kinds('x'.repeat(5000), 'Computer')).toEqual(['Text']);
  expect(subjectOfKind('ip', '10.0.0.1').title).toBe('IP address');
  expect(subjectOfKind('sorcery', 'x').type).toBe('Text');
});

it('looks for a thing where columns may hold it, and as they spell it', () => {
  expect(whereIn('Host', 'ws1.corp.local').get('Computer')).toBe(
    "Computer =~ 'ws1.corp.local' or Computer =~ 'ws1'",
  );
  expect([...whereIn('Host', 'ws1').keys()]).toEqual(['Computer']);
  expect(whereIn('Account', 'CORP\\bob').get('TargetUserName')).toBe(
    "TargetUserName =~ 'bob' and (TargetDomainName startswith 'CORP' or isempty(TargetDomainName))",
  );
  expect([...whereIn('IpAddress', '10.0.0.1').keys()]).toEqual(['IpAddress', 'Message', "it's"]);
  expect([...whereIn('Process', 'C:\\x\\cmd.exe').keys()]).toEqual([
    'NewProcessName',
    'CommandLine',
  ]);
  const subject = subjectOfKind('IpAddress', '10.0.0.1');
  const mentions = mentionsIn(events, subject, wantedOf(subject)).map(({ column }) => column.name);
  expect(mentions).toContain('Details');
  expect(mentions).not.toContain('IpAddress');
});

it('writes KQL that Kusto reads, whatever the value and the names', () => {
  for (const type of ['Host', 'Account', 'IpAddress', 'File', 'Process', 'Url', 'Dns', 'Text']) {
    const subject = subjectOfKind(type, hostile);
    const wanted = wantedOf(subject);
    const places = [...placesIn(events, subject, wanted), ...mentionsIn(events, subject, wanted)];
    const columns = places.map((_, i) => ({ name: `n${i}`, type: 'long' as const }));
    const hits = hitsOf(events, places, { columns, row: places.map(() => 1) });
    expect(hits).toHaveLength(places.length);
    const queries = [
      lookQuery(events, places),
      seenQuery(hits),
      companionQuery(hits, 'Host', { subject, wanted }),
      prevalenceQuery(hits, subject),
      ...[...factFunctions(subject), ...askingFunctions(subject)].map(({ kql }) => kql),
    ];
    for (const kql of queries) expect(kql === null ? [] : syntaxFaults(kql), kql ?? '').toEqual([]);
  }
});

it('offers the functions that fit a value, alone or with its rows', () => {
  const placed = (value: string, column: string): Parameters<typeof offeredFunctions>[0] => ({
    value,
    column: events.columns.find(({ name }) => name === column) ?? null,
    columns: events.columns,
    where: '| where X',
  });
  const found = (value: string, column: string): ReadonlyMap<string, string> =>
    new Map(offeredFunctions(placed(value, column)).map(({ name, kql }) => [name, kql]));
  const address = found('8.8.8.8', 'IpAddress');
  expect(address.get('geo_lookup')).toBe("print Value = '8.8.8.8'\n| invoke geo_lookup(Value)");
  expect(address.get('first_seen')).toBe('| where X\n| invoke first_seen(IpAddress)');
  expect(address.get('prevalence')).toBe(
    '| invoke prevalence(IpAddress, join = "inner")\n| where X\n| distinct IpAddress, seen_value, seen_on, seen_of, prevalence, seen_rows',
  );
  expect([...address.keys()]).not.toContain('compare');
  expect(found('ws1', 'Computer').has('process_tree')).toBe(false);
  expect(found(hostile, 'CommandLine').get('decode')).toContain('print Value = ');
  expect(
    offeredFunctions({ ...placed('8.8.8.8', ''), columns: [] }).every(({ of }) => of === 'value'),
  ).toBe(true);
  const asking = offeredFunctions(placed('8.8.8.8', 'IpAddress')).filter(({ asks }) => asks);
  expect(asking.map(({ name }) => name)).toContain('rdap');
  const encoded = Buffer.from('IEX (New-Object Net.WebClient)', 'utf16le').toString('base64');
  expect(decodedText(placed(`powershell -enc ${encoded}`, 'CommandLine'))?.text).toContain(
    'IEX (New',
  );
  expect(decodedText(placed('nothing', 'CommandLine'))).toBeNull();
});

it('offers the queries whose parameters a thing says, and fills them', () => {
  const catalog = builtinCatalog();
  const names = (type: string, value: string): string[] =>
    offeredQueries(catalog, subjectOfKind(type, value)).map(({ name }) => name);
  expect(names('Host', 'ws1')).toContain('WindowsSecurity.list_host_processes');
  expect(names('IpAddress', '10.0.0.1')).not.toContain('WindowsSecurity.list_host_processes');
  expect(names('Text', 'x')).toEqual([]);
  for (const { query, values } of offeredQueries(catalog, subjectOfKind('Host', hostile))) {
    const times = Object.fromEntries(
      ['start', 'end'].flatMap((name) =>
        query.parameters.has(name) ? [[name, '2026-01-01']] : [],
      ),
    );
    expect(syntaxFaults(fillQuery(query, { ...times, ...values }).text)).toEqual([]);
  }
});
