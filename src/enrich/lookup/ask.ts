import { HuntError } from '../../base/index.ts';
import type { AnswerStore } from './answer-store.ts';
import {
  type Answer,
  type Askable,
  type LedgerEntry,
  type LocalTables,
  LookupFault,
  type ReadSetting,
} from './lookup.ts';
import type { Turns } from './pace.ts';
import { privacyOf } from './private.ts';

/** What a session allows and keeps. */
export interface Asking {
  /** The functions that may ask others, or sources of them: `ti_lookup`, `ti_lookup:VirusTotal`. */
  allowed: ReadonlySet<string>;
  /** Answers that were given before, the first that knows one wins; with the age from which it is asked anew. */
  stores: readonly { store: AnswerStore; maxAgeMs: number; writes: boolean }[];
  pace(tool: Askable): Turns;
  timeoutMs: number;
  /** How many questions one call may send to one who is asked. */
  most: number;
  setting: ReadSetting;
  local?: LocalTables | undefined;
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
  /** How many questions its budget still allows; null where that is not counted. */
  left: number | null;
}

/** An answer, and what is known of its rows without asking. */
export interface Told {
  about: Readonly<Record<string, unknown>>;
  answer: Answer;
}

interface Sorted {
  tool: Askable;
  answers: Map<string, Answer>;
  /** What is to be asked, and the texts that it answers. */
  open: Map<string, string[]>;
  /** Texts that are not asked about at all, and whether that is because they are private. */
  kept: Map<string, { isPrivate: boolean; why: string }>;
  known: number;
}

function unsent(detail: string): Answer {
  return { outcome: 'not sent', detail, rows: [], answeredBy: '', answeredAt: '' };
}

function knownAnswer(tool: Askable, asked: string, { stores }: Asking): Answer | null {
  if (tool.sends === null) return null;
  const settings = JSON.stringify(tool.settings);
  for (const { store, maxAgeMs } of stores) {
    const found = store.get(tool.name, asked, settings);
    const own = maxAgeMs === Number.POSITIVE_INFINITY ? maxAgeMs : (tool.maxAgeMs ?? maxAgeMs);
    const age = found ? Date.now() - Date.parse(found.answeredAt) : Number.POSITIVE_INFINITY;
    if (found && age <= Math.min(own, maxAgeMs)) return found;
  }
  return null;
}

function privacy(tool: Askable, asked: string, asking: Asking): string | null {
  if (tool.sends === null) return null;
  return tool.keeps ? tool.keeps(asked) : privacyOf(asked, asking.setting('private_names'));
}

function sort(tool: Askable, values: Iterable<string>, asking: Asking): Sorted {
  const sorted: Sorted = {
    tool,
    answers: new Map(),
    open: new Map(),
    kept: new Map(),
    known: 0,
  };
  for (const value of new Set(values)) {
    const asked = tool.asks(value);
    const why = asked === null ? 'There is nothing that' : privacy(tool, asked, asking);
    if (asked === null || why !== null) {
      const isPrivate = asked !== null;
      const said = isPrivate ? String(why) : `${why} ${tool.name.split(':')[0]} could ask.`;
      sorted.kept.set(value, { isPrivate, why: said });
      continue;
    }
    const found = knownAnswer(tool, asked, asking);
    if (found) {
      sorted.known++;
      sorted.answers.set(value, found);
    } else if (tool.missing) {
      if (!tool.optional) sorted.answers.set(value, unsent(tool.missing));
    } else sorted.open.set(asked, [...(sorted.open.get(asked) ?? []), value]);
  }
  return sorted;
}

const mayAsk = ({ name, sends }: Askable, { allowed }: Asking): boolean =>
  sends === null || allowed.has(name) || allowed.has(name.split(':')[0] ?? '');

/**
 * What each is to be asked. Whom nobody named and who may not be asked is passed over where others may, and is not sent
 * what others answer.
 */
function sortAll(
  tools: readonly Askable[],
  values: readonly string[],
  asking: Asking,
): readonly Sorted[] {
  const all = tools.map((tool) => sort(tool, values, asking));
  const someMay = tools.some((tool) => tool.sends !== null && mayAsk(tool, asking));
  const answered = new Set(
    all.flatMap(({ tool, answers, open }) => [
      ...answers.keys(),
      ...(tool.sends === null ? [...open.values()].flat() : []),
    ]),
  );
  for (const { tool, open, answers } of all) {
    if (!tool.optional || mayAsk(tool, asking)) continue;
    if (someMay) open.clear();
    for (const [asked, texts] of open)
      if (texts.every((text) => answered.has(text))) {
        open.delete(asked);
        for (const text of texts) answers.set(text, unsent('The network is off.'));
      }
  }
  return all;
}

function wouldLeave({ sends }: Askable, open: Sorted['open']): readonly string[] {
  if (sends === null || open.size === 0) return [];
  return sends.instead === undefined ? [...open.keys()] : [sends.instead];
}

