import { byteEncodings, encodings } from './encodings.ts';
import type { Method } from './methods.ts';
import { namedStep } from './named-steps.ts';
import { shells, whole } from './shells.ts';

/** One step on the way from a text to what it says. */
export interface DecodeStep {
  /** How: `base64`, `concatenation`, `format operator`, `cmd carets` … */
  readonly method: string;
  /** What was found first, of something long its beginning. */
  readonly found: string;
  /** What that became. */
  readonly decoded: string;
  /** The whole text after this step. */
  readonly text: string;
}

const longestText = 262_144;
const longestShown = 400;
const mostSteps = 40;
const methods: readonly Method[] = [...shells, ...encodings, ...whole, ...byteEncodings];

function short(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** How a text is decoded. */
export interface DecodeOptions {
  /** Steps to be done before the search, whether or not they seem to fit: `base64`, `xor 0x2a`. */
  readonly first?: readonly string[];
  /** How many letters of the text, and of what it becomes, are looked at; 262,144 unless said. */
  readonly longest?: number;
}

/** A step as it is done: those asked for have what they gave as bytes, or why they could not be done. */
export interface DoneStep extends DecodeStep {
  readonly forced: boolean;
  /** Null where the step gave a text, and for steps that were found. */
  readonly bytes: Uint8Array | null;
  /** Why the step could not be done; then it is the last, and its text is that before it. */
  readonly problem: string | null;
}

/** The steps of `decodeText` as they are found. */
export function* decodeSteps(text: string, options: DecodeOptions = {}): Generator<DoneStep> {
  const { first = [], longest = longestText } = options;
  const cut = (long: string): string => (long.length > longest ? long.slice(0, longest) : long);
  let now = cut(text);
  let steps = 0;
  let bytes: Uint8Array | null = null;
  for (const method of first.slice(0, mostSteps)) {
    const made = namedStep({ text: now, bytes }, method);
    const asked = { method, forced: true, found: short(now) };
    if (typeof made === 'string') {
      yield { ...asked, decoded: '', text: now, bytes: null, problem: made };
      return;
    }
    bytes = made.bytes;
    now = cut(made.text);
    steps++;
    yield { ...asked, decoded: short(now), text: now, bytes, problem: null };
  }
  const seen = new Set<string>();
  while (steps < mostSteps && !seen.has(now)) {
    seen.add(now);
    const before = now;
    for (const { name, undo } of methods) {
      const made = undo(now);
      if (made === null || seen.has(made.text)) continue;
      now = cut(made.text);
      steps++;
      const decoded = short(made.decoded);
      const found = { method: name, found: short(made.found), decoded, text: now };
      yield { ...found, forced: false, bytes: null, problem: null };
      break;
    }
    if (now === before) break;
  }
}

/**
 * The steps that undo how a text is encoded and disguised, the last one's text being what it says; none where nothing
 * is found. After each step the search starts anew, so that whatever one uncovers is found by the next.
 *
 * edges: of a text the first 262,144 letters; 40 steps; what unpacks to more than 1 MiB stays as it is. Where a step
 *   that was asked for cannot be done, those before it are all.
 */
export function decodeText(text: string, options: DecodeOptions = {}): DecodeStep[] {
  return [...decodeSteps(text, options)]
    .filter(({ problem }) => problem === null)
    .map(({ method, found, decoded, text: after }) => ({ method, found, decoded, text: after }));
}
