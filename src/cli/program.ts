import { Command, CommanderError, Option } from 'commander';
import { HuntError } from '../base/index.ts';
import { files } from './commands/index.gen.ts';
import { type CliCommand, exitCodes, type Io } from './define-command.ts';
import { errorText } from './report-error.ts';
import { version } from './version.ts';

/**
 * The commands, one file each. With the name of one of them it alone is loaded: to load all takes longer than many a
 * command works.
 */
export async function loadCommands(name = ''): Promise<readonly CliCommand[]> {
  const named = files.get(name);
  const loading = (named ? [named] : [...files.values()]).map((load) => load());
  return (await Promise.all(loading)).map((file) => file.default);
}

/** Run the command line given as words after `huntbook`; gives the exit code. */
export async function runProgram(words: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.ok;
  const program = new Command('huntbook')
    .description('Ask KQL of any log, offline.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const definition of await loadCommands(words[0]))
    program.addCommand(
      commandOf(definition, io, (result) => {
        code = result;
      }),
    );
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (io.signal.aborted) return exitCodes.interrupted;
    if (!(error instanceof HuntError)) throw error;
    io.stderr.write(`${errorText(error)}\n`);
    return error.code.startsWith('cli/') ? exitCodes.usage : exitCodes.failed;
  }
}

function commandOf(definition: CliCommand, io: Io, done: (code: number) => void): Command {
  const command = new Command(definition.name).description(definition.about);
  for (const { syntax, about } of definition.arguments) command.argument(syntax, about);
  for (const { flags, about, choices, default: value, repeats } of definition.options) {
    const option = new Option(flags, about);
    if (choices) option.choices([...choices]);
    if (value !== undefined) option.default(value);
    if (repeats) option.default([]).argParser((text: string, known: string[]) => [...known, text]);
    command.addOption(option);
  }
  const examples = definition.examples.map(({ command: line, about }) => `  ${about}\n    ${line}`);
  command.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
  command.exitOverride().configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
  });
  return command.action(async () => {
    done(await definition.run({ values: command.args, options: command.opts() }, io));
  });
}
