import { join } from 'node:path';
import { HuntError, visible } from '../../base/index.ts';
import {
  type DataSet,
  type Downloaded,
  dataSetNamed,
  dataSets,
  download,
  fileNameOf,
  isSha256,
  readDataSets,
  webAddress,
} from '../../downloads/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { ProgressBar } from '../progress-bar.ts';
import { readTextFile } from '../read-text-file.ts';
import { sizeText } from '../size-text.ts';
import { textTable } from '../text-table.ts';

type Options = Readonly<Record<string, unknown>>;

const get: CliCommand = defineCommand({
  name: 'get',
  about: 'Download sets of sample data by name, or files by address, and check what came.',
  arguments: [
    {
      syntax: '[namesAndAddresses...]',
      about: 'sets of `huntbook get --list`, and addresses that begin with https://',
    },
  ],
  options: [
    { flags: '-l, --list', about: 'show the sets, and ask nobody' },
    {
      flags: '-o, --out <folder>',
      about: 'where files go; a set gets a folder of its name there',
      default: '.',
    },
    { flags: '--as <name>', about: 'what the file of one address is called here' },
    {
      flags: '--sha256 <sum>',
      about: 'what the SHA-256 of the file of one address must be; else nothing is kept',
    },
    {
      flags: '--max-size <size>',
      about: 'the most that one file may have: 500MB, 40GB',
      default: '16GB',
    },
    { flags: '--again', about: 'download what is there already' },
    { flags: '--dry-run', about: 'ask nobody: say what would be downloaded from where' },
    { flags: '--sets <file>', about: 'sets of your own, in the form of samples/sets.yaml' },
  ],
  examples: [
    { command: 'huntbook get --list', about: 'the sets that can be had by name' },
    {
      command: 'huntbook get otrf-log4shell',
      about: 'a set into a folder of its name; then huntbook tables otrf-log4shell',
    },
    {
      command: 'huntbook get https://host.example/logs.zip --sha256 9f86…0a08',
      about:
        'one file, which must be what its publisher says; run again, it goes on where it stopped',
    },
  ],
  async run({ values, options }, io) {
    const file = options['sets'];
    const sets =
      typeof file === 'string'
        ? readDataSets(await readTextFile(file, 'A file of sets is YAML.'), file)
        : dataSets();
    if (options['list']) {
      io.stdout.write(`${listText([...sets.values()], io.columns)}\n`);
      return exitCodes.ok;
    }
    const wanted = values.flatMap((value) => wantedBy(value, sets, options));
    check(wanted, values, options);
    if (options['dryRun']) {
      io.stdout.write(wanted.map(plannedLine).join(''));
      return exitCodes.ok;
    }
    const failed = await getAll(wanted, options, io);
    if (failed === 0) return exitCodes.ok;
    return failed === wanted.length ? exitCodes.failed : exitCodes.partial;
  },
});

export default get;

/** One file to download. */
interface Wanted {
  url: string;
  name: string;
  folder: string;
  sizeBytes: number | null;
  sha256: string | null;
  /** Whether it is of a set. */
  ofSet: boolean;
}

function wantedBy(value: string, sets: ReadonlyMap<string, DataSet>, options: Options): Wanted[] {
  const folder = String(options['out']);
  if (!value.includes('://')) {
    const set = dataSetNamed(value, sets);
    return set.files.map((one) => ({ ...one, folder: join(folder, set.name), ofSet: true }));
  }
  const { as, sha256 } = options;
  const name = fileNameOf(webAddress(value), typeof as === 'string' ? as : undefined);
  const sum = typeof sha256 === 'string' ? sha256 : null;
  return [{ url: value, name, folder, sizeBytes: null, sha256: sum, ofSet: false }];
}

