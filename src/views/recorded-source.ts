import { HuntError } from '../base/index.ts';
import type { ViewAnswer, ViewQuestion, ViewSource } from './view-source.ts';

/** What a source was asked, and what it said: enough to show a view again without it. Plain JSON. */
export interface Recording {
  columns: ViewSource['columns'];
  rows: number;
  answers: readonly { kql: string; limit: number; answer: ViewAnswer }[];
}

/** The limit of a question that states none. */
const usualLimit = 1000;

const key = (kql: string, limit: number): string => `${limit} ${kql}`;

/** A source that answers from a recording alone. Other questions fail with `views/not-recorded`. */
export function recordedSource({ columns, rows, answers }: Recording): ViewSource {
  const known = new Map(answers.map(({ kql, limit, answer }) => [key(kql, limit), answer]));
  const ask = async (kql: string, question: ViewQuestion = {}): Promise<ViewAnswer> => {
    question.signal?.throwIfAborted();
    const answer = known.get(key(kql, question.limit ?? usualLimit));
    if (answer) return answer;
    throw new HuntError({
      code: 'views/not-recorded',
      message: 'This page holds only what was shown when it was made.',
      hint: 'Open the hunt in the workbench to look closer.',
    });
  };
  return { columns, rows, ask };
}

/** A source that hands every question on and keeps what was said; `recording()` is what it has heard so far. */
export function recordingSource(source: ViewSource): {
  source: ViewSource;
  recording(): Recording;
  /** Keep an answer that was not asked for, but is known. */
  remember(kql: string, limit: number, answer: ViewAnswer): void;
} {
  const { columns, rows } = source;
  const heard = new Map<string, Recording['answers'][number]>();
  const ask = async (kql: string, question: ViewQuestion = {}): Promise<ViewAnswer> => {
    const limit = question.limit ?? usualLimit;
    const answer = await source.ask(kql, { ...question, limit });
    heard.set(key(kql, limit), { kql, limit, answer });
    return answer;
  };
  return {
    source: { columns, rows, ask },
    recording: () => ({ columns, rows, answers: [...heard.values()] }),
    remember: (kql, limit, answer) => {
      if (!heard.has(key(kql, limit))) heard.set(key(kql, limit), { kql, limit, answer });
    },
  };
}
