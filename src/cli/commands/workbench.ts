import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { HuntError } from '../../base/index.ts';
import { Hunt } from '../../session/index.ts';
import { type HuntsHome, startWorkbench } from '../../workbench/index.ts';
import { type CliCommand, defineCommand, exitCodes } from '../define-command.ts';
import { configOption } from '../named-query.ts';
import { configured, externalOptions, networkOptions } from '../with-hunt.ts';

const workbench: CliCommand = defineCommand({
  name: 'workbench',
  about: 'Open the workbench in the browser, on files or on the sample investigation.',
  arguments: [
    {
      syntax: '[files...]',
      about:
        'a hunt (.md) to begin with, whose folder keeps the hunts; files, folders or globs to open at once',
    },
  ],
  options: [
    { flags: '--sample', about: 'open the bundled sample investigation' },
    {
      flags: '--port <number>',
      about: 'listen on this port of the loopback address; any free one unless said',
    },
    { flags: '--no-browser', about: 'only print the link' },
    {
      flags: '--map-tiles <address>',
      about:
        'let maps fetch pictures from this server, https://…/{z}/{x}/{y}.png, which then learns what is looked at; from none unless said',
    },
    configOption,
    ...externalOptions,
    ...networkOptions,
  ],
  examples: [
    { command: 'huntbook workbench evidence/', about: 'look at a folder of logs' },
    { command: 'huntbook workbench --sample', about: 'look at the sample investigation' },
    { command: 'huntbook workbench hunts/logons.md logs.zip', about: 'go on with a hunt' },
  ],
  async run({ values, options }, io) {
    const hunt = new Hunt(await configured(options, io));
    try {
      const server = await startWorkbench({
        hunt,
        paths: values.filter((path) => !isHunt(path)),
        ...huntsOf(values.find(isHunt)),
        sample: options['sample'] === true,
        port: port(options['port']),
        openBrowser: options['browser'] !== false,
        ...(typeof options['mapTiles'] === 'string' ? { mapTiles: options['mapTiles'] } : {}),
        onBug: (error) => io.stderr.write(`${error instanceof Error ? error.stack : error}\n`),
      });
      const link = server.shown
        ? 'The workbench is open in your browser.'
        : `Open the workbench by this link, which works once:\n\n  ${server.url}\n`;
      io.stdout.write(`${link}\nCtrl-C ends it.\n`);
      // The link is out: wake the parser before the first query asks for it.
      setTimeout(() => void hunt.warm(), 50).unref();
      await new Promise<void>((resolve) => {
        if (io.signal.aborted) resolve();
        io.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await server.close();
      return exitCodes.ok;
    } finally {
      await hunt.close();
    }
  },
});

export default workbench;

const isHunt = (path: string): boolean => /\.md$/i.test(path) && existsSync(path);

function huntsOf(hunt: string | undefined): { hunts?: HuntsHome } {
  if (hunt === undefined) return {};
  return { hunts: { folder: dirname(hunt), why: 'named', first: basename(hunt) } };
}

function port(text: unknown): number {
  if (text === undefined) return 0;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
  throw new HuntError({
    code: 'cli/bad-port',
    message: `'${String(text)}' is not a port.`,
    hint: 'A port is a whole number from 0 to 65535; 0 takes any free one.',
  });
}
