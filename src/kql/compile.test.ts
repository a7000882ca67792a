import { expect, it } from 'vitest';
import { compile, diagnose } from './compile.ts';
import { KqlError } from './error.ts';
import type { CompileOptions, Schema, SourceTable } from './plan.ts';

const events: SourceTable = {
  name: 'Events',
  columns: [
    { name: 'Time', type: 'datetime', physical: 'Time' },
    { name: 'Account', type: 'string', physical: 'Account' },
    { name: 'account', type: 'string', physical: 'account$2' },
    { name: 'Count', type: 'long', physical: 'Count' },
    { name: 'Data', type: 'dynamic', physical: 'Data' },
  ],
  relation: '"Events"',
};
const schema: Schema = { tables: [events] };
const options: CompileOptions = {
  nowMicros: 1_704_067_200_000_000n,
  probe: () => Promise.reject(new Error('not asked')),
};

async function failure(text: string): Promise<KqlError> {
  try {
    await compile(text, schema, options);
  } catch (error) {
    if (error instanceof KqlError) return error;
    throw error;
  }
  throw new Error(`${text} compiled`);
}

it('compiles a filter on time to a plain comparison, so that DuckDB can skip row groups', async () => {
  const { sql } = await compile('Events | where Time > ago(1d) | count', schema, options);
  expect(sql).toContain(`("Time" > TIMESTAMP '2023-12-31 00:00:00')`);
});

it('compares a moved or rounded time as the time itself', async () => {
  const condition = async (text: string): Promise<string | undefined> => {
    const { sql } = await compile(`Events | where ${text} | project Count`, schema, options);
    return /WHERE (.*)$/.exec(sql)?.[1];
  };
  const day = "TIMESTAMP '2024-01-02 00:00:00'";
  const next = "TIMESTAMP '2024-01-03 00:00:00'";
  expect(await condition('Time + 1d > datetime(2024-01-03)')).toBe(`("Time" > ${day})`);
  expect(await condition('datetime(2024-01-01) <= Time - 1d')).toBe(`("Time" >= ${day})`);
  expect(await condition('bin(Time, 1d) >= datetime(2024-01-02)')).toBe(`("Time" >= ${day})`);
  expect(await condition('bin(Time, 1d) > datetime(2024-01-02)')).toBe(`("Time" >= ${next})`);
  expect(await condition('bin(Time, 1d) >= datetime(2024-01-02 01:00)')).toBe(
    `("Time" >= ${next})`,
  );
  expect(await condition('bin(Time, 1d) <= datetime(2024-01-02 01:00)')).toBe(`("Time" < ${next})`);
  expect(await condition('startofday(Time) >= datetime(2024-01-02)')).toBe(`("Time" >= ${day})`);
  expect(await condition('bin(Time, 1d) < datetime(2024-01-02)')).toBe(`("Time" < ${day})`);
});

it('keeps names apart that differ only in case', async () => {
  const plan = await compile('Events | project account, Account', schema, options);
  expect(plan.sql).toContain('"account$2" AS "account"');
  expect(plan.columns.map((c) => c.name)).toEqual(['account', 'Account']);
  expect(new Set(plan.columns.map((c) => c.physical.toLowerCase())).size).toBe(2);
});

it('says which tables a query reads and how it asks to be shown', async () => {
  const plan = await compile(
    'Events | summarize count() by Account | render barchart with (title="x")',
    schema,
    options,
  );
  expect(plan.tables).toEqual(['Events']);
  expect(plan.render).toEqual({ kind: 'barchart', properties: { title: 'x' } });
});

it('says whether the order of the rows means something', async () => {
  expect((await compile('Events | sort by Time asc', schema, options)).ordered).toBe(true);
  expect((await compile('Events | sort by Time asc', schema, options)).sql).toMatch(/ORDER BY/);
  expect((await compile('Events | take 3', schema, options)).ordered).toBe(false);
});

it('remembers a query by text, schema and options', () => {
  const text = 'Events | where Count > 7';
  expect(compile(text, schema, options)).toBe(compile(text, schema, options));
  expect(compile(text, { ...schema }, options)).not.toBe(compile(text, schema, options));
});

