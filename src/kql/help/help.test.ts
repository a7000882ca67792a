import { describe, expect, it } from 'vitest';
import { type KustoType, nearNames } from '../../base/index.ts';
import {
  compile,
  complete,
  diagnose,
  type Fix,
  format,
  hover,
  KqlError,
  type Schema,
  signatureHelp,
} from '../index.ts';

const table = (name: string, columns: Record<string, KustoType>): Schema['tables'][number] => ({
  name,
  relation: name,
  columns: Object.entries(columns).map(([column, type]) => ({
    name: column,
    type,
    physical: column,
  })),
});
const schema: Schema = {
  tables: [
    table('SecurityEvent', {
      EventID: 'int',
      TimeGenerated: 'datetime',
      Account: 'string',
      'Client IP': 'string',
      Details: 'dynamic',
    }),
    table('DeviceEvents', { DeviceName: 'string', TimeGenerated: 'datetime' }),
  ],
};

/** A text with `^` where the caret is. */
const caret = (text: string): [string, number] => [text.replace('^', ''), text.indexOf('^')];

function applied(text: string, fix: Fix | undefined): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((t, e) => t.slice(0, e.span.start) + e.text + t.slice(e.span.end), text);
}

describe('near names', () => {
  const near = (name: string, ...candidates: string[]): string[] => nearNames(name, candidates);

  it('are the same in another case, a few letters apart, of the same words, or begin alike', () => {
    expect(near('account', 'Account', 'AccountName')).toEqual(['Account']);
    expect(near('Acocunt', 'Account', 'Process')).toEqual(['Account']);
    expect(near('source_ip_address', 'SourceIPAddress')).toEqual(['SourceIPAddress']);
    expect(near('AddressIP', 'IPAddress', 'Address')).toContain('IPAddress');
    expect(near('Acc', 'EventID', 'AccountName')).toEqual(['AccountName']);
  });

  it('are none where nobody would have meant them', () => {
    expect(near('zz', 'EventID', 'Account')).toEqual([]);
    expect(near('', 'a')).toEqual([]);
    expect(near('Account', 'Account')).toEqual([]);
    expect(near('__proto__', 'constructor')).toEqual([]);
  });

  it('are found among half a million in a moment', () => {
    const names = Array.from({ length: 500_000 }, (_, i) => `Column${i % 1000}Of${i >> 9}`);
    const before = process.cpuUsage();
    expect(nearNames('Colum5Of7', names)).toContain('Column5Of7');
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(10_000);
  });
});

describe('diagnose', () => {
  const cases: [string, string][] = [
    ['SecurityEvent | where Acount == "x"', 'SecurityEvent | where Account == "x"'],
    ['SecurityEvnt | take 5', 'SecurityEvent | take 5'],
    ['securityevent', 'SecurityEvent'],
    ['SecurityEvent | where strln(Account) > 3', 'SecurityEvent | where strlen(Account) > 3'],
    ['SecurityEvent | sumarize count()', 'SecurityEvent | summarize count()'],
    [
      'SecurityEvent | join kind=iner DeviceEvents on TimeGenerated',
      'SecurityEvent | join kind=inner DeviceEvents on TimeGenerated',
    ],
    ['SecurityEvent | evaluate bag_unpak(Details)', 'SecurityEvent | evaluate bag_unpack(Details)'],
    ['SecurityEvent | project ClientIP', "SecurityEvent | project ['Client IP']"],
    ['table("securityevent") | count', 'table("SecurityEvent") | count'],
    ['let limit = 5; print limt', 'let limit = 5; print limit'],
    ['SecurityEvent | summarize makelist(EventID)', 'SecurityEvent | summarize make_list(EventID)'],
    ['SecurityEvent | where Account contains "admin"', 'SecurityEvent | where Account has "admin"'],
  ];
  for (const [text, wanted] of cases)
    it(`puts right: ${text}`, () => {
      const [fixed] = diagnose(text, schema).flatMap((d) => d.fixes ?? []);
      expect(applied(text, fixed)).toBe(wanted);
      expect(diagnose(wanted, schema).filter((d) => d.severity === 'error')).toEqual([]);
    });

  it('keeps the place of a fix in a text that continues a table', () => {
    const [input] = schema.tables;
    const text = '| where Acount == "x"';
    const [found] = diagnose(text, schema, input ? { input } : {});
    expect(applied(text, found?.fixes?.[0])).toBe('| where Account == "x"');
  });

  it('names the tables that have the column where this one has not', () => {
    const [found] = diagnose('SecurityEvent | where DeviceName == "x"', schema);
    expect(found?.hint).toBe('DeviceName is a column of DeviceEvents.');
  });

  it('says what is refused, why and where', () => {
    const text = 'evaluate http_request("http://x")';
    const [found] = diagnose(text, schema);
    expect(found?.message).toContain('over the network');
    expect(found?.span).toEqual({ start: 9, end: text.length });
  });

  it('has a word for every text, whatever it is', () => {
    for (const text of [
      '',
      ' ',
      '|',
      '((((',
      'let',
      'let x',
      '"',
      "T | where '",
      '\u0000',
      '\ud800',
    ])
      expect(() => diagnose(text, schema)).not.toThrow();
  });
});

