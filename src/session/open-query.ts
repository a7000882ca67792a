import type { Engine } from '../engine/index.ts';
import { type CompileOptions, compile, type Plan } from '../kql/index.ts';
import {
  type HeldRows,
  type OpenTable,
  type ResultPlan,
  Table,
  type TableParts,
} from '../tables/index.ts';
import type { QueryScope } from './query-scope.ts';
import { checkStanding } from './standing-files.ts';

/** What a query needs of its hunt. */
export interface Asking {
  engine: Engine;
  compiling: Omit<CompileOptions, 'input' | 'arithmetic' | 'signal'>;
  /** What the query sees; asked anew for each plan, since an engine that was started anew has lost the results. */
  sees: () => Promise<QueryScope>;
  /** Where the result is nothing but a stored table: its relations. */
  stored: OpenTable['segments'] | null;
  /** What else a careful reader must know of it, one sentence each. */
  notes: readonly string[];
  /** The rows that a text beginning with `|` goes on with. */
  input?: HeldRows;
  signal?: AbortSignal;
}

/** Compile a query; it runs when its rows are asked for. */
export async function openQuery(text: string, asking: Asking): Promise<Table> {
  const { engine, input, signal } = asking;
  const make = async (arithmetic: 'fast' | 'wrapping'): Promise<Made> => {
    const scope = await asking.sees();
    const plan = await compile(text, scope.schema, {
      ...asking.compiling,
      arithmetic,
      ...(input ? { input: { name: 'input', ...input } } : {}),
      ...(signal ? { signal } : {}),
    });
    const basis = [input ?? [], ...plan.tables.map((name) => scope.basis.get(name) ?? [])].flat();
    const notes = [...new Set([...basis.flatMap((b) => b.notes), ...asking.notes, ...plan.notes])];
    const sources = [...new Set(basis.flatMap((b) => b.sources))];
    await checkStanding(sources);
    return { plan: { ...plan, notes }, sources };
  };
  const { plan, sources } = await make('fast');
  const common: Pick<TableParts, 'engine' | 'sources' | 'extend'> = {
    engine,
    sources,
    extend: (kql, rows, stop) =>
      openQuery(kql, { ...asking, stored: null, input: rows, ...(stop ? { signal: stop } : {}) }),
  };
  const replan = async (): Promise<Plan> => (await make('wrapping')).plan;
  const others = plan.others.map(({ name }, i) => {
    const again = async (): Promise<ResultPlan> => otherResult(await replan(), i);
    const parts = { ...common, plan: otherResult(plan, i), stored: null, replan: again };
    return { name, table: new Table(parts) };
  });
  return new Table({ ...common, plan, stored: asking.stored, others, replan });
}

/** A query as it will run, and the open tables that it reads. */
interface Made {
  plan: Plan;
  sources: readonly OpenTable[];
}

/** A further result of a query, as a result of its own. */
function otherResult(plan: Plan, index: number): ResultPlan {
  const other = plan.others[index];
  if (!other) throw new Error('a result went missing');
  const { name, ...result } = other;
  const notes = [...plan.notes, `This is the table ${name} of ${plan.others.length + 1}.`];
  return { ...result, ordered: false, render: null, notes, holds: plan.holds };
}
