import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hunt, open } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-test-'));
const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const logs = file('logs.csv', 'Ip,Account\n203.0.113.7,ann\n198.51.100.1,bob\n');
const list = file('lists/iocs.csv', 'ip,note,score\n203.0.113.7,"seen, often",5\n192.0.2.1\n');
const outside = file('other/secret.txt', 'secret\n');
file('mirror/lists.example/a/b c.txt', '203.0.113.7\n\nx,y "z\n');
file('lists/two.tsv.gz', gzipSync('1\ta\n2\tb\textra\n'));
const nested = file('lists/feed.json', '[{"id":1,"p":{"q":["x"]}},\n{"id":"2"}]');
file('lists/lines.json', '{"id":1}\n{"id":2}\n');
file('lists/broken.json', '{"id":1}{"id"');
symlinkSync(outside, join(folder, 'lists/link.txt'));

let hunt: Hunt;
beforeAll(async () => {
  hunt = await open([logs], {
    allowFiles: [join(folder, 'lists'), join(folder, 'mirror')],
    external: { 'https://feeds.example/feed.json': nested },
  });
});
afterAll(async () => {
  await hunt.close();
  rmSync(folder, { recursive: true });
});

const rows = async (text: string): Promise<unknown> => (await (await hunt.kql(text)).toJson()).rows;
const quoted = (name: string): string => JSON.stringify(join(folder, name));

describe('externaldata', () => {
  it('reads an allowed file by the declared columns', async () => {
    const query = `externaldata(ip:string, note:string, score:long)[${quoted('lists/iocs.csv')}] with (ignoreFirstRecord=true)`;
    expect(await rows(query)).toEqual([
      ['203.0.113.7', 'seen, often', 5],
      ['192.0.2.1', '', null],
    ]);
    expect(await rows(`let bad = ${query} | project ip; logs | where Ip in (bad)`)).toEqual([
      ['203.0.113.7', 'ann'],
    ]);
  });

  it('reads compressed, by format and by ending', async () => {
    expect(await rows(`externaldata(n:int, s:string)[@${quoted('lists/two.tsv.gz')}]`)).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(
      await rows(`externaldata(n:string)[${quoted('lists/two.tsv.gz')}] with (format="txt")`),
    ).toEqual([['1\ta'], ['2\tb\textra']]);
  });

  it('takes the copy under host and path of an allowed folder for an address', async () => {
    const address = 'https://lists.example/a/b%20c.txt?sig=secret';
    expect(await rows(`externaldata(line:string)[h@"${address}"]`)).toEqual([
      ['203.0.113.7'],
      [''],
      ['x,y "z'],
    ]);
  });

  it('takes the copy that was named for an address, of JSON by name and by mapping', async () => {
    const from = '["https://feeds.example/feed.json"]';
    expect(await rows(`externaldata(id:long, p:dynamic)${from} with (format="multijson")`)).toEqual(
      [
        [1, { q: ['x'] }],
        [2, null],
      ],
    );
    const mapping = `'[{"Column":"head","Properties":{"Path":"$.p.q[0]"}}]'`;
    expect(
      await rows(
        `externaldata(head:string)${from} with (format="json", ingestionMapping=${mapping})`,
      ),
    ).toEqual([['x'], ['']]);
    expect(
      await rows(`externaldata(id:int)[${quoted('lists/lines.json')}] | summarize sum(id)`),
    ).toEqual([[3]]);
  });

  it('reads several files, and a file that is open', async () => {
    const both = `[${quoted('lists/iocs.csv')}, ${quoted('logs.csv')}]`;
    expect(
      await rows(`externaldata(ip:string)${both} with (ignoreFirstRecord=true) | count`),
    ).toEqual([[4]]);
  });

  it('refuses what was not allowed, links included, and says how to allow it', async () => {
    for (const uri of [
      outside,
      join(folder, 'lists/link.txt'),
      '/etc/passwd',
      'file:///etc/passwd',
      'https://lists.example/../../other/secret.txt',
      'https://x.example/list.csv?sig=secret',
    ]) {
      const query = `externaldata(a:string)[@${JSON.stringify(uri)}]`;
      await expect(hunt.kql(query), uri).rejects.toMatchObject({ code: 'kql/external-data' });
      const [found] = hunt.diagnose(query);
      expect(found).toMatchObject({ severity: 'warning', code: 'kql/external-data' });
      expect(found?.message).toMatch(/--allow-file/);
      expect(found?.message).not.toContain('sig=');
    }
  });

  it('warns of nothing where the file is at hand', () => {
    expect(hunt.diagnose(`externaldata(a:string)[@${quoted('lists/iocs.csv')}]`)).toEqual([]);
  });

  it('says so where a copy is not what the query expects', async () => {
    const query = `externaldata(id:int)[${quoted('lists/broken.json')}]`;
    await expect(hunt.kql(query)).rejects.toMatchObject({ code: 'session/external-unreadable' });
  });

  it('refuses formats that it does not read', async () => {
    const query = `externaldata(id:int)[${JSON.stringify(list)}] with (format="avro")`;
    await expect(hunt.kql(query)).rejects.toThrow(/avro/);
  });
});
