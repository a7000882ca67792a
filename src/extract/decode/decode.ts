import { byteEncodings, encodings } from './encodings.ts';
import type { Method } from './methods.ts';
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

/**
 * The steps that undo how a text is encoded and disguised, the last one's text being what it says; none where nothing
 * is found. After each step the search starts anew, so that whatever one uncovers is found by the next.
 *
 * edges: of a text the first 262,144 letters; 40 steps; what unpacks to more than 1 MiB stays as it is.
 */
export function decodeText(text: string): DecodeStep[] {
  const steps: DecodeStep[] = [];
  const seen = new Set<string>();
  let now = text.length > longestText ? text.slice(0, longestText) : text;
  while (steps.length < mostSteps && !seen.has(now)) {
    seen.add(now);
    const before = now;
    for (const { name, undo } of methods) {
      const made = undo(now);
      if (made === null || seen.has(made.text)) continue;
      now = made.text.length > longestText ? made.text.slice(0, longestText) : made.text;
      steps.push({
        method: name,
        found: short(made.found),
        decoded: short(made.decoded),
        text: now,
      });
      break;
    }
    if (now === before) break;
  }
  return steps;
}
