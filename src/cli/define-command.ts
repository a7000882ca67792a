import type { Writable } from 'node:stream';

/** Where a command writes, and how it learns that it should stop. */
export interface Io {
  stdout: Writable;
  stderr: Writable;
  /** Width of the terminal in characters; null where the output is not one. */
  columns: number | null;
  /** True where stderr is a terminal, so that a progress bar makes sense. */
  showProgress: boolean;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

interface CommandOption {
  /** As commander spells it: `-f, --format <name>`. */
  flags: string;
  about: string;
  choices?: readonly string[];
  default?: string;
  /** May be given several times; the command gets a list. */
  repeats?: boolean;
}

/** One command of the CLI. Its examples are shown by `--help` and run by the contract test. */
export interface CliCommand {
  name: string;
  /** One sentence that says what the user gets. */
  about: string;
  /** As commander spells them: `<files...>`. */
  arguments: readonly { syntax: string; about: string }[];
  options: readonly CommandOption[];
  examples: readonly { command: string; about: string }[];
  /** Gives the exit code (see `exitCodes`). */
  run(
    args: { values: readonly string[]; options: Readonly<Record<string, unknown>> },
    io: Io,
  ): Promise<number>;
}

export function defineCommand(command: CliCommand): CliCommand {
  return command;
}

/** What the exit code of the CLI says. */
export const exitCodes = {
  ok: 0,
  /** The query or the input is at fault; the message says how. */
  failed: 1,
  /** The command line is at fault. */
  usage: 2,
  /** The answer was given, but some of the files could not be read. */
  partial: 3,
  interrupted: 130,
} as const;