/** What asking about these texts would send, without sending it: an entry for each who is asked. */
export function whatWouldBeSent(
  tools: readonly Askable[],
  values: Iterable<string>,
  asking: Asking,
): readonly WouldBeSent[] {
  return sortAll(tools, [...values], asking)
    .filter(({ tool, open, known }) => !tool.optional || !tool.missing || open.size + known > 0)
    .map(({ tool, open, known, kept }) => ({
      tool: tool.name,
      to: tool.sends?.to ?? '',
      sent: wouldLeave(tool, open),
      known,
      kept: kept.size,
      left: asking.pace(tool).left?.() ?? null,
    }));
}

function admit(sorted: readonly Sorted[], asking: Asking): void {
  const what = ({ tool: { sends }, open: { size } }: Sorted): string =>
    `${size} ${size === 1 ? 'question' : 'questions'}, each with ${sends?.what}, to ${sends?.to}`;
  const sending = sorted.filter(({ tool, open }) => tool.sends !== null && open.size > 0);
  const off = sending.filter(({ tool }) => !mayAsk(tool, asking));
  const name = off[0]?.tool.name.split(':')[0];
  if (name !== undefined) {
    const one = off[0]?.tool.name === name ? '' : `, or one source by ${off[0]?.tool.name}`;
    throw new HuntError({
      code: 'enrich/network-off',
      message: `${name} would send ${off.map(what).join('; ')}. The network is off.`,
      hint: `Allow it by --allow-network ${name} (network: ['${name}'] of open)${one}.`,
    });
  }
  const many = sending.find(({ open }) => open.size > asking.most);
  if (many)
    throw new HuntError({
      code: 'enrich/too-many',
      message: `${many.tool.name} would send ${what(many)}; ${asking.most} are the most for one call.`,
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
  let sent = 0;
  const answeredAt = new Date().toISOString();
  try {
    const turns = tool.sends ? asking.pace(tool) : null;
    await turns?.turn(signal);
    const rows = await tool.lookup(asked, {
      signal,
      timeoutMs: asking.timeoutMs,
      setting: asking.setting,
      local: asking.local,
      answeredBy: (who) => {
        answeredBy = who;
      },
      leaves: (to, what) => {
        if (sent++ > 0) turns?.spend?.();
        asking.ledger({ at: new Date().toISOString(), tool: tool.name, to, what });
      },
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
  if (tool.sends === null) return;
  const settings = JSON.stringify(tool.settings);
  for (const { store, writes } of stores) if (writes) store.add(tool.name, asked, settings, answer);
}

async function askSorted(
  { tool, answers, open }: Sorted,
  asking: Asking,
  signal: AbortSignal,
): Promise<void> {
  const left = [...open];
  let dead = 0;
  let last = '';
  const one = async (asked: string): Promise<Answer> => {
    if (dead >= deadEnough) return unsent(`Not asked after this: ${last}`);
    const { answer, dead: isDead } = await askOne(tool, asked, asking, signal);
    dead = isDead ? dead + 1 : 0;
    last = answer.detail;
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
}

/** What each said of a text; where it was kept from all of them, why, once. */
function toldOf(value: string, sorted: readonly Sorted[]): Told[] {
  const told = sorted.flatMap(({ tool, answers }): Told[] => {
    const answer = answers.get(value);
    const asked = answer ? tool.asks(value) : null;
    if (!answer || asked === null) return [];
    return [{ about: tool.about?.(asked, answer.outcome) ?? {}, answer }];
  });
  if (told.length > 0) return told;
  const kept = sorted.flatMap((s) => s.kept.get(value) ?? []);
  const why = kept.find(({ isPrivate }) => isPrivate) ?? kept[sorted.length - 1];
  return [{ about: {}, answer: unsent(why?.why ?? 'Nobody who takes it is set up.') }];
}

/**
 * Ask about texts: what is private stays, what was answered before is not asked again, each question goes once to each
 * who is asked. One who does not answer does not stop the others.
 *
 * shape: for every text the answers, in the order of those who were asked.
 * errors: `enrich/network-off` before anything is sent, where it is not allowed; `enrich/too-many`.
 * cost: the network; some questions at a time, at the pace of each who is asked.
 */
export async function ask(
  tools: readonly Askable[],
  values: Iterable<string>,
  asking: Asking,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlyMap<string, readonly Told[]>> {
  const texts = [...new Set(values)];
  const sorted = sortAll(tools, texts, asking);
  admit(sorted, asking);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const runs = sorted.map(async (each) => {
    try {
      await askSorted(each, asking, either);
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  });
  const failed = (await Promise.allSettled(runs)).find((run) => run.status === 'rejected');
  if (failed) throw stop.signal.reason;
  return new Map(texts.map((text) => [text, toldOf(text, sorted)]));
}
