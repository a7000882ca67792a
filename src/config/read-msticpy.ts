import type { AzureCloud, ConfigPart, Service, SignInWay } from './config.ts';
import { FileReader, type Place } from './file-reader.ts';
import { readDataProvider, readKustoClusters } from './msticpy-providers.ts';
import type { SecretSource } from './secret.ts';

/** Sections of MSTICPy's that are for its notebooks, and mean nothing here. */
const notOurs = ['UserDefaults', 'PackageVersion', 'msticpy', 'http_timeout', 'Proxy', 'Default'];

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

const sections = [
  'Azure',
  'AzureCLI',
  'AzureSentinel',
  'MSSentinel',
  'DataProviders',
  'KustoClusters',
  'TIProviders',
  'OtherProviders',
  'QueryDefinitions',
  'ContextProviders',
];

/** Taken wherever the secret or the certificate is set. */
const bySettings = ['clientsecret', 'certificate'];

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
    if (name === 'AzureCLI') readAzureCli(reader, at);
    else readDataProvider(reader, name, at);
  readKustoClusters(reader, top.get('KustoClusters'));
  readAzureCli(reader, top.get('AzureCLI'));
  readSources(reader, top.get('TIProviders'), reader.part.threatIntelligence);
  readSources(reader, top.get('OtherProviders'), reader.part.enrichment);
  const queries = reader.members(top.get('QueryDefinitions'));
  reader.part.queryFolders = reader.paths(queries.get('Custom'));
  reader.known(reader.root && { ...reader.root, tree: rest(reader.root, top) }, sections);
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
  azure.signIn = waysOf(reader, methods);
}

function waysOf(reader: FileReader, place: Place): SignInWay[] {
  return reader.items(place).flatMap((item) => {
    const said = textOf(reader, item) ?? '';
    const way = Object.hasOwn(ways, said) ? ways[said] : undefined;
    if (!way && !bySettings.includes(said))
      reader.fault(item, `"${said}" is no way to sign in here; it is left out.`, 'warning');
    return way ?? [];
  });
}

/** How to sign in, as older files have it: what `Azure` says counts more. */
function readAzureCli(reader: FileReader, place: Place | undefined): void {
  const args = reader.members(reader.members(place).get('Args'));
  const settings = reader.settings(args, ['auth_methods']);
  const methods = args.get('auth_methods');
  const { azure } = reader.part;
  reader.part.azure = {
    ...(methods && !azure.signIn ? { signIn: waysOf(reader, methods) } : {}),
    ...azure,
    settings: new Map([...settings, ...(azure.settings ?? [])]),
  };
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
