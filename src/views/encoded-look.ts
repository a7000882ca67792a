/** Spellings that encoded and disguised texts have, and few others. */
const marks =
  /[A-Za-z0-9+/_-]{16}|%[0-9a-f]{2}|\\[xu][0-9a-f]{2}|[\^`]|\[char|-join\b|['"]\s{0,4}(?:\+|-f\b)\s{0,4}['"(]|&#\w|(?:[0-9a-f]{2}[ ,:-]){5}|\d{2,3}[,; ]\s{0,2}\d{2,3}[,; ]\s{0,2}\d{2,3}[,; ]/i;

const longest = 65_536;
const mostTexts = 40;
const mostLetters = 500_000;

/** What a value says that is encoded, and by which steps that was found. */
export interface DecodedValue {
  text: string;
  methods: readonly string[];
}

/** A question to the page around, `hunt-ask-decoder`: who can answer puts the answer in, null where nothing is hidden. */
export interface DecoderQuestion {
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
  answer: Promise<readonly (DecodedValue | null)[]> | null;
}

/** Ask the page around what texts say that are encoded; nothing where nobody answers. */
export async function askDecoder(
  from: EventTarget,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly (DecodedValue | null)[]> {
  const detail: DecoderQuestion = { texts, signal, answer: null };
  from.dispatchEvent(
    new CustomEvent('hunt-ask-decoder', { detail, bubbles: true, composed: true }),
  );
  return (await detail.answer) ?? [];
}

/** The values of a row, by their places, that a decoder is worth asking about: wrong only in naming too many. */
export function encodedLooking(row: readonly unknown[]): Map<number, string> {
  const found = new Map<number, string>();
  let letters = 0;
  for (const [i, value] of row.entries()) {
    if (typeof value !== 'string' || value.length > longest || !marks.test(value)) continue;
    letters += value.length;
    if (letters > mostLetters || found.size >= mostTexts) break;
    found.set(i, value);
  }
  return found;
}
