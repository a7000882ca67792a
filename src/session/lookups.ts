import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Column, didYouMean, HuntError, quoteText } from '../base/index.ts';
import {
  AnswerStore,
  type Askable,
  type Asking,
  ask,
  Budget,
  type LedgerEntry,
  type LocalTables,
  Pace,
  type ReadSetting,
  type Turns,
  type WouldBeSent,
  whatWouldBeSent,
} from '../enrich/index.ts';
import type { LookupRequest, Lookups, SourceTable } from '../kql/index.ts';
import {
  type AnswerRowOf,
  answerJson,
  answerRows,
  askables,
  type LookupTool,
  settingsFor,
  tools,
} from '../toolbox/index.ts';

/** What a hunt may ask others, and what it keeps of their answers. */
export interface LookupOptions {
  /** The functions that may ask others, by name (`rdap`), or one source of one (`ti_lookup:VirusTotal`); none unless said. */
  network?: readonly string[];
  /** Where answers are kept for other hunts; in the user's cache folder unless said; null keeps none. */
  answersFolder?: string | null;
  /** From which age a kept answer is asked anew; a week unless said. */
  maxAnswerAgeHours?: number;
  /** A file of answers that belongs to the case: what it holds is never asked again, and new answers are added. */
  recordAnswers?: string;
  /** How long one answer may take; 10 s unless said. */
  answerTimeoutMs?: number;
  /** How many questions one call may send; 1000 unless said. */
  mostQuestions?: number;
  /** Queries ask nobody: what they would send is kept in `planned`, and their rows have no answers. */
  dryRun?: boolean;
  /** Keys and addresses that functions need, such as `ipstack_key`; else from the environment, `HUNTBOOK_IPSTACK_KEY`. */
  settings?: Readonly<Record<string, string>>;
}

/** How one call asks. */
export interface LookUpOptions {
  /** The parameters of the function. */
  settings?: Readonly<Record<string, unknown>>;
  signal?: AbortSignal;
}

/** A row of what a function that asks others gives: what was asked about, and its output. */
export type LookedUp<T extends LookupTool> = {
  [K in keyof T['input']]: string;
} & Required<AnswerRowOf<T['output']>>;

/** Answers as rows. */
export interface AnswerTable {
  columns: readonly Column[];
  rows: readonly (readonly unknown[])[];
}

interface LookupParts {
  options: LookupOptions;
  /** Where answers for the engine are written. */
  workspace: () => string;
  /** What is open; missing where no hunt is. */
  local?: LocalTables;
  /** Asks the engine. */
  rows: (sql: string) => Promise<readonly (readonly unknown[])[]>;
}

const hourMs = 3_600_000;
const mostTexts = 100_000;

/** Asks others for queries and for scripts, as far as the user allows it. */
export class HuntLookups implements Lookups {
  readonly #parts: LookupParts;
  readonly #paces = new Map<string, Turns>();
  readonly #ledger: LedgerEntry[] = [];
  readonly #planned: WouldBeSent[] = [];
  #stores: Asking['stores'] | null = null;
  #asked = 0;

  constructor(parts: LookupParts) {
    this.#parts = parts;
    for (const name of parts.options.network ?? []) checkParty(name);
  }

  /** What queries would have sent, where they ask nobody. */
  get planned(): readonly WouldBeSent[] {
    return this.#planned;
  }

  /** What left the machine, in order. */
  get ledger(): readonly LedgerEntry[] {
    return this.#ledger;
  }

  /** Note what else left the machine. */
  note(entry: LedgerEntry): void {
    this.#ledger.push(entry);
  }

