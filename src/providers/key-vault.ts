import { HuntError } from '../base/index.ts';
import { type AzureSettings, Secret, type SecretSources } from '../config/index.ts';
import type { Http } from './http.ts';
import { textOf } from './json-shape.ts';
import { type AzureTransport, clouds, signIn, Tokens } from './sign-in.ts';

/** Reads secrets of Azure Key Vault. Errors: `providers/…` of the sign-in and of the vault, which never hold the secret. */
export function keyVaultReader(parts: {
  azure: AzureSettings;
  http: Http;
  transport: AzureTransport;
  tell?: (message: string) => void;
}): NonNullable<SecretSources['keyVault']> {
  const { azure, http, transport, tell } = parts;
  return async (vault, secret, signal = new AbortController().signal) => {
    if (!/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i.test(vault))
      throw new HuntError({
        code: 'providers/bad-setting',
        message: `'${vault}' is no name of a key vault.`,
        hint: 'It has 3 to 24 letters, digits and hyphens.',
      });
    const { keyVault } = clouds[azure.cloud];
    const revealed = new Map<string, string>();
    for (const [name, setting] of azure.settings)
      if (setting instanceof Secret) revealed.set(name, await setting.reveal());
      else revealed.set(name, String(setting));
    const settings = {
      text: (name: string): string | undefined => revealed.get(name),
      number: (): undefined => undefined,
      flag: (): boolean => false,
    };
    const { who } = http;
    const tokens = new Tokens(
      {
        who,
        credential: () => signIn({ who, settings, azure, transport, ...(tell ? { tell } : {}) }),
      },
      `https://${keyVault}`,
    );
    const text = await http.text({
      url: `https://${vault}.${keyVault}/secrets/${encodeURIComponent(secret)}?api-version=7.4`,
      authorize: (fresh) => tokens.header(fresh, signal),
      signal,
    });
    return textOf(JSON.parse(text), 'value') ?? '';
  };
}
