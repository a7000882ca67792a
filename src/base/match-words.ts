const longest = 300;

/** How words may be found. */
interface MatchOptions {
  /** Also by first letters of words (`lhp` finds `list_host_processes`), which suits names. */
  letters?: boolean;
}

/**
 * How well a text has all the words that were typed, so that lists can be searched as one types: higher is better,
 * null where one is not there. What begins a word counts more than what stands inside. Case does not matter; empty
 * input fits everything.
 */
export function matchWords(
  typed: string,
  text: string,
  { letters = false }: MatchOptions = {},
): number | null {
  const wanted = typed.slice(0, longest).toLowerCase().split(/\s+/).filter(Boolean);
  const own = text.slice(0, longest);
  const lower = own.toLowerCase();
  let total = 0;
  for (const word of wanted) {
    const score = scoreOf(word, lower, own) ?? (letters && hasLetters(word, own) ? 2 : null);
    if (score === null) return null;
    total += score;
  }
  return wanted.length === 0 ? 0 : total / wanted.length;
}

function scoreOf(word: string, lower: string, text: string): number | null {
  const at = lower.indexOf(word);
  if (at < 0) return null;
  if (at === 0) return lower.length === word.length ? 10 : 8;
  for (let next = at; next >= 0; next = lower.indexOf(word, next + 1))
    if (beginsWord(text, next)) return 6;
  return 4;
}

/** Whether the letters of a word are, in order, first letters of the text's words or follow one that was taken. */
function hasLetters(word: string, text: string): boolean {
  let found = 0;
  let follows = false;
  for (let at = 0; at < text.length && found < word.length; at++) {
    follows = text[at]?.toLowerCase() === word[found] && (follows || beginsWord(text, at));
    if (follows) found++;
  }
  return word.length > 1 && found === word.length;
}

function beginsWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  return /\p{Lu}/u.test(text[at] ?? ' ') && /[\p{Ll}\p{N}]/u.test(before);
}
