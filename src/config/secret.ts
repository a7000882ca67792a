import { HuntError } from '../base/index.ts';
import { openKeychain } from './keychain.ts';

/** Where the text of a secret is. */
export type SecretSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'keychain'; readonly service: string; readonly account: string }
  | { readonly kind: 'key-vault'; readonly vault: string; readonly secret: string };

/** What a secret is got from when it is needed. */
export interface SecretSources {
  /** A variable of the environment; the process's own unless said. */
  env?: (name: string) => string | undefined;
  /** A password of the operating system's keychain; `openKeychain` unless said. */
  keychain?: (service: string, account: string) => Promise<string | null>;
  /** A secret of Azure Key Vault; without it, none can be got. */
  keyVault?: (vault: string, secret: string, signal?: AbortSignal) => Promise<string>;
}

/** A text that is printed nowhere: it is got where it lies, by `reveal`, at the moment of its use. */
export class Secret {
  readonly #source: SecretSource;
  /** The path of the setting, for messages. */
  readonly path: string;

  constructor(source: SecretSource, path: string) {
    this.#source = source;
    this.path = path;
  }

  /** The kind of place it lies in; `text` where it is written in the file itself. */
  get kind(): SecretSource['kind'] {
    return this.#source.kind;
  }

  /** Where it lies, in words that hold nothing of it. */
  get place(): string {
    return placeOf(this.#source);
  }

  /** How a file names the place; null where the text itself is written there. */
  get reference(): Readonly<Record<string, string>> | null {
    return referenceOf(this.#source);
  }

  /** The text itself. Errors: `config/no-secret`, `config/needs-package`, `config/keychain-failed`; those of Key Vault. */
  async reveal(sources: SecretSources = {}, signal?: AbortSignal): Promise<string> {
    const text = await this.#text(sources, signal).catch((cause: unknown) => {
      throw this.#about(cause);
    });
    if (text) return text;
    throw new HuntError({
      code: 'config/no-secret',
      message: `${this.path}: there is nothing in the ${this.place}.`,
      hint: 'Put the secret there, or name another place: { env: NAME }, { keychain: service/account }, { key_vault: vault/secret }.',
    });
  }

  /** A fault of where it lies, with the setting that is meant. */
  #about(fault: unknown): unknown {
    if (!(fault instanceof HuntError) || fault.message.startsWith(`${this.path}:`)) return fault;
    const { code, message, hint } = fault;
    const said = { code, message: `${this.path}: ${message}`, cause: fault };
    return new HuntError(hint ? { ...said, hint } : said);
  }

  async #text(sources: SecretSources, signal?: AbortSignal): Promise<string | null | undefined> {
    const source = this.#source;
    switch (source.kind) {
      case 'text':
        return source.text;
      case 'env':
        return (sources.env ?? ((name: string) => process.env[name]))(source.name);
      case 'keychain':
        return (sources.keychain ?? openKeychain().get)(source.service, source.account);
      case 'key-vault':
        if (sources.keyVault) return sources.keyVault(source.vault, source.secret, signal);
        throw new HuntError({
          code: 'config/no-secret',
          message: `${this.path}: the ${this.place} cannot be asked here.`,
          hint: 'Name an environment variable instead: { env: NAME }.',
        });
    }
  }

  toString(): string {
    return `[secret: ${this.place}]`;
  }

  toJSON(): string {
    return this.toString();
  }
}

function placeOf(source: SecretSource): string {
  switch (source.kind) {
    case 'text':
      return 'file itself';
    case 'env':
      return `environment variable ${source.name}`;
    case 'keychain':
      return `keychain ${source.service}/${source.account}`;
    case 'key-vault':
      return `Azure Key Vault ${source.vault}/${source.secret}`;
  }
}

function referenceOf(source: SecretSource): Readonly<Record<string, string>> | null {
  switch (source.kind) {
    case 'text':
      return null;
    case 'env':
      return { env: source.name };
    case 'keychain':
      return { keychain: `${source.service}/${source.account}` };
    case 'key-vault':
      return { key_vault: `${source.vault}/${source.secret}` };
  }
}
