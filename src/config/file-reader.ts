import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { didYouMean } from '../base/index.ts';
import { readYamlTree, type YamlTree } from '../yaml/index.ts';
import type { ConfigFault, ConfigPart, Setting } from './config.ts';
import { Secret, type SecretSource } from './secret.ts';

/** A place in a file: what stands there and the names that lead to it. */
export interface Place {
  readonly tree: YamlTree;
  readonly path: string;
}

/** What a place is that the user took for something else. */
const kinds: Readonly<Record<YamlTree['kind'], string>> = {
  map: 'a section',
  list: 'a list',
  value: 'a single value',
};

/** Names of settings whose value is not for others' eyes. */
export const secretName: RegExp =
  /(?:key|secret|password|passwd|pwd|token|passphrase|api_?id|connection_?string)$/i;

/** Reads one file of settings, and collects what is wrong with it instead of stopping at the first fault. */
export class FileReader {
  readonly file: string;
  readonly root: Place | null;
  readonly part: ConfigPart;
  /** Where paths may start besides at the file, if they lead to something from there. */
  readonly #starts: readonly string[];
  readonly #reference: (place: Place) => SecretSource | null | undefined;

  /** `reference` gives the place of a secret that a section names: null where it is not right, undefined where it names none. */
  constructor(
    file: string,
    text: string,
    reference: (place: Place, reader: FileReader) => SecretSource | null | undefined,
    starts: readonly string[] = [],
  ) {
    this.file = file;
    this.#starts = starts;
    this.#reference = (place) => reference(place, this);
    this.part = {
      file,
      azure: {},
      connections: new Map(),
      threatIntelligence: new Map(),
      enrichment: new Map(),
      queryFolders: [],
      faults: [],
    };
    const { tree, faults } = readYamlTree(text, file);
    for (const { line, message } of faults)
      this.part.faults.push({ file, line, path: '', message: `${message}.`, severity: 'error' });
    this.root = tree && { tree, path: '' };
  }

  fault({ tree, path }: Place, message: string, severity: ConfigFault['severity'] = 'error'): void {
    this.part.faults.push({ file: this.file, line: tree.line, path, message, severity });
  }

  /** The members of a section; none, and a fault, where it is something else. An empty one has none. */
  members(place: Place | null | undefined): Map<string, Place> {
    if (!place) return new Map();
    const { tree, path } = place;
    if (tree.kind === 'map')
      return new Map(
        [...tree.entries].map(([name, child]) => [
          name,
          { tree: child, path: path === '' ? name : `${path}.${name}` },
        ]),
      );
    if (tree.kind !== 'value' || tree.value !== null)
      this.fault(place, `a section of names is expected here, not ${kinds[tree.kind]}.`);
    return new Map();
  }

  /** The members of a section that may have only these. */
  known(place: Place | null | undefined, names: readonly string[]): Map<string, Place> {
    const members = this.members(place);
    for (const [name, member] of members)
      if (!names.includes(name)) {
        this.fault(member, `there is no setting "${name}" here.${didYouMean(name, names)}`);
        members.delete(name);
      }
    return members;
  }

  /** A text of some texts, or null and a fault. */
  oneOf<T extends string>(place: Place, names: readonly T[]): T | null {
    const { tree } = place;
    const found = names.find((name) => tree.kind === 'value' && tree.value === name);
    if (found !== undefined) return found;
    const said = tree.kind === 'value' ? `"${String(tree.value)}"` : kinds[tree.kind];
    const near = tree.kind === 'value' ? didYouMean(String(tree.value), names) : '';
    this.fault(place, `${said} is none of ${names.join(', ')}.${near}`);
    return null;
  }

  /** The members of a list; one value stands for a list of it. */
  items({ tree, path }: Place): Place[] {
    if (tree.kind === 'value' && tree.value === null) return [];
    if (tree.kind !== 'list') return [{ tree, path }];
    return tree.items.map((item, i) => ({ tree: item, path: `${path}[${i}]` }));
  }

  flag(place: Place | undefined): boolean {
    if (!place) return false;
    const { tree } = place;
    if (tree.kind === 'value' && typeof tree.value === 'boolean') return tree.value;
    this.fault(place, 'this is true or false.');
    return false;
  }

  text(place: Place | undefined): string | null {
    if (!place) return null;
    const { tree } = place;
    if (tree.kind === 'value' && tree.value !== null && tree.value !== '')
      return String(tree.value);
    this.fault(
      place,
      `a text is expected here, not ${tree.kind === 'value' ? 'nothing' : kinds[tree.kind]}.`,
    );
    return null;
  }

  /** Paths, as absolute ones: `~` is the user's folder, and others start at the file, unless they exist from where else they may. */
  paths(place: Place | undefined): string[] {
    if (!place) return [];
    return this.items(place).flatMap((item) => {
      const said = this.text(item);
      if (said === null) return [];
      const home = /^~(?=$|[/\\])/.test(said) ? join(homedir(), said.slice(1)) : said;
      const starts = this.#starts.map((start) => resolve(start, home));
      return starts.find((path) => existsSync(path)) ?? resolve(dirname(this.file), home);
    });
  }

  /** The settings of a service, by names in snake case; those named in `except` are read elsewhere. */
  settings(
    members: ReadonlyMap<string, Place>,
    except: readonly string[] = [],
  ): Map<string, Setting> {
    const settings = new Map<string, Setting>();
    for (const [name, place] of members) {
      if (except.includes(name)) continue;
      const value = this.#setting(name, place);
      if (value !== null) settings.set(snakeCase(name), value);
    }
    return settings;
  }

  #setting(name: string, place: Place): Setting | null {
    const { tree, path } = place;
    const isEmpty = tree.kind === 'value' && (tree.value ?? '') === '';
    if (/_paths?$/.test(snakeCase(name)) && tree.kind !== 'map' && !isEmpty) {
      const found = this.paths(place);
      return tree.kind === 'list' ? found : (found[0] ?? null);
    }
    if (tree.kind === 'list')
      return this.items(place).flatMap((item) => {
        const text = this.text(item);
        return text === null ? [] : [text];
      });
    if (tree.kind === 'map') {
      const source = this.#reference(place);
      if (source === undefined)
        this.fault(
          place,
          'a section here names where a secret lies, and this names no such place.',
        );
      return source ? new Secret(source, path) : null;
    }
    if (isEmpty || tree.value === null) return null;
    if (!secretName.test(name)) return tree.value;
    this.fault(place, `the secret is written in the file; name a place for it instead.`, 'warning');
    return new Secret({ kind: 'text', text: String(tree.value) }, path);
  }
}

/** `WorkspaceId`, `workspaceId` and `WorkspaceID` are `workspace_id`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}
