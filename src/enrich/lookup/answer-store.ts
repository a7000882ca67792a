import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { HuntError } from '../../base/index.ts';
import { diskFault, isFileFault, replaceFileSync } from '../../files/index.ts';
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

/** The text of a file of answers. Errors: `enrich/answers-not-read`. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const tooLong = (cause as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG';
    if (!tooLong && !isFileFault(cause)) throw cause;
    const why = tooLong
      ? 'it is larger than 512 MiB'
      : String((cause as NodeJS.ErrnoException).code);
    throw new HuntError({
      code: 'enrich/answers-not-read',
      message: `The answers that were kept in ${file} cannot be read: ${why}.`,
      hint: 'Name another file, or move this one away: answers are then asked for anew.',
      cause,
    });
  }
}

/** The text of a cache; one that cannot be read is as if it were empty. */
function cacheText(file: string): string {
  try {
    return textOf(file);
  } catch (error) {
    if (error instanceof HuntError) return '';
    throw error;
  }
}

const keyOf = (tool: string, asked: string, settings: string): string =>
  [tool, settings, asked].join('\u0000');

/** Answers in a file of JSON lines, to which each new one is added: a cache, or the recording of a case. */
export class AnswerStore {
  readonly #file: string;
  readonly #isCache: boolean;
  readonly #known = new Map<string, Answer>();
  /** Whether the last line has no end: what killed its writer must not spoil the next one too. */
  #cut = false;

  /**
   * Where `maxAgeMs` is said, the file is only a cache: when long it loses answers that are older, and those that were
   * given anew; and where the disk refuses it, answers are known until the end. Errors: `enrich/answers-not-read`.
   */
  constructor(file: string, maxAgeMs: number = Number.POSITIVE_INFINITY) {
    this.#file = file;
    this.#isCache = Number.isFinite(maxAgeMs);
    if (!existsSync(file)) return;
    const kept = new Map<string, string>();
    const whole = this.#isCache ? cacheText(file) : textOf(file);
    this.#cut = whole !== '' && !whole.endsWith('\n');
    const oldest = Date.now() - maxAgeMs;
    for (const text of whole.split('\n')) {
      const line = text === '' ? null : lineOf(text);
      if (!line || Date.parse(line.answer.answeredAt) < oldest) continue;
      const key = keyOf(line.tool, line.asked, line.settings);
      this.#known.set(key, line.answer);
      kept.set(key, text);
    }
    if (this.#isCache && whole.length > longFile) this.#rewrite([...kept.values()]);
  }

  /** How many answers it holds. */
  get size(): number {
    return this.#known.size;
  }

  get(tool: string, asked: string, settings: string): Answer | undefined {
    return this.#known.get(keyOf(tool, asked, settings));
  }

  #rewrite(lines: readonly string[]): void {
    try {
      replaceFileSync(this.#file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    } catch (error) {
      if (!isFileFault(error)) throw error;
    }
  }

  add(tool: string, asked: string, settings: string, answer: Answer): void {
    this.#known.set(keyOf(tool, asked, settings), answer);
    const line: Line = { tool, asked, settings, answer };
    const text = `${this.#cut ? '\n' : ''}${JSON.stringify(line)}\n`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      appendFileSync(this.#file, text, { mode: 0o600 });
      this.#cut = false;
    } catch (error) {
      // What came of it now may be cut.
      this.#cut = true;
      if (this.#isCache && isFileFault(error)) return;
      const what = 'An answer that was got';
      throw diskFault(error, { path: this.#file, what, code: 'enrich/answer-not-kept' });
    }
  }
}
