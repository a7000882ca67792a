import { HuntError, visible } from '../base/index.ts';
import { readQueryFolder } from '../catalog/index.ts';
import { type Config, Secret } from '../config/index.ts';
import {
  announcerOf,
  asnAttribution,
  checkMaxmind,
  ownData,
  ownRefusal,
  placeOf,
  placesAttribution,
} from '../geo/index.ts';
import { type CheckedLookup, checkConnection, checkLookups, Hunt } from '../session/index.ts';
import { tools } from '../toolbox/index.ts';
import type { Io } from './define-command.ts';
import { isMaxmind, maxmindAccount } from './maxmind-account.ts';

/** What is tried beside the connections. */
interface CheckOptions {
  /** The file that was named. */
  file: string | undefined;
  /** Who may be asked: functions, sources of one, `geo-data`. */
  network: readonly string[];
}

/** Try what is configured, and print what works; false where something does not. */
export async function checkConfig(
  found: Config,
  { file, network }: CheckOptions,
  io: Io,
): Promise<boolean> {
  checkNames(functionsIn(network));
  const secrets = await checkSecrets(found, io);
  const connections = await tryConnections(found, file, io);
  const folders = checkQueryFolders(found, io);
  let works = secrets && connections && folders;
  for await (const one of others(found, network, io)) {
    works &&= one.state !== 'fails';
    const allow = one.party === undefined ? '' : `: --allow-network ${one.party} tries it.`;
    io.stdout.write(line(one.state, `${one.name}: ${one.said}${allow}`));
  }
  return works;
}

const line = (state: string, text: string): string => `${visible(`${state}  ${text}`)}\n`;

/** Say of each secret of the environment or the keychain where it is not there. */
async function checkSecrets(
  { azure, connections, threatIntelligence, enrichment }: Config,
  io: Io,
): Promise<boolean> {
  const services = [connections, threatIntelligence, enrichment].flatMap((all) => [
    ...all.values(),
  ]);
  const secrets = [azure.settings, ...services.map(({ settings }) => settings)]
    .flatMap((settings) => [...settings.values()])
    .filter((setting) => setting instanceof Secret);
  let all = true;
  for (const secret of secrets) {
    if (secret.kind === 'key-vault') continue;
    try {
      await secret.reveal({}, io.signal);
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      all = false;
      const said = [error.message, error.hint].filter(Boolean).join(' ');
      io.stderr.write(`error: ${visible(said)}\n`);
    }
  }
  return all;
}

/** Read each folder of queries, and say what could not be read. */
function checkQueryFolders({ queryFolders }: Config, io: Io): boolean {
  let all = true;
  for (const folder of queryFolders) {
    const { queries, faults } = queriesIn(folder);
    const state = faults.length === 0 ? 'works' : 'fails';
    all &&= state === 'works';
    const count = queries.length === 1 ? '1 query' : `${queries.length} queries`;
    io.stdout.write(line(state, `queries: ${folder}: ${count}`));
    for (const { message } of faults) io.stderr.write(`error: ${visible(message)}\n`);
  }
  return all;
}

function queriesIn(folder: string): ReturnType<typeof readQueryFolder> {
  try {
    return readQueryFolder(folder);
  } catch (error) {
    if (error instanceof HuntError) return { queries: [], faults: [error] };
    throw error;
  }
}

/** Ask each connection the cheapest question. */
async function tryConnections(
  { connections }: Config,
  file: string | undefined,
  io: Io,
): Promise<boolean> {
  if (connections.size === 0) return true;
  const hunt = new Hunt();
  let all = true;
  const tell = (message: string): unknown => io.stderr.write(`${visible(message)}\n`);
  const options = { tell, signal: io.signal, ...(file === undefined ? {} : { configFile: file }) };
  try {
    for (const { name, provider } of connections.values()) {
      const outcome = await checkConnection(hunt, { provider, name }, options);
      all &&= outcome.ok;
      io.stdout.write(line(outcome.ok ? 'works' : 'fails', `${name}: ${outcome.said}`));
    }
  } finally {
    await hunt.close();
  }
  return all;
}

/** Those whom functions ask, and the data of places. */
async function* others(
  found: Config,
  network: readonly string[],
  io: Io,
): AsyncIterable<CheckedLookup> {
  const asking = functionsIn(network);
  yield* checkLookups(found, {
    network: asking,
    tell: (message) => io.stderr.write(`${visible(message)}\n`),
    signal: io.signal,
  });
  yield localData('city', placeOf, placesAttribution);
  yield localData('asn', announcerOf, asnAttribution);
  for (const service of found.enrichment.values())
    if (isMaxmind(service))
      yield { name: service.name, ...(await tryMaxmind(found, network.includes('geo-data'), io)) };
}

/** Data on this machine: a file of the user's own may know anything, what is installed knows this address. */
function localData(
  kind: 'city' | 'asn',
  factOf: (address: string) => unknown,
  attribution: () => string,
): CheckedLookup {
  const name = kind === 'city' ? 'geo_lookup' : 'asn_lookup';
  const refusal = ownRefusal(kind);
  if (refusal !== null) return { name, state: 'fails', said: refusal };
  return factOf('8.8.8.8') === null && ownData(kind) === null
    ? { name, state: 'fails', said: 'its data is not installed.' }
    : { name, state: 'works', said: `on this machine, nothing is sent. ${attribution()}` };
}

async function tryMaxmind(
  found: Config,
  may: boolean,
  io: Io,
): Promise<Omit<CheckedLookup, 'name'>> {
  const base = process.env['HUNTBOOK_MAXMIND_URL'];
  const to = base ?? 'download.maxmind.com';
  if (!may)
    return {
      state: 'not asked',
      said: `the licence key would be sent to ${to}`,
      party: 'geo-data',
    };
  try {
    const account = await maxmindAccount(found, io);
    if (account === null) return { state: 'fails', said: 'its licence key is not set.' };
    await checkMaxmind({ account, signal: io.signal, ...(base ? { base } : {}) });
    return { state: 'works', said: `${to} takes the licence key` };
  } catch (error) {
    io.signal.throwIfAborted();
    if (!(error instanceof HuntError)) throw error;
    return { state: 'fails', said: error.message };
  }
}

const functionsIn = (network: readonly string[]): string[] =>
  network.filter((name) => name !== 'geo-data');

/** Errors: `cli/bad-network` where a name is nobody who asks. */
function checkNames(names: readonly string[]): void {
  const askers = [...tools.values()].filter(({ kind }) => kind === 'lookup');
  const wrong = names.find((name) => !askers.some((tool) => tool.name === name.split(':')[0]));
  if (wrong === undefined) return;
  throw new HuntError({
    code: 'cli/bad-network',
    message: `'${wrong}' is no function that asks others.`,
    hint: `There are ${askers.map(({ name }) => name).join(', ')} and geo-data.`,
  });
}
