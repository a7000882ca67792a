import type { Askable, ReadSetting, Told } from '../enrich/index.ts';
import type { LookupTool } from './define-tool.ts';
import { toJson } from './travel.ts';

/** Those whom the tool asks with these settings. */
export function askables(
  tool: LookupTool,
  settings: Readonly<Record<string, unknown>>,
  setting: ReadSetting,
): readonly Askable[] {
  return tool.parties(settings as never, setting);
}

/** How long ago an answer was given, as Kusto writes a span; null where there is none. */
function ageOf(answeredAt: string): string | null {
  const ms = Date.now() - Date.parse(answeredAt);
  if (Number.isNaN(ms)) return null;
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [days, rest] = [Math.floor(seconds / 86_400), seconds % 86_400];
  const time = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  const clock = time.map((part) => String(part).padStart(2, '0')).join(':');
  return days > 0 ? `${days}.${clock}` : clock;
}

function rowsOf(tool: LookupTool, { about, answer }: Told): Record<string, unknown>[] {
  const said = {
    outcome: answer.outcome,
    outcome_detail: answer.detail,
    answered_by: answer.answeredBy,
    answered_at: answer.answeredAt || null,
    age: ageOf(answer.answeredAt),
  };
  const rows = answer.rows.length === 0 ? [{}] : answer.rows;
  return rows.map((row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(tool.output).map(([name, { type }]) => {
        const found = Object.hasOwn(said, name)
          ? said[name as keyof typeof said]
          : (row[name] ?? about[name]);
        return [name, found ?? (type === 'string' ? '' : null)];
      }),
    ),
  );
}

/** The rows of answers by the names of the output: of each one without values where there is nothing but the outcome. */
export function answerRows(tool: LookupTool, told: readonly Told[]): Record<string, unknown>[] {
  return told.flatMap((each) => rowsOf(tool, each));
}

/** The same as SQL gets it: JSON, an array of rows that are arrays. */
export function answerJson(tool: LookupTool, told: readonly Told[]): string {
  const outputs = Object.entries(tool.output);
  const rows = answerRows(tool, told).map((row) =>
    outputs.map(([name, { type }]) => toJson(type, row[name])),
  );
  return JSON.stringify(rows);
}