it('remembers a query for another time only where it does not ask for the time', async () => {
  const later = { ...options, nowMicros: options.nowMicros + 1n };
  const timeless = 'Events | where Count > 8';
  const plan = await compile(timeless, schema, options);
  expect(await compile(timeless, schema, later)).toBe(plan);
  const timely = 'Events | where Time > ago(1h)';
  const earlier = await compile(timely, schema, options);
  expect(await compile(timely, schema, later)).not.toBe(earlier);
});

it('forgets a query that failed, and fails again', async () => {
  await failure('Nothing | count');
  expect((await failure('Nothing | count')).diagnostics.length).toBeGreaterThan(0);
});

it("passes Kusto's own errors on with their code and place", async () => {
  const text = 'Events | where Nope > 1';
  const error = await failure(text);
  expect(error.diagnostics[0]?.code).toBe('KS142');
  expect(text.slice(error.span?.start, error.span?.end)).toBe('Nope');
});

it('names everything that is not supported, each at its place', async () => {
  const text =
    'Events | extend a = current_database(), b = extent_id() | where current_principal() == Account';
  const error = await failure(text);
  const places = error.diagnostics.map((d) => text.slice(d.span.start, d.span.end));
  expect(error.code).toBe('kql/not-supported');
  expect(places.map((p) => /^\w+/.exec(p)?.[0])).toEqual([
    'current_database',
    'extent_id',
    'current_principal',
  ]);
});

it('refuses what would reach the network', async () => {
  const error = await failure('externaldata(a:string)["https://example.org/x.csv"] | count');
  expect(error.code).toBe('kql/external-data');
});

it('continues a table, and tells places in the text as given', async () => {
  const continued = { ...options, input: events };
  expect((await compile('| count', schema, continued)).sql).toContain('FROM "Events"');
  const found = diagnose('| where Nope == 1', schema, { input: events });
  expect(found[0]?.span).toEqual({ start: 8, end: 12 });
});

it('tells places behind a plugin as in the text as given', async () => {
  const text = 'Events | evaluate bag_unpack(Data) | where strlen(x) == nope';
  const asked = { ...options, probe: () => Promise.resolve([['x', 'string']]) };
  const error = await compile(text, schema, asked).then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof KqlError)) throw new Error('it compiled');
  expect(text.slice(error.span?.start, error.span?.end)).toBe('nope');
});

it('finds in a text what compile would, without throwing', () => {
  expect(diagnose('Events | where Count > 1', schema)).toEqual([]);
  expect(diagnose('Events | where', schema)[0]?.severity).toBe('error');
  expect(diagnose('Events | where Account == current_principal()', schema)[0]?.code).toBe(
    'kql/not-supported',
  );
});

it('ends a hostile text with an error, not a crash', async () => {
  const deep = `print ${'('.repeat(5000)}1${')'.repeat(5000)}`;
  expect((await failure(deep)).code).toMatch(/^kql\//);
  const chain = (n: number): string =>
    Array.from({ length: n }, (_, i) => `Count == ${i}`).join(' or ');
  expect((await compile(`Events | where ${chain(200)}`, schema, options)).sql).toContain('= 199');
  expect((await failure(`Events | where ${chain(3000)}`)).code).toMatch(/^kql\//);
  expect((await failure('x'.repeat(1_000_001))).code).toBe('kql/too-long');
});

it('never lets text of the query become SQL', async () => {
  const { sql } = await compile(
    `Events | where Account == "'; DROP TABLE x; --" | project ['a"; DROP TABLE y; --'] = Account`,
    schema,
    options,
  );
  expect(sql).toContain(`'''; DROP TABLE x; --'`);
  expect(sql).toContain(`"a""; DROP TABLE y; --"`);
});

it('names the steps that keep rows in memory, at their place', async () => {
  const text = '| where Count > 1 | summarize make_list(Count) by Account | sort by Account asc';
  const { holds } = await compile(text, schema, { ...options, input: events });
  expect(holds.map((h) => text.slice(h.span.start, h.span.end))).toEqual([
    'summarize make_list(Count) by Account',
    'sort by Account asc',
  ]);
});