it('the error of a query says what may have been meant', async () => {
  const options = { nowMicros: 0n, probe: () => Promise.resolve([]) };
  const error = await compile('SecurityEvent | where Acount == 1', schema, options).catch((e) => e);
  expect(error).toBeInstanceOf(KqlError);
  expect(error.hint).toBe('Did you mean Account?');
  expect(error.span).toEqual({ start: 22, end: 28 });
});

describe('complete', () => {
  const texts = (text: string): string[] =>
    complete(...caret(text), schema).items.map((i) => i.text.trim());

  it('knows columns, tables, operators, functions and words in their place', () => {
    expect(texts('SecurityEvent | where Acc^')[0]).toBe('Account');
    expect(texts('Sec^')[0]).toContain('SecurityEvent');
    expect(texts('SecurityEvent | su^')[0]).toBe('summarize');
    expect(texts('SecurityEvent | where strl^')[0]).toBe('strlen(');
    expect(texts('SecurityEvent | summarize count() by A^')).toContain('Account');
    expect(texts('SecurityEvent | join kind=^')).toContain('leftouter');
    expect(texts('SecurityEvent | extend n = 1 | where n^')).toContain('n');
  });

  it('proposes nothing that does not run here', () => {
    expect(texts('print current_^')).not.toContain('current_principal()');
  });

  it('tells which letters are replaced', () => {
    expect(complete(...caret('SecurityEvent | where Acc^'), schema).span).toEqual({
      start: 22,
      end: 25,
    });
  });
});

describe('hover', () => {
  const on = (text: string) => hover(...caret(text), schema);

  it('tells the type of a name, and what a function or operator does', () => {
    expect(on('SecurityEvent | where Eve^ntID == 1')?.title).toBe('EventID: int');
    const strlen = on('SecurityEvent | where str^len(Account) > 3');
    expect(strlen?.description?.about).toBe('The number of characters of a text.');
    expect(strlen?.description?.source).toMatch(/^https:/);
    expect(strlen?.span).toEqual({ start: 22, end: 28 });
    expect(on('SecurityEvent | wh^ere EventID == 1')?.description?.about).toContain(
      'Keeps the rows',
    );
    expect(on('SecurityEvent | where Account h^as "x"')).toMatchObject({ title: 'has' });
    expect(on('SecurityEvent | evaluate bag_un^pack(Details)')?.description).toBeDefined();
  });

  it('tells why a function cannot be used', () => {
    expect(on('print current_prin^cipal()')?.refused).toContain('cluster');
  });

  it('is null where nothing stands', () => {
    expect(on('print 1  ^')).toBeNull();
    expect(on('^')).toBeNull();
  });
});

describe('signature help', () => {
  const at = (text: string) => signatureHelp(...caret(text), schema);

  it('tells the parameter that is next, in calls closed and open, nested and of one own', () => {
    expect(at('print substring(^')).toMatchObject({ name: 'substring', parameter: 0 });
    expect(at('print substring("a,b", 1^)')).toMatchObject({ name: 'substring', parameter: 1 });
    expect(at('print strlen(substring("a", ^1))')).toMatchObject({ name: 'substring' });
    expect(at('let f = (x:string, y:int=3) { x }; print f("a", ^2)')).toMatchObject({
      name: 'f',
      parameter: 1,
      signatures: [{ label: 'f(x: string, [y: int])' }],
    });
    expect(at('print strcat("a", "b", "c^")')).toMatchObject({ name: 'strcat', parameter: 0 });
  });

  it('is null outside of calls', () => {
    expect(at('SecurityEvent | where ^EventID == 1')).toBeNull();
    expect(at('print strlen("a") ^')).toBeNull();
  });
});

describe('format', () => {
  it('puts a step on a line and keeps comments', () => {
    expect(format('T|where a==1 // why\n|summarize count() by b')).toBe(
      'T\n| where a == 1 // why\n| summarize count() by b',
    );
  });

  it('puts the steps of a short query on lines too', () => {
    expect(format('T|where a==1|take 5')).toBe('T\n| where a == 1\n| take 5');
  });

  it('does not change what a text means', () => {
    const broken = 'T | where (((';
    expect(format(broken).replace(/\s+/g, '')).toBe(broken.replace(/\s+/g, ''));
  });
});
