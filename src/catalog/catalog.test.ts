import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtinCatalog, Catalog, type NamedQuery, readQueryFolder } from './index.ts';
import { readQueryFile } from './read-query-file.ts';

const queriesOf = (
  systems: string,
  families: string,
  names: string,
  file = 'a.yaml',
): NamedQuery[] =>
  readQueryFile(
    `metadata: { data_environments: [${systems}], data_families: [${families}] }\nsources:\n${names
      .split(' ')
      .map((name) => `  ${name}: { description: d, args: { query: T } }\n`)
      .join('')}`,
    file,
  ).queries;

describe('queries of the same name', () => {
  const ours = queriesOf('MSSentinel', 'WindowsSecurity, Hosts', 'list other');
  const catalog = new Catalog(ours);

  it('are replaced by those that come later, under each of their families', () => {
    const theirs = queriesOf('MSSentinel', 'Hosts', 'list', 'theirs.yaml');
    const both = catalog.with(theirs);
    expect(both.get('Hosts.list').file).toBe('theirs.yaml');
    expect(both.get('WindowsSecurity.list').file).toBe('a.yaml');
    expect(both.get('other').file).toBe('a.yaml');
    expect(() => both.get('list')).toThrow("Several queries are called 'list'.");
  });

  it('stay where they are for other systems', () => {
    const theirs = queriesOf('Kusto', 'WindowsSecurity', 'list', 'theirs.yaml');
    const both = catalog.with(theirs);
    expect(both.get('WindowsSecurity.list').file).toBe('theirs.yaml');
    expect(both.forSystems(['kql'], ['MSSentinel']).get('WindowsSecurity.list').file).toBe(
      'a.yaml',
    );
    expect(both.forSystems(['kql'], ['Kusto']).queries.map(({ file }) => file)).toEqual([
      'theirs.yaml',
    ]);
    expect(both.forSystems(['spl'], ['MSSentinel']).queries).toEqual([]);
  });
});

it.each([
  ['list_host_proceses', /WindowsSecurity\.list_host_processes/],
  ['Windows.list_host_processes', /WindowsSecurity\.list_host_processes/],
  ['WindowsSecurty.list_host_logons', /WindowsSecurity\.list_host_logons/],
  ['zzz.qqqqq', /lists them/],
])('a name that nobody knows, %s, gets those that are near', (name, hint) => {
  expect(() => builtinCatalog().get(name)).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(hint) }),
  );
});

describe('a folder of queries', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'huntbook-queries-'));
    mkdirSync(join(folder, 'deeper'));
    mkdirSync(join(folder, 'folder.yaml'));
    const text =
      'metadata: { data_environments: [MSSentinel], data_families: [F] }\nsources: { NAME: { args: { query: T } } }\n';
    writeFileSync(join(folder, 'deeper', 'b.yml'), text.replace('NAME', 'b'));
    writeFileSync(join(folder, 'a.YAML'), text.replace('NAME', 'a'));
    writeFileSync(join(folder, 'two.yaml'), `${text}---\n${text}`);
    symlinkSync('.', join(folder, 'round'));
    symlinkSync('../deeper', join(folder, 'deeper', 'again'));
    symlinkSync('nowhere', join(folder, 'gone.yaml'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read once, whatever links lead round in it', () => {
    const { queries, faults } = readQueryFolder(folder);
    expect(queries.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringMatching(/two\.yaml.*a second document begins/),
    ]);
  });
});
