import { createHash } from 'node:crypto';
import type { DeviceCodeCredential, InteractiveBrowserCredential } from '@azure/identity';
import { HuntError } from '../base/index.ts';
import type { AzureCloud, AzureSettings, SignInWay } from '../config/index.ts';
import type { Cloud, ProviderSettings } from './define-provider.ts';
import { KeptSignIns } from './kept-sign-in.ts';
import { needPackage } from './need-package.ts';
import { openTokenStore, type TokenStore } from './token-store.ts';

/** A sign-in of `@azure/identity`, as far as it is used here. */
export interface TokenCredential {
  getToken(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** What the client libraries of Azure send by, where it is not what they bring; and how patient they are. */
export interface AzureTransport {
  httpClient?: unknown;
  /** Where sign-ins are kept, where they are; made of the keychain unless said. */
  tokenStore?: TokenStore;
  retryOptions?: { maxRetries?: number; retryDelayInMs?: number; maxRetryDelayInMs?: number };
}

/** What a sign-in needs. */
export interface SignInParts {
  who: string;
  settings: ProviderSettings;
  azure: AzureSettings;
  transport: AzureTransport;
  /** Tells the user what to do for a sign-in by device code. */
  tell?: (message: string) => void;
}

/** The addresses of Microsoft's clouds. */
export const clouds: Readonly<Record<AzureCloud, Cloud>> = {
  public: {
    authority: 'https://login.microsoftonline.com',
    logAnalytics: 'https://api.loganalytics.io',
    graph: 'https://graph.microsoft.com',
    resources: 'https://management.azure.com',
    keyVault: 'vault.azure.net',
    ingestion: 'https://monitor.azure.com',
  },
  usgov: {
    authority: 'https://login.microsoftonline.us',
    logAnalytics: 'https://api.loganalytics.us',
    graph: 'https://graph.microsoft.us',
    resources: 'https://management.usgovcloudapi.net',
    keyVault: 'vault.usgovcloudapi.net',
    ingestion: 'https://monitor.azure.us',
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    logAnalytics: 'https://api.loganalytics.azure.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    resources: 'https://management.chinacloudapi.cn',
    keyVault: 'vault.azure.cn',
    ingestion: 'https://monitor.azure.cn',
  },
};

const day = 86_400_000;

/** Sign-ins of this process, by what they are made of: who asks ten workspaces signs in once. */
const shared = new WeakMap<object, Map<string, Promise<TokenCredential>>>();
const usual: AzureTransport = {};

/** Sign in as `signIn`, or as was signed in with the same settings before; anew where a token was refused. */
export function sharedSignIn(parts: SignInParts, fresh = false): Promise<TokenCredential> {
  const { settings, azure } = parts;
  const transport = Object.keys(parts.transport).length > 0 ? parts.transport : usual;
  const known = shared.get(transport) ?? new Map<string, Promise<TokenCredential>>();
  shared.set(transport, known);
  const said = ['tenant_id', 'client_id', 'client_secret', 'certificate_path', 'username', 'token'];
  const key = createHash('sha256')
    .update(JSON.stringify([azure.cloud, azure.signIn, said.map((name) => settings.text(name))]))
    .digest('hex');
  const before = fresh ? undefined : known.get(key);
  const made = before ?? signIn(parts, fresh);
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}

/** Sign in as the settings say: a token, an application's secret or certificate, else the ways of `azure.sign_in` in order. */
async function signIn(parts: SignInParts, fresh: boolean): Promise<TokenCredential> {
  const { settings, azure } = parts;
  const { tokenStore, ...transport } = parts.transport;
  const token = settings.text('token');
  if (token) return { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + day }) };
  const identity = await needPackage(() => import('@azure/identity'), '@azure/identity', parts.who);
  const options = {
    authorityHost: clouds[azure.cloud].authority,
    ...transport,
    ...(transport.httpClient ? { disableInstanceDiscovery: true } : {}),
  } as object;
  const [tenant, client] = [settings.text('tenant_id'), settings.text('client_id')];
  const [secret, certificate] = [settings.text('client_secret'), settings.text('certificate_path')];
  if (secret || certificate) {
    if (!tenant || !client) throw incomplete(parts.who, tenant ? 'client_id' : 'tenant_id');
    if (secret) return new identity.ClientSecretCredential(tenant, client, secret, options);
    return new identity.ClientCertificateCredential(tenant, client, certificate ?? '', options);
  }
  const person = settings.text('username');
  const common = { ...options, ...(tenant ? { tenantId: tenant } : {}) };
  const withClient = { ...common, ...(client ? { clientId: client } : {}) };
  const store = azure.tokenCache ? (tokenStore ?? (await storeFor(parts))) : null;
  const kept =
    store &&
    new KeptSignIns(identity, store, [
      ...[azure.cloud, tenant, client],
      ...(person ? [person] : []),
    ]);
  if (fresh) await kept?.forgetAccess();
  const byDevice = (more: object): DeviceCodeCredential =>
    new identity.DeviceCodeCredential({
      ...withClient,
      ...more,
      userPromptCallback: ({ message }) => parts.tell?.(message),
    });
  const byBrowser = (more: object): InteractiveBrowserCredential =>
    new identity.InteractiveBrowserCredential({
      ...withClient,
      ...(person ? { loginHint: person } : {}),
      ...more,
    });
  const ways: Readonly<Record<SignInWay, () => TokenCredential>> = {
    env: () => new identity.EnvironmentCredential(options),
    cli: () => new identity.AzureCliCredential(common),
    powershell: () => new identity.AzurePowerShellCredential(common),
    'managed-identity': () =>
      client
        ? new identity.ManagedIdentityCredential({ ...options, clientId: client })
        : new identity.ManagedIdentityCredential(options),
    'device-code': () => kept?.of(byDevice) ?? byDevice({}),
    browser: () => kept?.of(byBrowser) ?? byBrowser({}),
  };
  const chosen = waysOf(azure, person);
  return new identity.ChainedTokenCredential(...chosen.map((way) => ways[way]()));
}

