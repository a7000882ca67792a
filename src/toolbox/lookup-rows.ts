import type { Answer, Askable } from '../enrich/index.ts';
import type { LookupTool } from './define-tool.ts';
import { toJson } from './travel.ts';

/** The tool with its settings, as it is asked. */
export function askable(tool: LookupTool, settings: Readonly<Record<string, unknown>>): Askable {
  const { name, sends, perSecond } = tool;
  return {
    name,
    sends,
    perSecond,
    settings,
    asks: (value) => tool.asks(value, settings as never),
    lookup: (asked, context) => tool.lookup(asked, settings as never, context),
  };
}

/** The rows of an answer by the names of the output: one without values where there is nothing but the outcome. */
export function answerRows(tool: LookupTool, answer: Answer): Record<string, unknown>[] {
  const said = {
    outcome: answer.outcome,
    outcome_detail: answer.detail,
    answered_by: answer.answeredBy,
    answered_at: answer.answeredAt || null,
  };
  const rows = answer.rows.length === 0 ? [{}] : answer.rows;
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(tool.output).map(([name, { type }]) => {
        const found = Object.hasOwn(said, name)
          ? said[name as keyof typeof said]
          : (row as Readonly<Record<string, unknown>>)[name];
        return [name, found ?? (type === 'string' ? '' : null)];
      }),
    ),
  );
}

/** The same as SQL gets it: JSON, an array of rows that are arrays. */
export function answerJson(tool: LookupTool, answer: Answer): string {
  const outputs = Object.entries(tool.output);
  const rows = answerRows(tool, answer).map((row) =>
    outputs.map(([name, { type }]) => toJson(type, row[name])),
  );
  return JSON.stringify(rows);
}
