type Row = Readonly<Record<string, unknown>>;

/** What leaves the machine in a lookup. */
export interface Sends {
  /** `the address`, `the name`. */
  what: string;
  /** Who gets it, in words: `the registry that is responsible for it, found by IANA's list`. */
  to: string;
  /** What is sent in place of the values, where a whole list is fetched and they stay here. */
  instead?: string;
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

/**
 * A setting by its name, such as a key or an address of a server; undefined where there is none. `environment` are
 * variables that hold it by habit, beside `HUNTBOOK_` and its name.
 */
export type ReadSetting = (name: string, environment?: readonly string[]) => string | undefined;

/** What is open on this machine, for sources that look there. */
export interface LocalTables {
  /** Another one where something else is open. */
  readonly edition: object;
  tables(): readonly string[];
  rows(kql: string, signal: AbortSignal): Promise<readonly Row[]>;
}

/** What a lookup has at hand. */
export interface LookupContext {
  signal: AbortSignal;
  /** How long one answer may take. */
  timeoutMs: number;
  setting: ReadSetting;
  /** Missing where no hunt is open. */
  local?: LocalTables | undefined;
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

/** How many questions may go in a time, such as 500 a day. */
export interface Allowance {
  most: number;
  perMs: number;
}

/** Something that can be asked, as the runner sees it. */
export interface Askable {
  /** The function, and a colon and the source where it asks several: `ti_lookup:VirusTotal`. */
  name: string;
  sends: Sends | null;
  perSecond: number;
  asks(value: string): string | null;
  lookup(asked: string, context: LookupContext): Promise<readonly Row[]>;
  /** The parameters, as a part of what an answer is kept under. */
  settings: Row;
  /** Why this must not leave; null where it may. `privacyOf` unless said. */
  keeps?(asked: string): string | null;
  /** What is known of each row without asking. */
  about?(asked: string, outcome: Answer['outcome']): Row;
  /** What may be asked of it across runs, instead of the pace. */
  allowances?: readonly Allowance[];
  /** From which age a kept answer is asked anew, where that is sooner than the session says. */
  maxAgeMs?: number;
  /** What has to be set up before it can be asked; null where nothing is missing. */
  missing?: string | null;
  /** True where nobody named it: it is passed over where it is not set up, or not allowed while another is. */
  optional?: boolean;
}

/** One line of what left the machine. */
export interface LedgerEntry {
  at: string;
  tool: string;
  to: string;
  what: string;
}
