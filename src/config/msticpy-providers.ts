import type { AzureCloud, Setting } from './config.ts';
import type { FileReader, Place } from './file-reader.ts';

/** What MSTICPy calls its data providers, in lower case, and what they are called here. */
const providers: ReadonlyMap<string, string> = new Map([
  ['mssentinel', 'sentinel'],
  ['azuresentinel', 'sentinel'],
  ['loganalytics', 'sentinel'],
  ['mssentinel_new', 'sentinel'],
  ['microsoftdefender', 'defender'],
  ['m365d', 'defender'],
  ['mde', 'defender'],
  ['mdatp', 'defender'],
  ['mdeapp', 'defender'],
  ['m365dgraph', 'defender'],
  ['securitygraph', 'graph'],
  ['microsoftgraph', 'graph'],
  ['kusto', 'kusto'],
  ['kusto_new', 'kusto'],
  ['azuredataexplorer', 'kusto'],
  ['resourcegraph', 'resource-graph'],
  ['splunk', 'splunk'],
  ['elastic', 'elastic'],
  ['localdata', 'local'],
]);

/** Settings that choose among MSTICPy's own ways of asking, and mean nothing here. */
const notMeant = [
  'integrated_auth',
  'auth_types',
  'auth_methods',
  'api_root',
  'api_ver',
  'resource_name',
  'alias',
  'timeout',
  'proxies',
  'sharing',
  'cookie',
  'autologin',
];

/** Defender's own clouds: those of regions are answered by Graph wherever they lie. */
const clouds: ReadonlyMap<string, AzureCloud> = new Map([
  ['global', 'public'],
  ['uk', 'public'],
  ['us', 'public'],
  ['eu', 'public'],
  ['gcc', 'public'],
  ['gcc-high', 'usgov'],
  ['usgov', 'usgov'],
  ['cn', 'china'],
]);

/** `Splunk`, or `Splunk-Second` for one more of a kind. What there is no provider for is left out. */
export function readDataProvider(reader: FileReader, name: string, at: Place): void {
  const [kind = ''] = name.split('-', 1);
  const provider = providers.get(kind.toLowerCase());
  if (provider !== undefined) {
    addConnection(reader, { name, provider, at });
    return;
  }
  const instead = kind === 'Mordor' ? ': `huntbook get` downloads such data sets' : '';
  reader.fault(at, `there is no provider "${kind}" here; it is left out${instead}.`, 'warning');
}

/** The clusters of Kusto, which newer files have in a section of their own, with what all of them share. */
export function readKustoClusters(reader: FileReader, place: Place | undefined): void {
  const clusters = reader.members(place);
  const defaults = reader.members(reader.members(clusters.get('ClusterDefaults')).get('Args'));
  for (const [name, at] of clusters)
    if (name !== 'ClusterDefaults')
      addConnection(reader, { name, provider: 'kusto', at, shared: reader.settings(defaults) });
}

function addConnection(
  reader: FileReader,
  {
    name,
    provider,
    at,
    shared = new Map(),
  }: { name: string; provider: string; at: Place; shared?: ReadonlyMap<string, Setting> },
): void {
  const members = reader.members(at);
  const args = reader.members(members.get('Args'));
  const settings = new Map([...shared, ...meant(reader, args), ...besideArgs(reader, members)]);
  for (const setting of notMeant) settings.delete(setting);
  const { file, part } = reader;
  part.connections.set(name, { name, provider, settings, primary: false, file, path: at.path });
}

/** Settings by our names, and what is said otherwise here. */
function meant(reader: FileReader, args: ReadonlyMap<string, Place>): Map<string, Setting> {
  const settings = reader.settings(args, ['verify', 'Cloud', 'cloud']);
  const person = settings.get('user_name');
  if (person !== undefined) settings.set('username', person);
  settings.delete('user_name');
  const verify = args.get('verify');
  if (verify && !reader.flag(verify))
    reader.fault(
      verify,
      'certificates are always looked at; NODE_EXTRA_CA_CERTS names one of your own.',
      'warning',
    );
  const at = args.get('Cloud') ?? args.get('cloud');
  const said = at ? (reader.text(at) ?? '') : null;
  const cloud = clouds.get(said?.toLowerCase() ?? '');
  if (cloud !== undefined) settings.set('cloud', cloud);
  else if (at && said) reader.fault(at, `there is no cloud "${said}" here.`);
  return settings;
}

/** MSTICPy's own documentation has the folders of LocalData, and the groups of clusters, beside `Args` and not in it. */
function besideArgs(reader: FileReader, members: ReadonlyMap<string, Place>): Map<string, Setting> {
  const isRead = (name: string): boolean => name.endsWith('_paths') || name === 'ClusterGroups';
  const beside = new Map([...members].filter(([name]) => isRead(name)));
  for (const [name, place] of members)
    if (!isRead(name) && !['Args', 'Provider', 'Primary', 'Alias'].includes(name))
      reader.fault(place, `"${name}" is not read here: settings stand in Args.`, 'warning');
  return reader.settings(beside);
}
