import { type Asked, fetchText } from '../lookup/fetch-json.ts';
import { type LookupContext, LookupFault, type ReadSetting } from '../lookup/lookup.ts';
import type { TiCall, TiRequest, TiService, TiSource } from './define-source.ts';
import type { Observable } from './observable.ts';
import { tidy } from './tidy.ts';

/** The value of a setting of a source; empty where it is not set. */
export function settingOf(source: TiSource, name: string, setting: ReadSetting): string {
  const environment = source.settings.find((one) => one.name === name)?.environment ?? [];
  return setting(name, environment)?.trim() ?? '';
}

/** What has to be set up before a source can be asked; null where nothing is missing. */
export function missingOf(source: TiSource, setting: ReadSetting): string | null {
  const lacks = source.settings.find(
    ({ name, needed }) => needed && settingOf(source, name, setting) === '',
  );
  if (!lacks) return null;
  const variables = [...lacks.environment, `HUNTBOOK_${lacks.name.toUpperCase()}`].slice(0, 2);
  return `${source.name} needs ${lacks.about}: ${variables.join(' or ')}, or ${lacks.name} of settings.`;
}

function bodyOf({ form, json }: TiRequest): Pick<Asked, 'body' | 'headers'> {
  if (form)
    return {
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
  if (json === undefined) return {};
  return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
}

function addressOf(source: TiSource, service: TiService, setting: ReadSetting): string {
  const said = settingOf(source, service.setting, setting) || service.address;
  if (!URL.canParse(said) || !/^https?:$/.test(new URL(said).protocol))
    throw new LookupFault(`${service.setting} is no address of the web.`, { dead: true });
  return said.endsWith('/') ? said : `${said}/`;
}

/** What a source has at hand while it is asked about an observable. */
export function callOf(source: TiSource, { value }: Observable, context: LookupContext): TiCall {
  const setting = (name: string): string => settingOf(source, name, context.setting);
  const secrets = source.settings
    .filter(({ secret }) => secret)
    .map(({ name }) => setting(name))
    .filter(Boolean);
  const address = (service: TiService): string => addressOf(source, service, context.setting);
  const say = (service: TiService, path: string, request: TiRequest): Promise<string | null> => {
    const query = request.query ? `?${new URLSearchParams(request.query)}` : '';
    const { body, headers } = bodyOf(request);
    const unfit = Object.values(request.headers ?? {}).some((said) => /[^\t\x20-\x7e]/.test(said));
    if (unfit)
      throw new LookupFault(`A setting of ${source.name} holds what no header can.`, {
        dead: true,
      });
    const asked: Asked = {
      what: request.what ?? value,
      secrets: [...secrets, ...(request.secrets ?? [])],
      oneServer: true,
      headers: { ...headers, ...request.headers },
      ...(body === undefined ? {} : { body }),
      absent: request.absentBy404 ? 'json' : 'never',
      ...(request.mostBytes === undefined ? {} : { mostBytes: request.mostBytes }),
    };
    return fetchText(`${address(service)}${path}${query}`, asked, context);
  };
  return {
    context,
    setting,
    address,
    text: (service, path, request = {}) => say(service, path, request),
    async json(service, path, request = {}) {
      const said = await say(service, path, request);
      if (said === null) return null;
      let parsed: unknown;
      try {
        parsed = JSON.parse(said);
      } catch {
        throw new LookupFault(`The answer of ${source.name} is not JSON.`);
      }
      return tidy(parsed, [...secrets, ...(request.secrets ?? [])]);
    },
  };
}