  refusal({ tool: name, parameters }: Pick<LookupRequest, 'tool' | 'parameters'>): string | null {
    const { network = [], recordAnswers, dryRun } = this.#parts.options;
    const tool = toolOf(name);
    const { sends } = tool;
    const may = network.some((one) => one.split(':')[0] === name);
    if (sends === null || may || recordAnswers !== undefined || dryRun) return null;
    const parties = askables(tool, parameters, this.#setting);
    if (parties.some((party) => party.sends === null && !party.missing)) return null;
    return `${name} would send ${sends.what} to ${sends.to}. The network is off: allow it by --allow-network ${name} (network: ['${name}'] of open).`;
  }

  async rows(request: LookupRequest, signal?: AbortSignal): Promise<SourceTable> {
    const tool = toolOf(request.tool);
    const { rows, workspace, options } = this.#parts;
    const found = await rows(
      `SELECT DISTINCT v FROM (${request.values}) AS t(v) WHERE v <> '' LIMIT ${mostTexts + 1}`,
    );
    if (found.length > mostTexts)
      throw new HuntError({
        code: 'session/too-many-texts',
        message: `${request.tool} is asked about more than ${mostTexts} different texts.`,
        hint: 'Look at fewer values first, by distinct, where or top.',
      });
    const texts = found.map(([text]) => String(text));
    const parties = askables(tool, request.parameters, this.#setting);
    if (options.dryRun) this.#planned.push(...whatWouldBeSent(parties, texts, this.#asking));
    const answers = options.dryRun
      ? new Map<string, never>()
      : await ask(parties, texts, this.#asking, signal);
    const lines = [...answers].map(([v, told]) =>
      JSON.stringify({ v, f: JSON.parse(answerJson(tool, told)) as unknown }),
    );
    lines.push(JSON.stringify({ v: '', f: request.keepsAll ? [[]] : [] }));
    const folder = join(workspace(), 'answers');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${++this.#asked}.jsonl`);
    await writeFile(path, `${lines.join('\n')}\n`);
    return {
      name: request.tool,
      columns: [
        { name: 'value', physical: 'v', type: 'string' },
        { name: 'found', physical: 'f', type: 'dynamic' },
      ],
      relation: `(SELECT * FROM read_json(${quoteText(path)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = {v: 'VARCHAR', f: 'JSON'}))`,
    };
  }

  /** For each value its rows, in order. */
  async rowsOf<T extends LookupTool>(
    tool: T,
    given: string | readonly string[],
    { settings = {}, signal }: LookUpOptions = {},
  ): Promise<readonly LookedUp<T>[]> {
    const values = typeof given === 'string' ? [given] : given;
    const asked = askables(tool, settingsFor(tool, settings), this.#setting);
    const answers = await ask(asked, values, this.#asking, signal);
    const [input = ''] = Object.keys(tool.input);
    return values.flatMap((value) => {
      const rows = answerRows(tool, answers.get(value) ?? []);
      return rows.map((row) => ({ [input]: value, ...row }) as LookedUp<T>);
    });
  }

  /** What is known about a value without sending anything: answers that are kept, and what the open data says. */
  async recorded(name: string, value: string, signal?: AbortSignal): Promise<AnswerTable> {
    const tool = toolOf(name);
    const asking = this.#asking;
    const silent = askables(tool, settingsFor(tool, everybody(tool)), this.#setting).filter(
      (party) =>
        whatWouldBeSent([party], [value], asking).every(
          ({ sent, known }) => sent.length === 0 && (known > 0 || party.sends === null),
        ),
    );
    const columns = Object.entries(tool.output).map(([column, { type }]) => ({
      name: column,
      type,
    }));
    if (silent.length === 0) return { columns, rows: [] };
    const told = (await ask(silent, [value], asking, signal)).get(value) ?? [];
    const found = answerRows(
      tool,
      told.filter(({ answer: { outcome } }) => outcome === 'found' || outcome === 'not found'),
    ) as readonly Readonly<Record<string, unknown>>[];
    return { columns, rows: found.map((row) => columns.map(({ name: key }) => row[key] ?? null)) };
  }

  /** What asking about these values would send, without sending it: an entry for each who is asked. */
  whatWouldBeSent(
    name: string,
    values: readonly string[],
    settings: Readonly<Record<string, unknown>> = {},
  ): readonly WouldBeSent[] {
    const tool = toolOf(name);
    const asked = askables(tool, settingsFor(tool, settings), this.#setting);
    return whatWouldBeSent(asked, values, this.#asking);
  }

  get #asking(): Asking {
    const { options } = this.#parts;
    const { network = [], answerTimeoutMs = 10_000, mostQuestions = 1000 } = options;
    this.#stores ??= this.#openStores();
    return {
      allowed: new Set(network),
      stores: this.#stores,
      timeoutMs: answerTimeoutMs,
      most: mostQuestions,
      pace: (tool) => {
        const known = this.#paces.get(tool.name) ?? this.#turnsOf(tool);
        this.#paces.set(tool.name, known);
        return known;
      },
      setting: this.#setting,
      local: this.#parts.local,
      ledger: (entry) => this.#ledger.push(entry),
    };
  }

  readonly #setting: ReadSetting = (name, environment = []) => {
    const { settings = {} } = this.#parts.options;
    if (Object.hasOwn(settings, name)) return settings[name];
    const names = [`HUNTBOOK_${name.toUpperCase()}`, ...environment];
    return names.map((variable) => process.env[variable]).find(Boolean);
  };

  #turnsOf({ name, perSecond, allowances }: Askable): Turns {
    if (!allowances) return new Pace(perSecond);
    const folder = this.#folder;
    const file = folder && join(folder, 'budgets', `${name.replace(/\W+/g, '-')}.txt`);
    return new Budget({ who: name.split(':').at(-1) ?? name, allowances, file });
  }

  get #folder(): string | null {
    const { answersFolder } = this.#parts.options;
    return answersFolder === undefined ? cacheFolder() : answersFolder;
  }

  /** The recording of the case before what other hunts learned. */
  #openStores(): Asking['stores'] {
    const { recordAnswers, maxAnswerAgeHours = 168 } = this.#parts.options;
    const folder = this.#folder;
    const recorded = recordAnswers === undefined ? [] : [recordAnswers];
    return [
      ...recorded.map((file) => ({ file, maxAgeMs: Number.POSITIVE_INFINITY })),
      ...(folder === null
        ? []
        : [{ file: join(folder, 'answers.jsonl'), maxAgeMs: maxAnswerAgeHours * hourMs }]),
    ].map(({ file, maxAgeMs }) => ({
      // A file that has grown long loses what is old, however new the answers of this hunt must be.
      store: new AnswerStore(file, Math.max(maxAgeMs, 168 * hourMs)),
      maxAgeMs,
      writes: true,
    }));
  }
}

function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'huntbook');
}

function toolOf(name: string): LookupTool {
  const tool = tools.get(name);
  if (tool?.kind === 'lookup') return tool;
  const names = [...tools.values()].filter((t) => t.kind === 'lookup').map((t) => t.name);
  throw new HuntError({
    code: 'session/no-lookup',
    message: `'${name}' is no function that asks others.${didYouMean(name, names)}`,
    hint: `There are ${names.join(', ')}.`,
  });
}

/** The settings by which a tool asks everybody whom it can, also those who are asked only by name. */
function everybody({ parameters }: LookupTool): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { oneOf, default: standard, type }]) =>
      type === 'dynamic' && standard === null && oneOf ? [[name, oneOf]] : [],
    ),
  );
}

