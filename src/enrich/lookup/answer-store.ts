import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Answer } from './lookup.ts';

/** An answer as a line of a file keeps it. */
interface Line {
  tool: string;
  asked: string;
  settings: string;
  answer: Answer;
}

/** From how many characters on a file is written anew without what is too old. */
const longFile = 32 * 2 ** 20;
const outcomes: readonly unknown[] = ['found', 'not found'];

/** A line that is as we write it; null for one that is not, such as a cut last one. */
function lineOf(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    const answer: Partial<Answer> | undefined = line?.answer;
    const whole =
      typeof line?.tool === 'string' &&
      typeof line.asked === 'string' &&
      typeof line.settings === 'string' &&
      outcomes.includes(answer?.outcome) &&
      Array.isArray(answer?.rows) &&
      answer.rows.every((row) => typeof row === 'object' && row !== null) &&
      !Number.isNaN(Date.parse(String(answer.answeredAt)));
    return whole ? (line as Line) : null;
  } catch {
    return null;
  }
}

const keyOf = (tool: string, asked: string, settings: string): string =>
  [tool, settings, asked].join('\u0000');

/** Answers in a file of JSON lines, to which each new one is added: a cache, or the recording of a case. */
export class AnswerStore {
  readonly #file: string;
  readonly #known = new Map<string, Answer>();

  /** Where `maxAgeMs` is said, a long file loses answers that are older, and those that were given anew. */
  constructor(file: string, maxAgeMs: number = Number.POSITIVE_INFINITY) {
    this.#file = file;
    if (!existsSync(file)) return;
    const kept = new Map<string, string>();
    const whole = readFileSync(file, 'utf8');
    const oldest = Date.now() - maxAgeMs;
    for (const text of whole.split('\n')) {
      const line = text === '' ? null : lineOf(text);
      if (!line || Date.parse(line.answer.answeredAt) < oldest) continue;
      const key = keyOf(line.tool, line.asked, line.settings);
      this.#known.set(key, line.answer);
      kept.set(key, text);
    }
    if (Number.isFinite(maxAgeMs) && whole.length > longFile) this.#rewrite([...kept.values()]);
  }

  /** How many answers it holds. */
  get size(): number {
    return this.#known.size;
  }

  get(tool: string, asked: string, settings: string): Answer | undefined {
    return this.#known.get(keyOf(tool, asked, settings));
  }

  #rewrite(lines: readonly string[]): void {
    const beside = `${this.#file}.${process.pid}`;
    writeFileSync(beside, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    renameSync(beside, this.#file);
  }

  add(tool: string, asked: string, settings: string, answer: Answer): void {
    this.#known.set(keyOf(tool, asked, settings), answer);
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    const line: Line = { tool, asked, settings, answer };
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
}
