import { HuntError } from '../../base/index.ts';
import type { AnswerStore } from './answer-store.ts';
import { type Answer, type Askable, type LedgerEntry, LookupFault } from './lookup.ts';
import type { Pace } from './pace.ts';
import { privacyOf } from './private.ts';

/** What a session allows and keeps. */
export interface Asking {
  /** The functions that may ask others. */
  allowed: ReadonlySet<string>;
  /** Answers that were given before, the first that knows one wins; with the age from which it is asked anew. */
  stores: readonly { store: AnswerStore; maxAgeMs: number; writes: boolean }[];
  pace(tool: Askable): Pace;
  timeoutMs: number;
  /** How many questions one call may send. */
  most: number;
  setting(name: string): string | undefined;
  ledger(entry: LedgerEntry): void;
}

const together = 4;
const deadEnough = 3;

/** What would leave the machine, and what is known or stays. */
export interface WouldBeSent {
  tool: string;
  /** Who would get it; empty where nothing leaves. */
  to: string;
  /** What would be sent, each once. */
  sent: readonly string[];
  /** How many answers are at hand. */
  known: number;
  /** How many texts stay because they are private, or nothing that can be asked. */
  kept: number;
}

interface Sorted {
  answers: Map<string, Answer>;
  /** What is to be asked, and the texts that it answers. */
  open: Map<string, string[]>;
  known: number;
}

function unsent(detail: string): Answer {
  return { outcome: 'not sent', detail, rows: [], answeredBy: '', answeredAt: '' };
}

function knownAnswer(tool: Askable, asked: string, { stores }: Asking): Answer | null {
  const settings = JSON.stringify(tool.settings);
  for (const { store, maxAgeMs } of stores) {
    const found = store.get(tool.name, asked, settings);
    if (found && Date.now() - Date.parse(found.answeredAt) <= maxAgeMs) return found;
  }
  return null;
}

function sort(tool: Askable, values: Iterable<string>, asking: Asking): Sorted {
  const sorted: Sorted = { answers: new Map(), open: new Map(), known: 0 };
  for (const value of new Set(values)) {
    const asked = tool.asks(value);
    const why =
      asked === null
        ? `There is nothing that ${tool.name} could ask.`
        : tool.sends && privacyOf(asked);
    if (asked === null || why) {
      sorted.answers.set(value, unsent(why ?? ''));
      continue;
    }
    const found = knownAnswer(tool, asked, asking);
    if (found) {
      sorted.known++;
      sorted.answers.set(value, found);
    } else sorted.open.set(asked, [...(sorted.open.get(asked) ?? []), value]);
  }
  return sorted;
}

/** What asking about these texts would send, without sending it. */
export function whatWouldBeSent(
  tool: Askable,
  values: Iterable<string>,
  asking: Asking,
): WouldBeSent {
  const { open, known, answers } = sort(tool, values, asking);
  return {
    tool: tool.name,
    to: tool.sends?.to ?? '',
    sent: tool.sends ? [...open.keys()] : [],
    known,
    kept: answers.size - known,
  };
}

function admit(tool: Askable, count: number, asking: Asking): void {
  const { sends, name } = tool;
  if (count === 0 || sends === null) return;
  const what = `${count} ${count === 1 ? 'question' : 'questions'}, each with ${sends.what}, to ${sends.to}`;
  if (!asking.allowed.has(name))
    throw new HuntError({
      code: 'enrich/network-off',
      message: `${name} would send ${what}. The network is off.`,
      hint: `Allow it by --allow-network ${name} (network: ['${name}'] of open).`,
    });
  if (count > asking.most)
    throw new HuntError({
      code: 'enrich/too-many',
      message: `${name} would send ${what}; ${asking.most} are the most for one call.`,
      hint: 'Look at fewer values first, by distinct, where or top.',
    });
}

/** One question, and what came of it. Only an abort passes as an error. */
async function askOne(
  tool: Askable,
  asked: string,
  asking: Asking,
  signal: AbortSignal,
): Promise<{ answer: Answer; dead: boolean }> {
  let answeredBy = '';
  const answeredAt = new Date().toISOString();
  try {
    if (tool.sends) await asking.pace(tool).turn(signal);
    const rows = await tool.lookup(asked, {
      signal,
      timeoutMs: asking.timeoutMs,
      setting: asking.setting,
      answeredBy: (who) => {
        answeredBy = who;
      },
      leaves: (to, what) =>
        asking.ledger({ at: new Date().toISOString(), tool: tool.name, to, what }),
    });
    const outcome = rows.length === 0 ? 'not found' : 'found';
    return { answer: { outcome, detail: '', rows, answeredBy, answeredAt }, dead: false };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LookupFault)) throw error;
    const { message: detail, dead } = error;
    return { answer: { outcome: 'failed', detail, rows: [], answeredBy, answeredAt }, dead };
  }
}

function keep(tool: Askable, asked: string, answer: Answer, { stores }: Asking): void {
  const settings = JSON.stringify(tool.settings);
  for (const { store, writes } of stores) if (writes) store.add(tool.name, asked, settings, answer);
}

/**
 * Ask about texts: what is private stays, what was answered before is not asked again, each question goes once.
 *
 * shape: an answer for every text, by the text.
 * errors: `enrich/network-off` before anything is sent, where it is not allowed; `enrich/too-many`.
 * cost: the network; some questions at a time, at the pace of the function.
 */
export async function ask(
  tool: Askable,
  values: Iterable<string>,
  asking: Asking,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlyMap<string, Answer>> {
  const { answers, open } = sort(tool, values, asking);
  admit(tool, open.size, asking);
  const left = [...open];
  let dead = 0;
  const one = async (asked: string): Promise<Answer> => {
    if (dead >= deadEnough) return unsent('Nobody answered the questions before this one.');
    const { answer, dead: isDead } = await askOne(tool, asked, asking, signal);
    dead = isDead ? dead + 1 : 0;
    if (answer.outcome !== 'failed') keep(tool, asked, answer, asking);
    return answer;
  };
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const answer = await one(next[0]);
      for (const text of next[1]) answers.set(text, answer);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return answers;
}