/** Whether somebody is asked by this name: a function, or a source of one behind a colon. */
function checkParty(name: string): void {
  const [function_ = '', source] = name.split(':');
  const tool = toolOf(function_);
  if (source === undefined) return;
  // Whoever there is, not only those that a setting names.
  const names = askables(tool, settingsFor(tool, {}), () => undefined).map((party) => party.name);
  if (names.includes(name) && name !== tool.name) return;
  throw new HuntError({
    code: 'session/no-lookup',
    message: `'${name}' names nobody whom ${tool.name} asks.${didYouMean(name, names)}`,
    hint: `There are ${names.join(', ')}.`,
  });
}

/** What `lookUp` would send about values, without sending it: an entry for each who is asked. */
export function whatLookUpSends(
  tool: LookupTool,
  values: readonly string[],
  options: LookupOptions & { parameters?: LookUpOptions['settings'] } = {},
): readonly WouldBeSent[] {
  const { parameters = {}, ...said } = options;
  return withoutHunt(said).whatWouldBeSent(tool.name, values, parameters);
}

function withoutHunt(options: LookupOptions): HuntLookups {
  const none = (): never => {
    throw new Error('there is no engine');
  };
  return new HuntLookups({ options, workspace: none, rows: none });
}

/** Ask others about values, without a hunt: `lookUp(tool, values, { network: ['rdap'] })`. */
export async function lookUp<T extends LookupTool>(
  tool: T,
  values: string | readonly string[],
  options: LookupOptions & { parameters?: LookUpOptions['settings']; signal?: AbortSignal } = {},
): Promise<readonly LookedUp<T>[]> {
  const { parameters = {}, signal, ...said } = options;
  return withoutHunt(said).rowsOf(tool, values, {
    settings: parameters,
    ...(signal ? { signal } : {}),
  });
}
