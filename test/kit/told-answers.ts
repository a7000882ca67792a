import { quoteText } from '../../src/base/index.ts';
import { type Asking, ask, LookupFault, Pace } from '../../src/enrich/index.ts';
import type { Lookups } from '../../src/kql/index.ts';
import { answerJson, askables, type LookupTool } from '../../src/toolbox/index.ts';

const asking: Asking = {
  allowed: { has: () => true } as unknown as ReadonlySet<string>,
  stores: [],
  pace: () => new Pace(1e6),
  timeoutMs: 1000,
  most: 1000,
  setting: () => undefined,
  ledger: () => {},
};

/** Lookups whose answers are told beforehand: nothing is asked of anybody. */
export function toldAnswers(
  tool: LookupTool,
  answers: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[] | string>>,
  rows: (sql: string) => Promise<unknown[][]>,
): Lookups {
  return {
    refusal: () => null,
    async rows({ parameters, values, keepsAll }) {
      const told = askables(tool, parameters, () => undefined).map((party) => ({
        ...party,
        missing: party.sends === null ? (party.missing ?? null) : null,
        lookup: (asked: string) => {
          const answer = Object.hasOwn(answers, asked) ? answers[asked] : undefined;
          if (typeof answer === 'string') return Promise.reject(new LookupFault(answer));
          return Promise.resolve(answer ?? []);
        },
      }));
      const texts = await rows(`SELECT DISTINCT v FROM (${values}) AS t(v) WHERE v <> ''`);
      const found = await ask(
        told,
        texts.map(([t]) => String(t)),
        asking,
      );
      const pairs = [...found].map(([text, answer]) => [text, answerJson(tool, answer)] as const);
      const all = [...pairs, ['', keepsAll ? '[[]]' : '[]'] as const];
      const spelled = all.map(([text, json]) => `(${quoteText(text)}, ${quoteText(json)}::JSON)`);
      return {
        name: tool.name,
        columns: [
          { name: 'value', physical: 'v', type: 'string' },
          { name: 'found', physical: 'f', type: 'dynamic' },
        ],
        relation: `(SELECT * FROM (VALUES ${spelled.join(', ')}) AS t(v, f))`,
      };
    },
  };
}
