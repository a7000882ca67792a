import {
  type Column,
  type Computation,
  type ComputedValue,
  type KustoType,
  quoteText,
} from '../base/index.ts';
import type { InvokedFunction, InvokedWork } from '../kql/index.ts';
import type { AllTool, EachTool, OutputField, SqlTool, Tool } from './define-tool.ts';
import { answerOf } from './refused.ts';
import { settingsOf } from './settings.ts';
import { read, toJson, travelsAs, write } from './travel.ts';

/** Answers for values that come again and again are kept, up to this many for each tool and setting. */
const remembered = 10_000;
const longestRemembered = 4096;

function entries(fields: Readonly<Record<string, OutputField>>): [string, KustoType][] {
  return Object.entries(fields).map(([name, { type }]) => [name, type]);
}

/** The rows that a tool gives for one value, as JSON: an array of rows that are arrays. */
function answerer(tool: EachTool): (args: readonly ComputedValue[]) => string {
  const inputs = entries(tool.input);
  const outputs = entries(tool.output);
  const known = new Map<string, string>();
  let settings: Record<string, unknown> = {};
  let said = '';
  const compute = (args: readonly ComputedValue[]): string => {
    const row = Object.fromEntries(
      inputs.map(([name, type], i) => [name, read(type, args[i] ?? null)]),
    );
    const rows = tool.each(row as never, settings as never) as readonly Record<string, unknown>[];
    const spelled = rows.map((r) => outputs.map(([name, type]) => toJson(type, r[name])));
    return JSON.stringify(spelled.length === 0 && settings['join'] === 'left' ? [[]] : spelled);
  };
  return (args) => {
    const options = String(args.at(-1));
    if (options !== said) {
      settings = JSON.parse(options) as Record<string, unknown>;
      said = options;
      known.clear();
    }
    const values = args.slice(0, -1);
    const key = values.map(String).join('\u0000');
    if (key.length > longestRemembered) return compute(values);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute(values);
    if (known.size >= remembered) known.clear();
    if (made.length <= longestRemembered) known.set(key, made);
    return made;
  };
}

/** So many different texts are worked on at a time: some megabytes. */
const together = 2 ** 20;

/** The tool over the different texts of a column: one call for many of them, with rows that several share made once. */
function manyWork(tool: EachTool): Extract<InvokedWork, { kind: 'each' }>['many'] {
  const { many } = tool;
  if (!many) return undefined;
  const name = `kt_${tool.name}_many`;
  const outputs = entries(tool.output);
  return {
    computation: {
      kind: 'table',
      name,
      gives: ['DOUBLE', ...outputs.map(([, type]) => travelsAs(type))],
      compute([lines], options) {
        const { of, rows } = many.call(tool, String(lines?.[0] ?? ''), options as never);
        const found = rows as Readonly<Record<string, readonly unknown[]>>;
        const written = outputs.map(([field, type]) =>
          (found[field] ?? []).map((value) => write(type, value)),
        );
        return { columns: [of, ...written] };
      },
    },
    spell(from, settings) {
      const worth = tool.worth?.(['i0'], settings as never) ?? 'true';
      const cells = outputs.map((_, i) => `unnest(t.c${i + 1}) AS o${i}`);
      return `WITH texts AS (
          SELECT v, (row_number() OVER () - 1) // ${together} AS part
          FROM (SELECT DISTINCT i0 AS v FROM ${from} WHERE ${worth} AND NOT contains(i0, chr(10)))),
        lists AS (SELECT part, list(v) AS l FROM texts GROUP BY part),
        found AS MATERIALIZED (
          SELECT part, l, ${name}(${quoteText(JSON.stringify(settings))}, [array_to_string(l, chr(10))]) AS t FROM lists),
        ways AS (SELECT part, unnest(l) AS i0, unnest(t.c0)::INTEGER AS place FROM found),
        rows AS (SELECT part, ${cells.join(', ')}, generate_subscripts(t.c1, 1) - 1 AS place FROM found)
        SELECT i0, ${outputs.map((_, i) => `o${i}`).join(', ')} FROM ways JOIN rows USING (part, place)`;
    },
  };
}

