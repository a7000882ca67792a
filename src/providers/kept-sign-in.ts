import { createHash } from 'node:crypto';
import type { TokenCredential } from './sign-in.ts';
import type { TokenStore } from './token-store.ts';

type Identity = typeof import('@azure/identity');
type Account = import('@azure/identity').AuthenticationRecord;

/** A sign-in by a person, as the client library has it. */
interface PersonCredential extends TokenCredential {
  authenticate(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignal },
  ): Promise<Account | undefined>;
}

/** What a sign-in is told so that it is kept. */
interface KeptOptions {
  tokenCachePersistenceOptions: { enabled: true; name: string };
  /** Tells that the person has to be asked, instead of asking. */
  disableAutomaticAuthentication: true;
  authenticationRecord?: Account;
}

/** Of the tokens that the library keeps, as far as it is used here. */
interface TokenCache {
  readonly cacheHasChanged: boolean;
  readonly tokenCache: { serialize(): string; deserialize(text: string): void };
}

const stores = new Map<string, TokenStore>();

/** Sign-ins by people that outlast the session: who signed in, and the tokens, are read from a store and written to it. */
export class KeptSignIns {
  readonly #identity: Identity;
  readonly #store: TokenStore;
  readonly #name: string;

  /** `of` is what tells one sign-in from another: cloud, tenant, application. */
  constructor(identity: Identity, store: TokenStore, of: readonly (string | undefined)[]) {
    this.#identity = identity;
    this.#store = store;
    const digest = createHash('sha256').update(JSON.stringify(of)).digest('hex');
    this.#name = `person-${digest.slice(0, 24)}`;
    stores.set(this.#name, store);
  }

  /** A credential that asks the person only where nothing is kept, or it is too old. */
  of(make: (options: KeptOptions) => PersonCredential): TokenCredential {
    let made: Promise<PersonCredential> | null = null;
    let known = false;
    return {
      getToken: async (scopes, options) => {
        made ??= this.#account().then((account) => {
          known = account !== null;
          // The library knows one keeper at a time for all its sign-ins, and asks it for one as a sign-in is made.
          this.#identity.useIdentityPlugin(keeper);
          return make({
            tokenCachePersistenceOptions: { enabled: true, name: this.#name },
            disableAutomaticAuthentication: true,
            ...(account ? { authenticationRecord: account } : {}),
          });
        });
        const credential = await made;
        if (known)
          try {
            return await credential.getToken(scopes, options);
          } catch (error) {
            if ((error as Error).name !== 'AuthenticationRequiredError') throw error;
          }
        const account = await credential.authenticate(scopes, options);
        known = account !== undefined;
        if (account)
          await this.#store.write(
            `${this.#name}-account`,
            this.#identity.serializeAuthenticationRecord(account),
          );
        return credential.getToken(scopes, options);
      },
    };
  }

  /** Forget the tokens that services take, of which one was refused; what new ones are got by stays. */
  async forgetAccess(): Promise<void> {
    const text = await this.#store.read(this.#name);
    if (text === null) return;
    try {
      const kept = JSON.parse(text) as Record<string, unknown>;
      await this.#store.write(this.#name, JSON.stringify({ ...kept, AccessToken: {} }));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  async #account(): Promise<Account | null> {
    const text = await this.#store.read(`${this.#name}-account`);
    if (text === null) return null;
    try {
      return this.#identity.deserializeAuthenticationRecord(text);
    } catch {
      return null;
    }
  }
}

/** The plugin by which the library keeps tokens. */
function keeper(context: unknown): void {
  const { cachePluginControl } = context as {
    cachePluginControl: {
      setPersistence(keep: (options?: { name?: string }) => Promise<unknown>): void;
    };
  };
  cachePluginControl.setPersistence(async ({ name = '' } = {}) => {
    const store = stores.get(name);
    if (!store) throw new Error('Tokens of another sign-in than one of ours were to be kept.');
    return {
      async beforeCacheAccess({ tokenCache }: TokenCache): Promise<void> {
        const text = await store.read(name);
        if (text) tokenCache.deserialize(text);
      },
      async afterCacheAccess({ cacheHasChanged, tokenCache }: TokenCache): Promise<void> {
        if (cacheHasChanged) await store.write(name, tokenCache.serialize());
      },
    };
  });
}
