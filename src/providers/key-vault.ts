import { HuntError } from '../base/index.ts';
import { type Config, Secret, type SecretSources } from '../config/index.ts';
import { Http, type Transport } from './http.ts';
import { objectIn, textOf } from './json-shape.ts';
import { clouds, sharedSignIn, Tokens } from './sign-in.ts';

/** What secrets are got by, where it is not what is usual. */
export interface SecretParts {
  transport?: Transport;
  /** Tells the user what to do for a sign-in by device code. */
  tell?: (message: string) => void;
}

/**
 * Where the secrets of a configuration come from: the environment, the keychain, and Azure Key Vault, to which it signs in
 * once. Errors: `config/…`; `providers/…` of the sign-in and of the vault, which never hold the secret.
 */
export function secretSources({ azure }: Pick<Config, 'azure'>, parts: SecretParts): SecretSources {
  const { transport = {}, tell } = parts;
  let tokens: Promise<Tokens> | null = null;
  const signedIn = async (who: string): Promise<Tokens> => {
    const revealed = new Map<string, string>();
    for (const [name, setting] of azure.settings)
      revealed.set(name, setting instanceof Secret ? await setting.reveal() : String(setting));
    const settings = {
      text: (name: string): string | undefined => revealed.get(name),
      number: (): undefined => undefined,
      flag: (): boolean => false,
      list: (): readonly string[] => [],
    };
    const signing = { who, settings, azure, transport: transport.azure ?? {} };
    const said = { ...signing, ...(tell ? { tell } : {}) };
    return new Tokens(
      { who, credential: (fresh) => sharedSignIn(said, fresh) },
      `https://${clouds[azure.cloud].keyVault}`,
    );
  };
  return {
    keyVault: async (vault, secret, signal = new AbortController().signal) => {
      const who = `key vault ${vault}`;
      if (!/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i.test(vault)) throw noVault(vault);
      tokens ??= signedIn(who);
      const known = await tokens.catch((error: unknown) => {
        tokens = null;
        throw error;
      });
      const http = new Http({ who, ...transport });
      const text = await http.text({
        url: `https://${vault}.${clouds[azure.cloud].keyVault}/secrets/${encodeURIComponent(secret)}?api-version=7.4`,
        authorize: (fresh) => known.header(fresh, signal),
        signal,
      });
      return textOf(objectIn(text, http), 'value') ?? '';
    },
  };
}

function noVault(vault: string): HuntError {
  return new HuntError({
    code: 'providers/bad-setting',
    message: `'${vault}' is no name of a key vault.`,
    hint: 'It has 3 to 24 letters, digits and hyphens.',
  });
}
