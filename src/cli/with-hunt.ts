import { basename } from 'node:path';
import { HuntError, visible } from '../base/index.ts';
import { loadConfig } from '../config/index.ts';
import { warm } from '../kql/index.ts';
import { type Hunt, type HuntOptions, lookupSettings, open, openSample } from '../session/index.ts';
import { exitCodes, type Io } from './define-command.ts';
import { foldersOf } from './named-query.ts';
import { ProgressBar } from './progress-bar.ts';

/** Options that every command which opens data understands. */
export const dataOptions = [
  { flags: '--sample', about: 'work on the bundled sample investigation instead of files' },
  {
    flags: '--now <time>',
    about: 'what now() and ago() stand for, ISO 8601; the clock unless said',
  },
] as const;

/** Options of commands that may ask others. */
export const networkOptions = [
  {
    flags: '--allow-network <function>',
    about: 'a function of `huntbook functions` that may ask others, such as rdap; none unless said',
    repeats: true,
  },
  {
    flags: '--answers <file>',
    about: 'a file of answers of others that belongs to the case: read again, and added to',
  },
] as const;

/** What `networkOptions` said. */
export function networkOf(
  options: Readonly<Record<string, unknown>>,
): Pick<HuntOptions, 'network' | 'recordAnswers' | 'dryRun'> {
  const { answers, allowNetwork, dryRun } = options;
  return {
    network: Array.isArray(allowNetwork) ? allowNetwork : [],
    ...(dryRun === true ? { dryRun } : {}),
    ...(typeof answers === 'string' ? { recordAnswers: answers } : {}),
  };
}

/** Options of commands that run queries: what `externaldata` may read. */
export const externalOptions = [
  {
    flags: '--allow-file <path>',
    about:
      'a file or folder that externaldata may read; in a folder, host/path stands for an address',
    repeats: true,
  },
  {
    flags: '--external <address=file>',
    about: 'the local copy of an address that externaldata names; nothing is ever downloaded',
    repeats: true,
  },
] as const;

/** The option of commands that run queries: how long one may work. */
export const timeLimitOption = {
  flags: '--time-limit <seconds>',
  about: 'stop a query that works longer, and say at what; without limit unless said',
} as const;

function timeLimitOf(text: unknown): Pick<HuntOptions, 'timeLimitMs'> {
  if (text === undefined) return {};
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return { timeLimitMs: Math.ceil(seconds * 1000) };
  throw new HuntError({
    code: 'cli/bad-time-limit',
    message: `'${String(text)}' is no time limit.`,
    hint: '--time-limit takes seconds, more than 0 and at most 86400.',
  });
}

/** What `externalOptions` said, for a hunt. */
export function externalOf(
  options: Readonly<Record<string, unknown>>,
): Pick<HuntOptions, 'allowFiles' | 'external' | 'network' | 'recordAnswers'> {
  const texts = (name: string): string[] => (Array.isArray(options[name]) ? options[name] : []);
  const external = texts('external').map((pair): [string, string] => {
    const at = pair.lastIndexOf('=');
    if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
    throw new HuntError({
      code: 'cli/bad-external',
      message: `'${pair}' names no local copy.`,
      hint: '--external takes ADDRESS=FILE.',
    });
  });
  return {
    allowFiles: texts('allowFile'),
    external: Object.fromEntries(external),
    ...networkOf(options),
  };
}

/** What the options of a command say to the hunt that it opens. */
export function huntOptions(options: Readonly<Record<string, unknown>>): HuntOptions {
  return {
    ...timeOf(options['now']),
    ...timeLimitOf(options['timeLimit']),
    ...externalOf(options),
    ...foldersOf(options),
  };
}

/**
 * Open the files (or the sample), do the work, close. Files that could not be read are told of on
 * stderr; the exit code then says that the answer is partial.
 */
export async function withHunt(
  paths: readonly string[],
  options: Readonly<Record<string, unknown>>,
  io: Io,
  work: (hunt: Hunt) => Promise<number>,
  asksKql = false,
): Promise<number> {
  const bar = new ProgressBar(io);
  const said = await configured(options, io);
  // The parser takes most of a second to wake: let it do so once child processes are reading the files.
  let asleep = asksKql;
  const wake = (): void => {
    if (asleep) setTimeout(warm);
    asleep = false;
  };
  if (options['sample']) wake();
  const opening = options['sample']
    ? openSample({ signal: io.signal, ...said })
    : open(paths, {
        signal: io.signal,
        ...said,
        onProgress: ({ file, bytesDone, bytesTotal }) => {
          wake();
          bar.update(visible(basename(file ?? '')), bytesDone, bytesTotal);
        },
      });
  const hunt = await opening.finally(() => bar.clear());
  try {
    const refused = hunt.files.filter((file) => file.state === 'refused');
    for (const { file, error } of refused)
      io.stderr.write(`${visible(file)}: ${visible(error?.message ?? 'could not be read')}\n`);
    const code = await work(hunt);
    return code === exitCodes.ok && refused.length > 0 ? exitCodes.partial : code;
  } finally {
    await hunt.close();
  }
}

/** What the options of a command say to its hunt, with the settings of whom the configuration names, where others may be asked, or would be. */
export async function configured(
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<HuntOptions> {
  const said = huntOptions(options);
  if (!said.network?.length && !said.dryRun) return said;
  return { ...said, settings: await settingsOfOthers(options, io) };
}

/** The settings of whom functions ask, by the configuration; secrets of Key Vault only of those who may be asked now. */
export async function settingsOfOthers(
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<NonNullable<HuntOptions['settings']>> {
  const { network = [], dryRun } = networkOf(options);
  const file = options['config'];
  const offline = dryRun === true || network.length === 0;
  const tell = (message: string): unknown => io.stderr.write(`${visible(message)}\n`);
  return lookupSettings({
    ...(typeof file === 'string' ? { config: await loadConfig({ file }) } : {}),
    ...(offline ? { offline } : { network }),
    tell,
    onFault: ({ message }) => tell(message),
    signal: io.signal,
  });
}

function timeOf(text: unknown): { now?: Date } {
  if (typeof text !== 'string') return {};
  const now = new Date(
    /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`,
  );
  if (!Number.isNaN(now.getTime())) return { now };
  throw new HuntError({
    code: 'cli/bad-time',
    message: `'${text}' is not a time.`,
    hint: '--now takes ISO 8601, such as 2025-11-28 or 2025-11-28T12:00:00Z.',
  });
}
