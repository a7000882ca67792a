import type { Problem } from './index.ts';

/** A step that a reader may ask for by its name. */
export interface NamedTextStep {
  name: string;
  about: string;
  /** What stands behind its name, where something must: `xor 0x2a`. */
  argument: string | null;
}

/** One step on the way from a text to what it says. */
export interface TextStep {
  method: string;
  /** Asked for, not found. */
  forced: boolean;
  /** What was found first, and what that became; of something long the beginning. */
  found: string;
  decoded: string;
  /** The whole text after the step, of a long one the beginning. */
  text: string;
  letters: number;
  /** Why a step that was asked for could not be done. */
  problem: string | null;
}

/** A file or text that was encoded in a text as bytes. */
export interface TextPart {
  /** The name in its archive; null for what was in none. */
  name: string | null;
  /** `exe`, `zip` …; empty where none is known. */
  type: string;
  encoding: 'utf-8' | 'utf-16' | 'binary';
  sizeBytes: number;
  md5: string;
  sha1: string;
  sha256: string;
  /** Its first bytes, in pairs of hex digits with blanks between. */
  hex: string;
  /** Of text the beginning; null for what is none. */
  text: string | null;
  /** Why it is not all there; empty where it is. */
  problem: string;
}

/** An indicator in a text, or in what that says. */
export interface TextIndicator {
  type: string;
  /** As a machine reads it. */
  value: string;
  /** As nobody follows it by a click. */
  defanged: string;
  /** Whether it came to light only by decoding. */
  hidden: boolean;
}

/** What a page hears while a text is decoded. The last event is `done` or `failed`. */
export type DecodeEvent =
  | { kind: 'step'; step: TextStep }
  | { kind: 'doing'; what: 'steps' | 'parts' | 'indicators' }
  /** `more` says how many there are beside. */
  | { kind: 'parts'; parts: readonly TextPart[]; more: number }
  | { kind: 'indicators'; indicators: readonly TextIndicator[]; more: number }
  /** What the text says in the end; `letters` of it, of which the end may be cut. */
  | { kind: 'done'; text: string; letters: number; elapsedMs: number }
  | { kind: 'failed'; problem: Problem };

/** What one source would be sent. */
export interface WouldSend {
  to: string;
  sent: readonly string[];
  /** How many answers are kept already, and are not asked for again. */
  known: number;
  /** How many stay here: private, or nothing that is asked about. */
  kept: number;
}

/** The calls about texts. */
export interface DecodeCalls {
  namedSteps: { body: Record<string, never>; answer: { steps: readonly NamedTextStep[] } };
  /** What values say that are encoded, and by which steps; null for those that hide nothing. */
  decodeValues: {
    body: { texts: readonly string[] };
    answer: { decoded: readonly ({ text: string; methods: readonly string[] } | null)[] };
  };
  /** What a function that asks others would send about values, without sending it; none where nothing can be told. */
  wouldSend: {
    body: { tool: string; values: readonly string[] };
    answer: { parties: readonly WouldSend[] };
  };
}

/** The streams about texts. */
export interface DecodeStreams {
  /** Decode a text of at most 1,048,576 letters; `first` are steps to begin with, such as `xor 0x2a`. */
  decode: { body: { text: string; first: readonly string[] }; event: DecodeEvent };
}