function check(wanted: readonly Wanted[], values: readonly string[], options: Options): void {
  const wrong = (message: string, hint: string): HuntError =>
    new HuntError({ code: 'cli/bad-get', message, hint });
  if (wanted.length === 0)
    throw wrong('Nothing to get is named.', 'huntbook get --list shows what can be had by name.');
  const alone = values.length === 1 && wanted[0]?.ofSet === false;
  for (const option of ['as', 'sha256'])
    if (options[option] !== undefined && !alone)
      throw wrong(`--${option} is said of one file.`, 'Name one address with it.');
  const { sha256 } = options;
  if (sha256 !== undefined && !isSha256(sha256))
    throw wrong(`'${String(sha256)}' is no SHA-256.`, 'It has 64 hexadecimal digits.');
}

async function getAll(wanted: readonly Wanted[], options: Options, io: Io): Promise<number> {
  const most = bytesOf(options['maxSize']);
  const bar = new ProgressBar(io);
  let failed = 0;
  const hosts = new Set<string>();
  for (const { url, name, folder, sizeBytes, sha256 } of wanted) {
    const { host } = new URL(url);
    if (!hosts.has(host)) io.stderr.write(`asks ${visible(host)}\n`);
    hosts.add(host);
    try {
      const came = await download(url, {
        folder,
        name,
        sha256,
        maxBytes: sizeBytes ?? most,
        again: options['again'] === true,
        signal: io.signal,
        onProgress: ({ bytesDone, bytesTotal }) =>
          bar.update(`${sizeText(bytesDone)}  ${visible(name)}`, bytesDone, bytesTotal),
      });
      bar.clear();
      io.stdout.write(cameLine(came));
      for (const note of came.notes) io.stderr.write(`  ! ${note}\n`);
    } catch (error) {
      bar.clear();
      if (io.signal.aborted) io.stderr.write('Stopped. Run it again to go on from there.\n');
      if (!(error instanceof HuntError)) throw error;
      failed++;
      const { message, code, hint } = error;
      io.stderr.write(`${visible(message)} [${code}]\n${hint ? `${visible(hint)}\n` : ''}`);
    }
  }
  return failed;
}

const stateWords: Readonly<Record<Downloaded['state'], string>> = {
  downloaded: '',
  resumed: ', gone on with',
  there: ', was there',
};

function cameLine({ path, sizeBytes, sha256, checked, state }: Downloaded): string {
  const sum = checked ? `SHA-256 as it should be` : `no checksum known; its SHA-256 is ${sha256}`;
  return `${visible(path)}: ${sizeText(sizeBytes)}${stateWords[state]}, ${sum}\n`;
}

function plannedLine({ url, folder, name, sizeBytes, sha256 }: Wanted): string {
  const size = sizeBytes === null ? 'size unknown' : sizeText(sizeBytes);
  const sum = sha256 === null ? 'no checksum known' : `SHA-256 ${sha256}`;
  return `${visible(join(folder, name))}: ${size}, ${sum}\n  from ${visible(url)}\n`;
}

function listText(sets: readonly DataSet[], width: number | null): string {
  const columns = (['Name', 'Files', 'Size', 'Checksum', 'Licence', 'About'] as const).map(
    (name) => ({ name, type: 'string' as const }),
  );
  const rows = sets.map(({ name, about, licence, files }) => {
    const known = files.flatMap(({ sizeBytes }) => sizeBytes ?? []);
    const total = known.reduce((sum, size) => sum + size, 0);
    const size = known.length === files.length ? sizeText(total) : 'unknown';
    const checked = files.filter(({ sha256 }) => sha256 !== null).length;
    const sums = checked === files.length ? 'yes' : checked === 0 ? 'none known' : 'of some';
    return [name, String(files.length), size, sums, licence, about];
  });
  return textTable(columns, rows, width);
}

/** The bytes of `500MB` or `40 GB`. */
function bytesOf(said: unknown): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgt]?)b?$/i.exec(String(said)) ?? [];
  const bytes = Number(number) * 1000 ** ' kmgt'.indexOf(unit.toLowerCase() || ' ');
  if (number !== '' && bytes >= 1 && Number.isSafeInteger(Math.ceil(bytes)))
    return Math.ceil(bytes);
  throw new HuntError({
    code: 'cli/bad-size',
    message: `'${String(said)}' is no size of a file.`,
    hint: '--max-size takes 500MB, 40GB or a number of bytes.',
  });
}
