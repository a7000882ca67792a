import { readFileSync } from 'node:fs';
import { type Difference, differences } from '../shared/kql-differences.ts';
import { compareDocs, compareLoco } from './kql-case-texts.ts';
import { type Case, compareValues } from './kql-case-values.ts';
import { type Answer, type Engine, openEngine } from './kql-engine.ts';

/** How a case went: `wrong` is null if it is right, `known` says why its answer is not the measure. */
export interface CaseResult {
  id: string;
  family: string;
  query: string;
  wrong: string | null;
  known: Difference | null;
}

/** Figures of one file: `measured` leaves out what has no deterministic answer or another one than Kusto's. */
export interface Figures {
  right: number;
  all: number;
  measuredRight: number;
  measured: number;
}

function compare(answer: Answer, test: Case): string | null {
  if (test.kind) return compareLoco(answer, test);
  if (test.header) return compareDocs(answer, test);
  return compareValues(answer, test);
}

async function runCase(engine: Engine, test: Case): Promise<string | null> {
  try {
    return compare(await engine.kql(test.query), test);
  } catch (error) {
    return String(error).split('\n')[0] ?? '';
  }
}

/** Run every case of a file. */
export async function runCases(path: string | URL): Promise<CaseResult[]> {
  const cases = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
  const engine = await openEngine();
  const results: CaseResult[] = [];
  for (const test of cases) {
    const wrong = await runCase(engine, test);
    const family = test.family ?? test.group ?? test.file ?? '';
    const known = differences.get(test.id) ?? null;
    results.push({ id: test.id, family, query: test.query, wrong, known });
  }
  engine.close();
  return results;
}

/** Count what is right, of all and of those whose answer is the measure. */
export function figures(results: readonly CaseResult[]): Figures {
  const right = (r: CaseResult): boolean => r.wrong === null;
  const measured = results.filter((r) => r.known === null || r.known.why === 'limit');
  return {
    right: results.filter(right).length,
    all: results.length,
    measuredRight: measured.filter(right).length,
    measured: measured.length,
  };
}
