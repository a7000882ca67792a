import { didYouMean, HuntError, visible } from '../../base/index.ts';
import { loadConfig } from '../../config/index.ts';
import {
  asnAttribution,
  citiesInstalled,
  downloadMaxmind,
  forgetData,
  installCities,
  keepFile,
  type OwnPlace,
  ownData,
  placesAttribution,
} from '../../geo/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { maxmindAccount } from '../maxmind-account.ts';
import { textTable } from '../text-table.ts';

const actions = ['show', 'add', 'download', 'remove'] as const;

const geoData: CliCommand = defineCommand({
  name: 'geo-data',
  about: 'Show which data tells where addresses are and who announces them, or use other data.',
  arguments: [
    { syntax: '[action]', about: 'show, add, download (from MaxMind, with your key) or remove' },
    { syntax: '[files...]', about: 'add: .mmdb files of your own' },
  ],
  options: [],
  examples: [
    { command: 'huntbook geo-data', about: 'which data is in use' },
    { command: 'huntbook geo-data add GeoLite2-City.mmdb', about: 'use a file of your own' },
    {
      command: 'huntbook geo-data download',
      about: "get MaxMind's GeoLite2 data with the key in HUNTBOOK_MAXMIND_KEY",
    },
  ],
  async run({ values: [action = 'show', ...files] }, io) {
    const known = actions.find((name) => name === action);
    if (!known || (known !== 'add' && files.length > 0))
      throw new HuntError({
        code: 'cli/bad-action',
        message: `'${known ? files.join(' ') : action}' is nothing to do with data of addresses.${known ? '' : didYouMean(action, actions)}`,
        hint: `huntbook geo-data ${actions.join(', huntbook geo-data ')}`,
      });
    if (known === 'show') show(io);
    if (known === 'add') add(files, io);
    if (known === 'download') await download(io);
    if (known === 'remove')
      io.stdout.write(
        forgetData()
          .map((file) => `removed ${visible(file)}\n`)
          .join('') || 'nothing is kept\n',
      );
    return exitCodes.ok;
  },
});

export default geoData;

function show(io: Io): void {
  const columns = ['For', 'Data', 'Built', 'File'].map((name) => ({
    name,
    type: 'string' as const,
  }));
  const installed = {
    city: citiesInstalled() ? 'cities by DB-IP' : 'countries by DB-IP',
    asn: 'networks by Route Views, NRO and DB-IP',
  };
  const rows = (['city', 'asn'] as const).map((kind) => {
    const own = ownData(kind);
    return own
      ? [toolOf(kind), own.type, dayOf(own), own.file]
      : [toolOf(kind), installed[kind], '', 'installed with Huntbook'];
  });
  io.stdout.write(`${textTable(columns, rows, io.columns)}\n\n`);
  const said = new Set([placesAttribution(), asnAttribution()]);
  io.stdout.write([...said].map((line) => `${line}\n`).join(''));
  if (!citiesInstalled()) io.stdout.write(`Cities: ${installCities}, or a file of your own.\n`);
}

function toolOf(kind: OwnPlace['kind']): string {
  return kind === 'asn' ? 'asn_lookup' : 'geo_lookup';
}

function dayOf({ builtAt }: OwnPlace): string {
  return builtAt.toISOString().slice(0, 10);
}

function tell(place: OwnPlace, io: Io): void {
  const { kind, type, file } = place;
  io.stdout.write(
    `${toolOf(kind)} uses ${visible(type)} of ${dayOf(place)} from now on: ${visible(file)}\n`,
  );
}

function add(files: readonly string[], io: Io): void {
  if (files.length === 0)
    throw new HuntError({
      code: 'cli/no-file',
      message: 'No file is named.',
      hint: 'huntbook geo-data add GeoLite2-City.mmdb',
    });
  for (const file of files) tell(keepFile(file), io);
}

async function download(io: Io): Promise<void> {
  const account = await maxmindAccount(await loadConfig(), io);
  if (account === null) throw noKey();
  const base = process.env['HUNTBOOK_MAXMIND_URL'];
  for (const kind of ['city', 'asn'] as const) {
    io.stderr.write(`sends the licence key to ${base ?? 'download.maxmind.com'}\n`);
    tell(
      await downloadMaxmind(kind, { account, signal: io.signal, ...(base ? { base } : {}) }),
      io,
    );
  }
}

function noKey(): HuntError {
  return new HuntError({
    code: 'cli/no-key',
    message: "MaxMind's data needs a licence key, which is free on maxmind.com.",
    hint: 'Put it into HUNTBOOK_MAXMIND_KEY (and the number of the account into HUNTBOOK_MAXMIND_ACCOUNT), or configure it as enrichment in huntbook.yaml.',
  });
}
