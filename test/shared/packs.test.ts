import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { KustoType } from '../../src/base/index.ts';
import { fillQuery, fullName, packsFolder, readQueryFolder } from '../../src/catalog/index.ts';
import { diagnose, type Schema } from '../../src/kql/index.ts';
import { auditd, ownTables } from '../kit/pack-tables.ts';
import { sampleValues } from '../kit/pack-values.ts';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const present = existsSync(`${shared}kql/schemas.json`);
if (!present) process.stdout.write('skipped: ../shared/kql and ../shared/goldens are not here\n');

type Columns = Readonly<Record<string, KustoType>>;
const json = <T>(path: string): T => JSON.parse(readFileSync(shared + path, 'utf8')) as T;
const { queries } = readQueryFolder(packsFolder);

describe.skipIf(!present)('the packs', () => {
  it('bind to the columns of Sentinel, Defender and Azure Monitor', () => {
    const schemas = { ...json<Record<string, Columns>>('kql/schemas.json'), ...ownTables };
    schemas['LinuxAuditLog'] = { ...schemas['LinuxAuditLog'], ...auditd };
    const schema: Schema = {
      tables: Object.entries(schemas).map(([name, columns]) => ({
        name,
        relation: name,
        columns: Object.entries(columns).map(([column, type]) => ({
          name: column,
          physical: column,
          type,
          nullable: true,
        })),
      })),
    };
    const onTables = queries.filter(
      (q) => q.language === 'kql' && !q.environments.includes('ResourceGraph'),
    );
    expect(onTables.length).toBeGreaterThan(280);
    const faults = onTables.flatMap((query) => {
      const { text } = fillQuery(query, sampleValues(query));
      return diagnose(text, schema)
        .filter(({ severity }) => severity === 'error')
        .map(({ message }) => `${fullName(query)}: ${message}`);
    });
    expect(faults).toEqual([]);
  });

  /** Where MSTICPy's own default is no event id, and where it takes one word for what is a list. */
  const differ = new Set([
    'WindowsSecurity.list_host_events_by_id event_list',
    'MDE.process_cmd_line cmd_line',
    'MDATP.process_cmd_line cmd_line',
  ]);

  it('have every query of MSTICPy for Sentinel, Defender, Graph and Splunk, with its parameters', () => {
    type Parameters = Record<string, [type: string, hasDefault: boolean]>;
    const catalogue = json<{ queries: Record<string, Record<string, { params: Parameters }>> }>(
      'goldens/dev/06_query_catalogue.json',
    );
    const theirs = Object.entries(catalogue.queries).flatMap(([environment, group]) =>
      Object.entries(group).map(([name, { params }]) => ({ environment, name, params })),
    );
    const wanted = theirs.filter((q) => !['Cybereason', 'LocalData'].includes(q.environment));
    expect(wanted.length).toBeGreaterThan(330);
    const ours = new Map<string, (typeof queries)[number]>();
    const names = new Set<string>();
    for (const query of queries)
      for (const family of query.families) {
        names.add(`${family}.${query.name}`);
        for (const system of query.environments)
          ours.set(`${system} ${family}.${query.name}`, query);
      }
    const missing = wanted.flatMap(({ environment, name, params }) => {
      const query = ours.get(`${environment} ${name}`);
      if (!query) return [`${environment} ${name}`];
      return Object.entries(params).flatMap(([parameter, [type, hasDefault]]) => {
        const own = query.parameters.get(parameter);
        const same = own?.type === type && (!hasDefault || own.default !== undefined);
        return same || differ.has(`${name} ${parameter}`) ? [] : [`${name} ${parameter}`];
      });
    });
    expect(missing).toEqual([]);
    // Those of local files have the same names, and run on what is open.
    const local = theirs.filter(({ environment }) => environment === 'LocalData');
    expect(local.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });
});
