import type { AzureCloud, ConfigPart, Service, Setting, SignInWay } from './config.ts';
import { FileReader, type Place } from './file-reader.ts';
import type { SecretSource } from './secret.ts';

/** Sections of MSTICPy's that are for its notebooks, and mean nothing here. */
const notOurs = ['UserDefaults', 'PackageVersion', 'msticpy', 'http_timeout', 'Proxy', 'Default'];

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

/** Settings of MSTICPy's data providers that choose among its own ways of asking. */
const notMeant = [
  'integrated_auth',
  'auth_types',
  'auth_methods',
  'api_root',
  'api_ver',
  'resource_name',
];

const clouds: Readonly<Record<string, AzureCloud>> = {
  global: 'public',
  usgov: 'usgov',
  cn: 'china',
};

const ways: Readonly<Record<string, SignInWay>> = {
  env: 'env',
  cli: 'cli',
  msi: 'managed-identity',
  powershell: 'powershell',
  interactive: 'browser',
  devicecode: 'device-code',
};

/**
 * Read a `msticpyconfig.yaml` as it is. Names of settings are put in snake case; `KeyVault:` without a name is the
 * path of the setting with `-` for the dots, as MSTICPy makes it. Errors: `yaml/too-large`.
 */
export function readMsticpy(text: string, file: string): ConfigPart {
  let vault: string | null = null;
  const reference = (place: Place): SecretSource | null | undefined =>
    referenceOf(reader, place, vault);
  // MSTICPy starts paths where it is run.
  const reader = new FileReader(file, text, reference, [process.cwd()]);
  const top = reader.members(reader.root);
  for (const name of notOurs) top.delete(name);
  vault = textOf(reader, reader.members(top.get('KeyVault')).get('VaultName'));
  top.delete('KeyVault');
  readAzure(reader, top.get('Azure'));
  readWorkspaces(reader, top);
  for (const [name, at] of reader.members(top.get('DataProviders')))
    readDataProvider(reader, name, at);
  readSources(reader, top.get('TIProviders'), reader.part.threatIntelligence);
  readSources(reader, top.get('OtherProviders'), reader.part.enrichment);
  const queries = reader.members(top.get('QueryDefinitions'));
  reader.part.queryFolders = reader.paths(queries.get('Custom'));
  const read = ['Azure', 'AzureSentinel', 'MSSentinel', 'DataProviders', 'TIProviders'];
  const also = ['OtherProviders', 'QueryDefinitions', 'ContextProviders'];
  reader.known(reader.root && { ...reader.root, tree: rest(reader.root, top) }, [...read, ...also]);
  return reader.part;
}

function rest(root: Place, top: ReadonlyMap<string, Place>): Place['tree'] {
  const entries = new Map([...top].map(([name, { tree }]) => [name, tree]));
  return { kind: 'map', entries, line: root.tree.line };
}

/** A text that may be left empty, as MSTICPy's own editor leaves them. */
function textOf(reader: FileReader, place: Place | undefined): string | null {
  const empty = place?.tree.kind === 'value' && (place.tree.value ?? '') === '';
  return empty ? null : reader.text(place);
}

function referenceOf(
  reader: FileReader,
  place: Place,
  vault: string | null,
): SecretSource | null | undefined {
  const members = reader.members(place);
  const variable = members.get('EnvironmentVar');
  if (variable) {
    const name = reader.text(variable);
    return name === null ? null : { kind: 'env', name };
  }
  const secret = members.get('KeyVault');
  if (!secret) return undefined;
  const said = textOf(reader, secret) ?? place.path.replaceAll('.', '-');
  const cut = said.indexOf('/');
  if (cut > 0) return { kind: 'key-vault', vault: said.slice(0, cut), secret: said.slice(cut + 1) };
  if (vault !== null) return { kind: 'key-vault', vault, secret: said };
  reader.fault(place, `"${said}" lies in no vault: KeyVault.VaultName is missing.`);
  return null;
}

function readAzure(reader: FileReader, place: Place | undefined): void {
  const members = reader.members(place);
  const { azure } = reader.part;
  const cloud = members.get('cloud');
  const named = cloud && reader.oneOf(cloud, Object.keys(clouds));
  if (named) azure.cloud = clouds[named] ?? 'public';
  const methods = members.get('auth_methods');
  if (!methods) return;
  azure.signIn = reader.items(methods).flatMap((item) => {
    const said = textOf(reader, item) ?? '';
    const way = Object.hasOwn(ways, said) ? ways[said] : undefined;
    if (!way) reader.fault(item, `"${said}" is no way to sign in here; it is left out.`, 'warning');
    return way ?? [];
  });
}

function readWorkspaces(reader: FileReader, top: ReadonlyMap<string, Place>): void {
  for (const section of ['AzureSentinel', 'MSSentinel'])
    for (const [name, at] of reader.members(reader.members(top.get(section)).get('Workspaces')))
      add(reader.part.connections, {
        name,
        provider: 'sentinel',
        settings: reader.settings(reader.members(at), ['Args']),
        primary: false,
        file: reader.file,
        path: at.path,
      });
}

/** `Splunk`, or `Splunk-Second` for one more of a kind; `AzureCLI` is how to sign in. */
function readDataProvider(reader: FileReader, name: string, at: Place): void {
  const members = reader.members(at);
  const settings = reader.settings(reader.members(members.get('Args')));
  for (const [setting, value] of besideArgs(reader, members)) settings.set(setting, value);
  const [kind = ''] = name.split('-', 1);
  if (kind === 'AzureCLI') {
    reader.part.azure = { ...reader.part.azure, settings };
    return;
  }
  for (const setting of notMeant) settings.delete(setting);
  add(reader.part.connections, {
    name,
    provider: providers.get(kind.toLowerCase()) ?? kind.toLowerCase(),
    settings,
    primary: false,
    file: reader.file,
    path: at.path,
  });
}

/** MSTICPy's own documentation has the folders of LocalData beside `Args` and not in it. */
function besideArgs(reader: FileReader, members: ReadonlyMap<string, Place>): Map<string, Setting> {
  const beside = new Map([...members].filter(([name]) => name.endsWith('_paths')));
  for (const [name, place] of members)
    if (!beside.has(name) && !['Args', 'Provider', 'Primary'].includes(name))
      reader.fault(place, `"${name}" is not read here: settings stand in Args.`, 'warning');
  return reader.settings(beside);
}

function readSources(
  reader: FileReader,
  place: Place | undefined,
  into: Map<string, Service>,
): void {
  for (const [name, at] of reader.members(place)) {
    const members = reader.members(at);
    add(into, {
      name,
      provider: textOf(reader, members.get('Provider')) ?? name,
      settings: reader.settings(reader.members(members.get('Args'))),
      primary: reader.flag(members.get('Primary')),
      file: reader.file,
      path: at.path,
    });
  }
}

function add(into: Map<string, Service>, service: Service): void {
  into.set(service.name, service);
}
