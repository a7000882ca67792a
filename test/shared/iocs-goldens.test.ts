import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractIocs, type IocOptions, type IocType, iocTypes } from '../../src/extract/index.ts';
import { runTool } from '../../src/toolbox/index.ts';
import extractIocsTool from '../../src/toolbox/tools/extract-iocs.ts';
import { openEngine } from '../kit/kql-engine.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

type Found = Partial<Record<string, string[]>>;
interface Case {
  input: string;
  results: Record<string, Found>;
}

const read = (name: string): unknown =>
  present ? JSON.parse(readFileSync(`${goldens}dev/${name}.json`, 'utf8')) : { cases: [] };
const { cases } = read('04_ioc_strings') as { cases: Case[] };

interface Validated {
  input: string;
  get_ioc_type: string;
  /** By type: as it is, without defanged forms, with any top-level domain. */
  validate: Record<string, boolean[] | 'KeyError'>;
}
const typesOf: ReadonlyMap<string, readonly IocType[]> = new Map([
  ['hostname', ['dns']],
  ['file_hash', ['md5_hash', 'sha1_hash', 'sha256_hash']],
]);
const odd = 'md5_hash xd41d8cd98f00b204e9800998ecf8427ex';
const { cases: validated } = read('04_ioc_validate') as { cases: Validated[] };

/** MSTICPy's options as ours; given a string it looks for paths whatever `include_paths` says. */
const settings: Readonly<Record<string, IocOptions>> = {
  default: { includePaths: true },
  defanged_False: { includePaths: true, defanged: false },
  ignore_tlds: { includePaths: true, ignoreTlds: true },
  types_dns_url: { types: ['dns', 'url'] },
  types_paths: { types: ['windows_path', 'linux_path'] },
  include_paths: { includePaths: true },
};

function byType(text: string, options: IocOptions): Found {
  const found: Found = {};
  for (const { type, observable } of extractIocs(text, options)) {
    const list = found[type] ?? [];
    found[type] = list;
    list.push(observable);
  }
  for (const list of Object.values(found)) list?.sort();
  return found;
}

function theirs(found: Found): Found {
  return Object.fromEntries(
    Object.entries(found).map(([type, list]) => [type, [...(list ?? [])].sort()]),
  );
}

describe.skipIf(!present)('extract_iocs beside MSTICPy', () => {
  it('has cases', () => expect(cases.length).toBeGreaterThan(50));

  it.each(cases)('as MSTICPy finds them: $input', ({ input, results }) => {
    for (const [name, expected] of Object.entries(results))
      expect({ [name]: byType(input, { ...settings[name], msticpy: true }) }).toEqual({
        [name]: theirs(expected),
      });
  });

  it.each(validated)('tells of $input as a whole what it is', (one) => {
    const whole = (options: IocOptions): IocType[] =>
      extractIocs(one.input, { ...options, msticpy: true })
        .filter(({ observable }) => observable === one.input)
        .map(({ type }) => type);
    expect(whole({ includePaths: true })[0] ?? 'unknown').toBe(one.get_ioc_type);
    for (const [name, expected] of Object.entries(one.validate)) {
      // MSTICPy knows a hash by its length, and raises a KeyError for `file_hash` of any other.
      // A sign before and behind a hash belongs to it there.
      if (expected === 'KeyError' || `${name} ${one.input}` === odd) continue;
      const types = typesOf.get(name) ?? [name as IocType];
      expect([
        name,
        ...[{}, { defanged: false }, { ignoreTlds: true }].map(
          (options) => whole({ ...options, types }).length > 0,
        ),
      ]).toEqual([name, ...expected]);
    }
  });

  it('sorts out before it reads only what has none', async () => {
    const engine = await openEngine();
    const inputs = cases.map((c) => c.input);
    const table = `datatable(t: string)[${inputs.map((t) => JSON.stringify(t)).join(', ')}]`;
    for (const said of ['', 'msticpy = true', 'ignore_tlds = true', 'defanged = false']) {
      const [name = '', value = ''] = said.split(' = ');
      const ours = runTool(extractIocsTool, inputs, name ? { [name]: value === 'true' } : {});
      const { rows } = await engine.kql(
        `${table} | invoke extract_iocs(${['t', said].filter(Boolean).join(', ')})`,
      );
      expect(ours.length).toBeGreaterThan(40);
      expect(rows).toEqual(
        ours.map((r) => [r.text, r.ioc_type, r.observable, r.refanged, r.start, r.end]),
      );
    }
    engine.close();
  });

  it.each([
    ['04_ioc_df_processes_default', {}],
    // Given a table it finds Windows paths by include_paths, Linux paths only by name.
    ['04_ioc_df_processes_first3000_paths', { types: iocTypes.filter((t) => t !== 'linux_path') }],
  ] as const)('finds in a real log of processes what MSTICPy finds: %s', (name, options) => {
    const golden = read(name) as {
      results: [string, string, number][];
      distinct: [string, string, number][];
      n: number;
    };
    const lines = readFileSync(`${goldens}inputs/processes_on_host.jsonl`, 'utf8').split('\n');
    const most = name.includes('3000') ? 3000 : lines.length;
    const counts = new Map<string, number>();
    for (const line of lines.slice(0, most)) {
      const text =
        line === '' ? null : (JSON.parse(line) as { CommandLine: string | null }).CommandLine;
      if (text)
        for (const ioc of extractIocs(text, { ...options, msticpy: true })) {
          const key = `${ioc.type} ${ioc.observable}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
    }
    const expected = new Map(
      golden.distinct.map(([type, observable, n]) => [`${type} ${observable}`, n]),
    );
    expect(new Map([...counts].sort())).toEqual(new Map([...expected].sort()));
  });
});
