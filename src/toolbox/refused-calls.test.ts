import { expect, it } from 'vitest';
import { compile, diagnose, KqlError } from '../kql/index.ts';
import { invokedFunctions } from './index.ts';

const schema = { tables: [], functions: invokedFunctions };

/** All that is said about a query that cannot be compiled, and the hint. */
async function said(text: string): Promise<{ messages: string[]; hint: string | undefined }> {
  const error = await compile(text, schema, {
    nowMicros: 0n,
    probe: () => Promise.reject(new Error('not asked')),
  }).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof KqlError)) throw error ?? new Error(`${text} compiled`);
  expect(diagnose(text, schema)).toEqual(error.diagnostics);
  return { messages: error.diagnostics.map((d) => d.message), hint: error.hint };
}

it.each([
  ['ip_type(ip = a, join = "x") | where public > 3', 'join is "none", "inner" or "left", not "x".'],
  ['geo_lookup(a, join = 3) | project country', 'join is "none", "inner" or "left", not 3.'],
  [
    'ip_type(nope = a) | summarize count() by type',
    'ip_type has no argument nope; it takes ip, join.',
  ],
])('finds one fault in %s, and none in what follows from it', async (call, message) => {
  expect(await said(`print a = "x" | invoke ${call}`)).toEqual({
    messages: [message],
    hint: 'Change the query at the marked place.',
  });
});

it('names a column that is not there, by place and by name', async () => {
  for (const argument of ['nosuch', 'ip = nosuch'])
    expect((await said(`print a = "x" | invoke ip_type(${argument})`)).messages).toEqual([
      "The name 'nosuch' does not refer to any known column, table, variable or function.",
    ]);
});
