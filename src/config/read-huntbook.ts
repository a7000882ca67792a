import {
  type AzureSettings,
  azureClouds,
  type ConfigPart,
  type Service,
  signInWays,
} from './config.ts';
import { FileReader, type Place } from './file-reader.ts';
import type { SecretSource } from './secret.ts';

const sections = [
  'azure',
  'key_vault',
  'connections',
  'threat_intelligence',
  'enrichment',
  'queries',
] as const;

/** Read a `huntbook.yaml`; what is wrong in it is in `faults`. Errors: `yaml/too-large`. */
export function readHuntbook(text: string, file: string): ConfigPart {
  let vault: string | null = null;
  const reader = new FileReader(file, text, (place) => {
    const members = reader.members(place);
    const [[kind, said] = [], ...more] = members;
    if (!said || more.length > 0) return undefined;
    const name = reader.text(said);
    if (name === null) return null;
    return referenceOf(kind, name, vault, (message) => reader.fault(place, message));
  });
  const top = reader.known(reader.root, sections);
  vault = reader.text(reader.known(top.get('key_vault'), ['name']).get('name'));
  const { part } = reader;
  if (top.has('azure')) part.azure = azureOf(reader, top.get('azure'));
  services(reader, top.get('connections'), part.connections);
  services(reader, top.get('threat_intelligence'), part.threatIntelligence);
  services(reader, top.get('enrichment'), part.enrichment);
  part.queryFolders = reader.paths(top.get('queries'));
  return part;
}

function referenceOf(
  kind: string | undefined,
  name: string,
  vault: string | null,
  fault: (message: string) => void,
): SecretSource | null | undefined {
  const cut = name.indexOf('/');
  switch (kind) {
    case 'env':
      return { kind: 'env', name };
    case 'keychain':
      if (cut > 0)
        return { kind: 'keychain', service: name.slice(0, cut), account: name.slice(cut + 1) };
      fault(`"${name}" is not service/account.`);
      return null;
    case 'key_vault':
      if (cut > 0)
        return { kind: 'key-vault', vault: name.slice(0, cut), secret: name.slice(cut + 1) };
      if (vault !== null) return { kind: 'key-vault', vault, secret: name };
      fault(`"${name}" names no vault: write vault/secret, or name one in key_vault.name.`);
      return null;
    default:
      return undefined;
  }
}

function azureOf(reader: FileReader, place: Place | undefined): Partial<AzureSettings> {
  const members = reader.members(place);
  const cloud = members.get('cloud');
  const named = cloud ? reader.oneOf(cloud, azureClouds) : null;
  const ways = members.get('sign_in');
  return {
    ...(named ? { cloud: named } : {}),
    ...(ways
      ? { signIn: reader.items(ways).flatMap((way) => reader.oneOf(way, signInWays) ?? []) }
      : {}),
    ...(members.has('token_cache') ? { tokenCache: reader.flag(members.get('token_cache')) } : {}),
    settings: reader.settings(members, ['cloud', 'sign_in', 'token_cache']),
  };
}

function services(reader: FileReader, place: Place | undefined, into: Map<string, Service>): void {
  for (const [name, at] of reader.members(place)) {
    const members = reader.members(at);
    const provider = members.get('provider');
    if (!provider) {
      if (at.tree.kind === 'map') reader.fault(at, `"${name}" does not say its provider.`);
      continue;
    }
    const kind = reader.text(provider);
    if (kind === null) continue;
    into.set(name, {
      name,
      provider: kind,
      settings: reader.settings(members, ['provider', 'primary']),
      primary: reader.flag(members.get('primary')),
      file: reader.file,
      path: at.path,
    });
  }
}
