import { expect, test } from 'vitest';
import { fullName, packsFolder, readQueryFolder } from '../../src/catalog/index.ts';
import { techniqueOf } from '../../src/enrich/index.ts';
import { entityDefinitions } from '../../src/entities/index.ts';

const { queries } = readQueryFolder(packsFolder);
const faultsOf = (fault: (query: (typeof queries)[number]) => readonly string[]): string[] =>
  queries.flatMap((query) => fault(query).map((what) => `${fullName(query)}: ${what}`));

test('the packs hold queries of every family that is promised', () => {
  expect(queries.length).toBeGreaterThan(390);
  const families = new Set(queries.flatMap((query) => query.families));
  for (const family of [
    'WindowsSecurity LinuxSyslog LinuxAudit AuditD Network Azure AzureNetwork Office365 SecurityAlert SecurityIncident',
    'ThreatIntelligence Heartbeat MDE M365D M365DHunting Email Sysmon Zeek Alerts Authentication SecurityGraphAlert Graph',
  ].flatMap((line) => line.split(' ')))
    expect(families).toContain(family);
});

test('techniques that queries are tagged with are techniques of ATT&CK', () => {
  const ids = (tags: readonly string[]): string[] => tags.filter((tag) => /^T\d/i.test(tag));
  expect(new Set(queries.flatMap((query) => ids(query.tags))).size).toBeGreaterThan(80);
  expect(faultsOf(({ tags }) => ids(tags).filter((id) => techniqueOf(id)?.id !== id))).toEqual([]);
});

test('what queries are about are kinds of entities', () => {
  expect(
    faultsOf(({ entities }) => entities.filter((kind) => !entityDefinitions.has(kind))),
  ).toEqual([]);
});

test('purposes are one sentence, and parameters are told as a phrase', () => {
  expect(faultsOf(({ about }) => (/^[A-Z].*\.$/.test(about) ? [] : [about]))).toEqual([]);
  expect(
    faultsOf(({ parameters }) =>
      [...parameters.values()].flatMap(({ about }) => (/^[A-Z].*[^.]$/.test(about) ? [] : [about])),
    ),
  ).toEqual([]);
});