function eachWork(tool: EachTool): InvokedWork {
  const many = manyWork(tool);
  return {
    kind: 'each',
    computation: {
      kind: 'value',
      name: `kt_${tool.name}`,
      parameters: [...entries(tool.input).map(([, type]) => travelsAs(type)), 'VARCHAR'],
      rest: null,
      result: 'VARCHAR',
      compute: answerer(tool),
    },
    ...(tool.worth
      ? { worth: (inputs, settings) => tool.worth?.(inputs, settings as never) ?? null }
      : {}),
    ...(many ? { many } : {}),
  };
}

/** Input rows that nothing goes with, put behind the rest with empty columns. */
function withLeftOver(
  columns: readonly (readonly ComputedValue[])[],
  rows: readonly number[],
  count: number,
): { columns: readonly (readonly ComputedValue[])[]; rows: readonly number[] } {
  const seen = new Set(rows);
  const left = Array.from({ length: count }, (_, i) => i).filter((i) => !seen.has(i));
  const nothing = left.map(() => null);
  return { rows: [...rows, ...left], columns: columns.map((c) => [...c, ...nothing]) };
}

function allWork(tool: AllTool): InvokedWork {
  const inputs = entries(tool.input);
  const outputs = entries(tool.output);
  return {
    kind: 'all',
    computation: {
      kind: 'table',
      name: `kt_${tool.name}`,
      gives: outputs.map(([, type]) => travelsAs(type)),
      compute(given, options) {
        const { join, ...settings } = options as Record<string, unknown>;
        const columns = Object.fromEntries(
          inputs.map(([name, type], i) => [name, (given[i] ?? []).map((v) => read(type, v))]),
        );
        const answer = answerOf(tool, columns as never, settings as never);
        const found = answer.columns as Readonly<Record<string, readonly unknown[]>>;
        const written = outputs.map(([name, type]) =>
          (found[name] ?? []).map((v) => write(type, v)),
        );
        const { rows } = answer;
        if (join !== 'left' || !rows) return { columns: written, ...(rows ? { rows } : {}) };
        return withLeftOver(written, rows, given[0]?.length ?? 0);
      },
    },
  };
}

function sqlWork(tool: SqlTool): InvokedWork {
  return {
    kind: 'sql',
    computations: tool.steps.map((step) => ('kind' in step ? step : { kind: 'table', ...step })),
    spell: (from, settings, rows) => tool.sql(from, Object.fromEntries(settings) as never, rows),
  };
}

function workOf(tool: Tool): InvokedWork {
  if (tool.kind === 'each') return eachWork(tool);
  if (tool.kind === 'lookup') return { kind: 'lookup' };
  return tool.kind === 'all' ? allWork(tool) : sqlWork(tool);
}

/** The settings, where the tool can do what they ask. Throws as settingsOf does. */
function usable<S extends Record<string, unknown>>(tool: Tool, settings: S): S {
  const refusal = tool.refusal?.(settings as never) ?? null;
  if (refusal !== null) throw new Error(refusal);
  return settings;
}

/** The tool as the KQL compiler knows it. */
export function invoked(tool: Tool): InvokedFunction {
  const choose = 'choose' in tool ? tool.choose : undefined;
  return {
    name: tool.name,
    about: tool.about,
    source: tool.source,
    inputs: Object.entries(tool.input).map(
      ([name, { about, type, usual = [], optional = false }]) => {
        return { name, type, about, usual, optional };
      },
    ),
    parameters: Object.entries(tool.parameters).map(([name, { type }]) => ({ name, type })),
    output: entries(tool.output).map(([name, type]): Column => ({ name, type })),
    work: workOf(tool),
    check: (given) => usable(tool, settingsOf(tool.parameters, given)),
    ...(tool.passesOver ? { passesOver: tool.passesOver } : {}),
    ...(tool.attribution ? { note: tool.attribution } : {}),
    ...('joins' in tool && tool.joins === false ? { joins: false } : {}),
    ...(choose ? { choose: (columns) => choose.call(tool, columns) } : {}),
  };
}

/** What the SQL of these functions calls. */
export function computationsOf(functions: Iterable<InvokedFunction>): Computation[] {
  return [...functions].flatMap(({ work }): readonly Computation[] => {
    if (work.kind === 'lookup') return [];
    if (work.kind === 'sql') return work.computations;
    const { many } = work.kind === 'each' ? work : {};
    return [work.computation, ...(many ? [many.computation] : [])];
  });
}
