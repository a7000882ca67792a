import { type Column, HuntError } from '../base/index.ts';
import type { Table } from '../tables/index.ts';
import { Call, type Spelling } from './msticpy/call.ts';
import { translate } from './msticpy/translate.ts';
import type { Pipeline } from './pipeline.ts';

/** What a pipeline is in KQL. */
export interface PipelineKql {
  /** All steps, to go behind a table; empty where rows go through as they are. */
  readonly kql: string;
  /** What it shows or keeps on the way, by name: the KQL up to there. */
  readonly shown: readonly {
    readonly name: string;
    readonly title: string;
    readonly kql: string;
  }[];
  /** What was left out. */
  readonly notes: readonly string[];
}

/** What came of a pipeline: the rows at its end, and those that it shows or keeps on the way. */
export interface PipelineRun extends Omit<PipelineKql, 'shown'> {
  readonly table: Table;
  readonly shown: readonly {
    readonly name: string;
    readonly title: string;
    readonly table: Table;
  }[];
}

/** A step and where its KQL ends. */
interface Segment {
  step: string;
  end: number;
}

type ColumnsOf = (kql: string) => Promise<readonly Column[] | null>;

/** A fault in the KQL of a step, told by the step. */
function inStep(error: unknown, pipeline: Pipeline, segments: readonly Segment[]): unknown {
  if (!(error instanceof HuntError) || !error.span) return error;
  const { start } = error.span;
  const { step } = segments.find(({ end }) => start < end) ?? segments.at(-1) ?? { step: '' };
  return new HuntError({
    code: error.code,
    message: `${pipeline.file}: step '${step}' of '${pipeline.name}': ${error.message}`,
    ...(error.hint ? { hint: error.hint } : {}),
    cause: error,
  });
}

/** As `pipelineKql`; the steps that are done are put into `segments`, and what is shown says how many those are. */
async function spelled(
  pipeline: Pipeline,
  columnsOf: ColumnsOf,
  segments: Segment[],
): Promise<
  PipelineKql & { shown: readonly { steps: number; name: string; title: string; kql: string }[] }
> {
  let kql = '';
  const shown: { name: string; title: string; kql: string; steps: number }[] = [];
  const notes: string[] = [];
  const behind = (more: string): string => [kql, more].filter((part) => part !== '').join('\n');
  for (const step of pipeline.steps) {
    const spelling: Spelling =
      step.kind === 'kql'
        ? { kql: step.kql.trim() }
        : await translate(new Call(step, pipeline, () => columnsOf(kql)));
    kql = behind(spelling.kql);
    segments.push({ step: step.name, end: kql.length + 1 });
    if (spelling.note) notes.push(spelling.note);
    if (!spelling.shown) continue;
    const upTo = behind(spelling.shown.kql);
    shown.push({ ...spelling.shown, kql: upTo, steps: segments.length });
  }
  return { kql, shown, notes };
}

/**
 * The KQL of a pipeline where there is no table yet. A step of MSTICPy that depends on the columns is refused, and
 * names are as they are where no column of the table has the same.
 *
 * errors: `pipelines/cannot-translate`, with the file and the step.
 */
export function pipelineKql(pipeline: Pipeline): Promise<PipelineKql> {
  return spelled(pipeline, () => Promise.resolve(null), []);
}

/**
 * Run a pipeline on the rows of a table, which stay in the engine: it is one query, compiled at once and run when its
 * rows are asked for; what it shows on the way is a query each.
 *
 * errors: `pipelines/cannot-translate` for a step that KQL cannot say; those of KQL, with the step.
 */
export async function runPipeline(
  pipeline: Pipeline,
  table: Table,
  options: { signal?: AbortSignal } = {},
): Promise<PipelineRun> {
  const segments: Segment[] = [];
  const on = async (kql: string, steps = segments.length): Promise<Table> => {
    if (kql === '') return table;
    try {
      return await table.kql(kql, options);
    } catch (error) {
      throw inStep(error, pipeline, segments.slice(0, steps));
    }
  };
  const found = await spelled(pipeline, async (kql) => (await on(kql)).columns, segments);
  const shown = [];
  for (const { name, title, kql, steps } of found.shown)
    shown.push({ name, title, table: await on(kql, steps) });
  return { table: await on(found.kql), shown, kql: found.kql, notes: found.notes };
}
