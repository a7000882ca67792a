/** What leaves the machine in a lookup. */
export interface Sends {
  /** `the address`, `the name`. */
  what: string;
  /** Who gets it, in words: `the registry that is responsible for it, found by IANA's list`. */
  to: string;
}

/** Why a question was not answered. Its message is for the user and holds no secret. */
export class LookupFault extends Error {
  override readonly name = 'LookupFault';
  /** True where the one who was asked does not answer at all, so that asking on makes no sense. */
  readonly dead: boolean;

  constructor(message: string, options: { dead?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.dead = options.dead ?? false;
  }
}

/** What a lookup has at hand. */
export interface LookupContext {
  signal: AbortSignal;
  /** How long one answer may take. */
  timeoutMs: number;
  /** A setting by its name, such as a key or an address of a server; undefined where there is none. */
  setting(name: string): string | undefined;
  /** Tells who answers, for `answered_by`. */
  answeredBy(who: string): void;
  /** Tells the ledger that a question leaves the machine, before it does. */
  leaves(to: string, what: string): void;
}

/** What came of asking about one text. */
export interface Answer {
  outcome: 'found' | 'not found' | 'not sent' | 'failed';
  detail: string;
  rows: readonly Readonly<Record<string, unknown>>[];
  answeredBy: string;
  /** ISO 8601. */
  answeredAt: string;
}

/** Something that can be asked, as the runner sees it. */
export interface Askable {
  name: string;
  sends: Sends | null;
  perSecond: number;
  asks(value: string): string | null;
  lookup(
    asked: string,
    context: LookupContext,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The parameters, as a part of what an answer is kept under. */
  settings: Readonly<Record<string, unknown>>;
}

/** One line of what left the machine. */
export interface LedgerEntry {
  at: string;
  tool: string;
  to: string;
  what: string;
}
