import { describe, expect, it } from 'vitest';
import {
  alertGraph,
  describeEntity,
  type Entity,
  entitiesOfRow,
  entityGraph,
  entityOfColumn,
  GraphBuilder,
  guessEntities,
  guessEntity,
  identityOf,
  labelOf,
  plainFields,
  readAlert,
  readEntities,
  relatedAlerts,
} from './index.ts';

/** CPU seconds of a task: generous bounds that only what is not linear passes. */
function seconds(task: () => void): number {
  const start = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

describe('reading entities', () => {
  it.each(['{', '[{"Type":"ip"', 'x', '[1', '"'])('says that %s is no JSON', (text) => {
    const { entities, problems } = readEntities(text);
    expect(entities).toEqual([]);
    expect(problems[0]).toMatch(/^The entities are no JSON/);
    expect(alertGraph(readAlert({ AlertType: 'x', Entities: text })).nodes.size).toBe(1);
  });

  it.each(['', 'null', 'NaN', '[]', null, undefined])('finds nothing in %s', (source) => {
    expect(readEntities(source)).toEqual({ entities: [], outer: [], problems: [] });
  });

  it('survives references in circles and to nothing', () => {
    const text = JSON.stringify([
      { $id: '1', Type: 'process', ProcessId: '1', ParentProcess: { $ref: '2' } },
      {
        $id: '2',
        Type: 'process',
        ProcessId: '2',
        ParentProcess: { $ref: '1' },
        Host: { $ref: '9' },
      },
      { $id: '3', Type: 'account', Name: 'x', Host: { $ref: '3' } },
    ]);
    const { entities, problems } = readEntities(text);
    expect(entities.map((e) => labelOf(e))).toEqual(['Process', 'Process', 'x']);
    expect(problems).toEqual(['No entity has the $id "9".']);
    expect(entities[0]?.fields['ParentProcess']).toBe(entities[1]);
    expect(identityOf(entities[2] as Entity)).toBe('Account name=x');
    expect(JSON.stringify(plainFields(entities[0] as Entity)).length).toBeLessThan(2000);
    const itself = '[{"$id":"1","Type":"process","ProcessId":"1","ParentProcess":{"$ref":"1"}}]';
    const [own] = readEntities(itself).entities;
    expect(plainFields(own as Entity)['ParentProcess']).toEqual({
      $ref: identityOf(own as Entity),
    });
    const graph = entityGraph([readAlert({ SystemAlertId: 'a', Entities: text })]);
    expect([graph.nodes.length, graph.edges.length]).toEqual([4, 4]);
  });

  it('reads entities nested 10,000 deep, in each other and in what is no entity', () => {
    const open = (i: number): string =>
      `{"$id":"${i}","Type":"process","ProcessId":"${i}","ParentProcess":`;
    const deep = Array.from({ length: 10_000 }, (_, i) => open(i)).join('');
    const text = `[${deep}null${'}'.repeat(10_000)}]`;
    const { entities } = readEntities(text);
    expect(entities.length).toBe(10_000);
    expect(JSON.stringify(entities.map(plainFields)).length).toBeLessThan(1e7);
    expect(entityGraph([readAlert({ SystemAlertId: 'a', Entities: text })]).edges.length).toBe(
      10_000,
    );
    const odd = `[{"Type":"host","HostName":"x","Odd":${'['.repeat(10_000)}${']'.repeat(10_000)}}]`;
    const [host] = readEntities(odd).entities;
    expect(JSON.stringify(plainFields(host as Entity)).length).toBeLessThan(200);
  });

  it('takes names like __proto__ as names', () => {
    const text =
      '[{"Type":"host","HostName":"x","__proto__":{"polluted":1},"constructor":"y"},{"Type":"__proto__"}]';
    const { entities } = readEntities(text);
    expect(entities.map((e) => e.type)).toEqual(['Host', 'UnknownEntity']);
    expect(JSON.stringify(plainFields(entities[0] as Entity))).toContain(
      '"__proto__":{"polluted":1}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('spells out lists of references within bounds', () => {
    const refs = Array.from({ length: 300 }, (_, i) => ({ $ref: String(i) }));
    const all = refs.map((_, i) => ({ $id: String(i), Type: 'malware', Name: `m${i}`, Odd: refs }));
    const { entities } = readEntities(JSON.stringify(all));
    expect(JSON.stringify(plainFields(entities[0] as Entity)).length).toBeLessThan(300_000);
  });
});

describe('graphs', () => {
  it('holds a million nodes', () => {
    const kind = guessEntity('10.0.0.1');
    if (!kind) throw new Error('no address');
    const graph = new GraphBuilder();
    const took = seconds(() => {
      let last = graph.node({ ...kind, fields: { Address: 'a' } });
      for (let i = 0; i < 1_000_000; i++) {
        const next = graph.node({ ...kind, fields: { Address: `host${i}` } });
        graph.edge(last, next, 'row');
        last = next;
      }
    });
    const { nodes, edges } = graph.build();
    expect([nodes.length, edges.length]).toEqual([1_000_001, 1_000_000]);
    expect(took).toBeLessThan(30);
  }, 120_000);

  it('refuses to relate everything with everything, in one sentence', () => {
    const { entities } = readEntities('[{"Type":"ip","Address":"10.0.0.1"}]');
    const alerts = Array.from({ length: 5000 }, () => entities);
    expect(() => relatedAlerts(alerts)).toThrow(/say which alert/);
    expect(relatedAlerts(alerts, [0]).length).toBe(4999);
  });
});

describe('guessing', () => {
  const letters = [
    'a',
    '(',
    '\\',
    '/',
    '.',
    '-',
    '1',
    ':',
    '@',
    ' ',
    '%',
    'a.',
    'a/',
    '\\a',
    'ü',
    '\u0000',
  ];
  it.each(letters)('takes linear time for a text of %j', (letter) => {
    for (const length of [4096, 65_536]) {
      const text = letter.repeat(length / letter.length);
      const took = seconds(() => {
        guessEntities(text);
        entitiesOfRow([
          ['Account', text],
          ['CommandLine', text],
          ['x', text],
        ]);
      });
      expect(took).toBeLessThan(10);
    }
  });

  it.each([
    ['8.8.8.8', 'IpAddress'],
    ['300.1.1.1', undefined],
    ['fe80::1', 'IpAddress'],
    ['https://a.example.com/x?y=1', 'Url'],
    ['a.b.co.uk', 'Dns'],
    ['bob@contoso.com', 'Account'],
    ['NT AUTHORITY\\SYSTEM', 'Account'],
    ['\\\\server\\share\\x.exe', 'File'],
    ['cmd.exe', 'File'],
    ['/etc/passwd', 'File'],
    ['HKEY_CURRENT_USER\\Software', 'RegistryKey'],
    ['dc01.corp.local', 'Host'],
    ['hello world', undefined],
    ['', undefined],
    ['42', undefined],
  ])('takes %s for %s', (text, type) => {
    expect(guessEntity(text)?.type).toBe(type);
  });
});

describe('columns', () => {
  it('makes one account of the columns that tell of it', () => {
    const row = {
      TargetUserName: 'bob',
      TargetDomainName: 'CORP',
      Computer: 'vic00',
      IpAddress: '-',
      n: 3,
    };
    expect(entitiesOfRow(Object.entries(row)).map((e) => describeEntity(e))).toEqual([
      'CORP\\bob',
      'vic00',
    ]);
  });

  it('goes by the value where the name says nothing, or something else', () => {
    expect(entityOfColumn('Whatever', '8.8.8.8')?.type).toBe('IpAddress');
    expect(entityOfColumn('Computer', '8.8.8.8')?.type).toBe('IpAddress');
    expect(entityOfColumn('Computer', 'vic00')?.type).toBe('Host');
    expect(entityOfColumn('Account', 'CORP\\bob')?.fields).toEqual({
      NTDomain: 'CORP',
      Name: 'bob',
    });
    expect(entityOfColumn('Whatever', 'vic00')).toBeNull();
    expect(entityOfColumn('Account', { deep: [] })).toBeNull();
  });
});
