import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isKustoType, type KustoType, quoteName, storedAs } from '../../src/base/index.ts';
import { compile, diagnose, KqlError, type Schema } from '../../src/kql/index.ts';
import { type Engine, openEngine } from './kql-engine.ts';

/** How one query of a collection went. */
export interface CorpusResult {
  file: string;
  query: string;
  outcome: 'unparsed' | 'unbound' | 'refused' | 'failed' | 'ran';
  /** Why it went no further; empty where it ran. */
  reason: string;
  /** Of a second compile, when everything is awake; 0 where it does not compile. */
  compileMs: number;
}

/** The queries in a text: fenced blocks of Markdown, else the whole of it, in paragraphs where it is several. */
function queriesOf(path: string, text: string, isOne: (query: string) => boolean): string[] {
  const plain = text.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  const blocks = path.endsWith('.md')
    ? [...plain.matchAll(/^[ \t]*```\s*(\w*)[^\n]*\n(.*?)^[ \t]*```/gms)]
        .filter(([, language = '']) => /^(kql|kusto|)$/i.test(language))
        .map(([, , body = '']) => body)
    : [plain];
  return blocks.filter(isQuery).flatMap((block) => (isOne(block) ? [block] : paragraphs(block)));
}

const withoutComments = (text: string): string => text.replace(/^\s*\/\/.*$/gm, '').trim();
const isQuery = (text: string): boolean => /\||\blet\b/.test(withoutComments(text));

/** Blank lines part queries, unless the text goes on with a pipe or after a semicolon. */
function paragraphs(text: string): string[] {
  const found: string[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    const code = withoutComments(part);
    const last = withoutComments(found.at(-1) ?? ';');
    if (
      found.length > 0 &&
      (/[;|,(]$/.test(last) || /^[|)]/.test(code) || code === '' || last === '')
    )
      found.push(`${found.pop()}\n\n${part}`);
    else found.push(part);
  }
  return found.filter(isQuery);
}

const samples: Readonly<Record<KustoType, readonly string[]>> = {
  bool: ['true', 'false', 'NULL'],
  int: ['1', '4625', 'NULL'],
  long: ['1', '9223372036854775807', 'NULL'],
  real: ['1.5', '-2', 'NULL'],
  decimal: ['1.5', '2', 'NULL'],
  string: ["'10.0.0.1'", "'powershell.exe -enc aGk= https://example.com/a?b=c'", "''"],
  datetime: ["TIMESTAMP '2023-12-31 23:00:00'", "TIMESTAMP '2023-06-01 01:02:03.4'", 'NULL'],
  timespan: ['36000000000', '1', 'NULL'],
  dynamic: [`'{"a":[1,{"b":"x"}],"id":"y"}'`, `'["p",2]'`, 'NULL'],
  guid: [
    "'74be27de-1e4e-49d9-b579-fe0b331d3642'",
    "'00000000-0000-0000-0000-000000000000'",
    'NULL',
  ],
};

/** Tables with three rows each, by a file of schemas: table to column to type. */
async function makeTables(engine: Engine, schemas: URL): Promise<Schema> {
  const known = JSON.parse(readFileSync(schemas, 'utf8')) as Record<string, Record<string, string>>;
  const tables: Schema['tables'][number][] = [];
  for (const [name, shape] of Object.entries(known)) {
    const columns = Object.entries(shape).flatMap(([column, type]) =>
      isKustoType(type) ? [{ name: column, type }] : [],
    );
    const physical = columns.map((c, i) => ({ ...c, physical: `c${i}` }));
    const row = (n: number): string =>
      `SELECT ${physical.map((c) => `CAST(${samples[c.type][n]} AS ${storedAs[c.type]}) AS ${c.physical}`).join(', ')}`;
    const relation = `corpus.${quoteName(name)}`;
    await engine.sql(`CREATE TABLE ${relation} AS ${[0, 1, 2].map(row).join(' UNION ALL ')}`);
    tables.push({ name, columns: physical, relation });
  }
  return { tables };
}

/** A query of every table there is gets thirty of them: all 950 at once are 15,000 columns. */
function fitting(schema: Schema, query: string): Schema {
  if (!/\bunion\b[^|]*\*|\bsearch\b|\bfind\b/.test(query)) return schema;
  return { tables: schema.tables.filter((t, i) => i < 30 || query.includes(t.name)) };
}

const nowMicros = 1_704_067_200_000_000n;

async function runOne(
  engine: Engine,
  schema: Schema,
  query: string,
): Promise<Omit<CorpusResult, 'file' | 'query'>> {
  const found = diagnose(query, schema).filter((d) => d.severity === 'error');
  const kusto = found.find((d) => d.code.startsWith('KS'));
  if (kusto) {
    const reason = `${kusto.code} ${kusto.message}`;
    return { outcome: isSyntaxCode(kusto.code) ? 'unparsed' : 'unbound', reason, compileMs: 0 };
  }
  const options = { nowMicros, probe: engine.sql };
  try {
    await compile(query, schema, options);
    const started = performance.now();
    // Another text: the same one would be remembered.
    await compile(`${query}\n`, schema, options);
    const compileMs = performance.now() - started;
    try {
      await engine.kql(query, schema);
      return { outcome: 'ran', reason: '', compileMs };
    } catch (error) {
      return { outcome: 'failed', reason: String(error).slice(0, 300), compileMs };
    }
  } catch (error) {
    if (error instanceof KqlError)
      return { outcome: 'refused', reason: error.message, compileMs: 0 };
    return {
      outcome: 'failed',
      reason: String((error as Error).stack).slice(0, 500),
      compileMs: 0,
    };
  }
}

/** Kusto's codes for texts that do not follow the grammar. */
const isSyntaxCode = (code: string): boolean => /^KS00\d$/.test(code);

/** Compile and run every query of a folder of hunting collections on tables with a few rows each. */
export async function runCorpus(
  folder: string,
  schemas: URL,
  onResult: (result: CorpusResult) => void = () => {},
): Promise<CorpusResult[]> {
  const engine = await openEngine();
  await engine.sql('CREATE SCHEMA corpus');
  const schema = await makeTables(engine, schemas);
  const noTables: Schema = { tables: [] };
  const parses = (query: string): boolean =>
    !diagnose(query, noTables).some((d) => d.severity === 'error' && isSyntaxCode(d.code));
  const results: CorpusResult[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(kql|md|txt)$/i.test(file))
    .sort();
  for (const file of files)
    for (const query of queriesOf(file, readFileSync(join(folder, file), 'utf8'), parses)) {
      const outcome = await runOne(engine, fitting(schema, query), query);
      const result = { file, query, ...outcome };
      results.push(result);
      onResult(result);
    }
  engine.close();
  return results;
}