/** A person who is named signs in by a way that asks a person. */
function waysOf({ signIn: ways }: AzureSettings, person: string | undefined): readonly SignInWay[] {
  if (person === undefined) return ways;
  const asking = ways.filter((way) => way === 'browser' || way === 'device-code');
  return asking.length > 0 ? asking : ['browser'];
}

/** Where sign-ins are kept; null, and the user is told why, where they cannot be. */
async function storeFor({ tell }: SignInParts): Promise<TokenStore | null> {
  try {
    return await openTokenStore();
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    tell?.(`This sign-in is not kept for the next session. ${error.message} ${error.hint ?? ''}`);
    return null;
  }
}

const marginMs = 120_000;

interface SignedIn {
  who: string;
  credential(fresh?: boolean): Promise<TokenCredential>;
}

/** Tokens of a sign-in for one audience: kept until shortly before they end, got anew when one was refused. */
export class Tokens {
  readonly #signedIn: SignedIn;
  readonly #scope: string;
  #kept: { token: string; expiresOnTimestamp: number } | null = null;

  /** `audience` is the address that the tokens are for. */
  constructor(signedIn: SignedIn, audience: string) {
    this.#signedIn = signedIn;
    this.#scope = `${audience}/.default`;
  }

  /** The `Authorization` header. Errors: `providers/no-sign-in`. */
  async header(fresh: boolean, signal: AbortSignal): Promise<string> {
    return `Bearer ${(await this.get(fresh, signal)).token}`;
  }

  /** A token that is still good for two minutes. Errors: `providers/no-sign-in`. */
  async get(
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<{ token: string; expiresOnTimestamp: number }> {
    if (fresh || !this.#kept || this.#kept.expiresOnTimestamp - marginMs < Date.now())
      this.#kept = await this.#ask(fresh, signal);
    return this.#kept;
  }

  async #ask(
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<{ token: string; expiresOnTimestamp: number }> {
    const { who } = this.#signedIn;
    const signedIn = await this.#signedIn.credential(fresh);
    try {
      const token = await orAborted(
        signedIn.getToken(this.#scope, { abortSignal: signal }),
        signal,
      );
      if (token) return token;
    } catch (error) {
      signal.throwIfAborted();
      throw notSignedIn(who, error);
    }
    throw notSignedIn(who, null);
  }
}

/** The library waits for a person in the browser without end, whatever signal it is given. */
async function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: over.signal });
  });
  return Promise.race([answer, aborted]).finally(() => over.abort());
}

/** What the user is told where a sign-in failed; `cause` is the client library's error. */
function notSignedIn(who: string, cause: unknown): HuntError {
  const [line = ''] = String((cause as Error | null)?.message ?? 'no token was given').split('\n');
  return new HuntError({
    code: 'providers/no-sign-in',
    message: `Signing in for ${who} failed: ${line.slice(0, 400)}`,
    hint: 'Sign in by `az login`, name another way in azure.sign_in, or look at tenant_id, client_id and the secret.',
    cause,
  });
}

function incomplete(who: string, missing: string): HuntError {
  return new HuntError({
    code: 'providers/bad-setting',
    message: `${who}: a client_secret or certificate_path needs ${missing} too.`,
    hint: 'Name tenant_id and client_id of the application.',
  });
}
