import { HuntError } from '../base/index.ts';
import { type AzureSettings, Secret, type SecretSources } from '../config/index.ts';
import { Http, type Transport } from './http.ts';
import { objectIn, textOf } from './json-shape.ts';
import { clouds, signIn, Tokens } from './sign-in.ts';

/** Reads secrets of Azure Key Vault. Errors: `providers/…` of the sign-in and of the vault, which never hold the secret. */
export function keyVaultReader(parts: {
  azure: AzureSettings;
  transport: Transport;
  tell?: (message: string) => void;
}): NonNullable<SecretSources['keyVault']> {
  const { azure, transport, tell } = parts;
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
      list: (): readonly string[] => [],
    };
    const who = `key vault ${vault}`;
    const http = new Http({ who, ...transport });
    const tokens = new Tokens(
      {
        who,
        credential: () =>
          signIn({
            who,
            settings,
            azure,
            transport: transport.azure ?? {},
            ...(tell ? { tell } : {}),
          }),
      },
      `https://${keyVault}`,
    );
    const text = await http.text({
      url: `https://${vault}.${keyVault}/secrets/${encodeURIComponent(secret)}?api-version=7.4`,
      authorize: (fresh) => tokens.header(fresh, signal),
      signal,
    });
    return textOf(objectIn(text, http), 'value') ?? '';
  };
}
