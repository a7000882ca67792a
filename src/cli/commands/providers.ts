import { visible } from '../../base/index.ts';
import {
  destinationNamed,
  destinations,
  providers as known,
  providerNamed,
} from '../../providers/index.ts';
import { type CliCommand, defineCommand, exitCodes } from '../define-command.ts';

const providers: CliCommand = defineCommand({
  name: 'providers',
  about:
    'List the services that can be asked, and those that take rows: their settings and limits.',
  arguments: [{ syntax: '[name]', about: 'only this one' }],
  options: [{ flags: '-f, --format <name>', about: 'text or json', choices: ['text', 'json'] }],
  examples: [
    { command: 'huntbook providers', about: 'all of them' },
    { command: 'huntbook providers splunk', about: 'what Splunk takes' },
  ],
  async run({ values: [name], options }, io) {
    const chosen =
      name === undefined
        ? [...known.values(), ...destinations.values()]
        : [destinationNamed(name) ?? providerNamed(name)];
    if (options['format'] === 'json') {
      const facts = chosen.map(({ connect: _, instance, ...rest }) => ({
        ...rest,
        instance: instance.setting,
      }));
      io.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
      return exitCodes.ok;
    }
    for (const provider of chosen) {
      const lines = [
        `${provider.name}: ${provider.title}`,
        `  ${provider.about}${'language' in provider ? ` In ${provider.language}.` : ''}`,
        ...Object.entries(provider.fields).map(
          ([field, { about, required }]) => `    ${field}${required ? ' (needed)' : ''}: ${about}`,
        ),
        ...provider.limits.map((limit) => `  ! ${limit}`),
        ...(provider.packages.length > 0
          ? [`  needs: npm install ${provider.packages.join(' ')}`]
          : []),
        `  ${provider.source}`,
        '',
      ];
      io.stdout.write(lines.map((line) => `${visible(line)}\n`).join(''));
    }
    return exitCodes.ok;
  },
});

export default providers;
