import { HuntError } from '../base/index.ts';
import type { ProviderContext, ProviderField, ServiceKind } from './define-provider.ts';
import { isRecord, listOf, objectIn, textOf } from './json-shape.ts';
import { guidPattern } from './kusto-values.ts';
import type { RemoteRecord } from './record-columns.ts';
import { Tokens } from './sign-in.ts';

/** Settings that say where a workspace lies in Azure. */
export const workspaceFields: Readonly<Record<string, ProviderField>> = {
  workspace_id: { about: 'the id of the workspace', type: 'text' },
  workspace_name: { about: 'its name in Azure', type: 'text' },
  subscription_id: { about: 'its subscription', type: 'text' },
  resource_group: { about: 'its resource group', type: 'text' },
};

/** An instance that is a workspace. */
export const workspaceInstance: ServiceKind['instance'] = {
  setting: 'workspace_id',
  looks: guidPattern,
  such: 'the id of a workspace',
};

/** What is asked of a resource. */
export interface ResourceAsk {
  /** Below the workspace: `/tables/X`. */
  path: string;
  version: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Readonly<Record<string, string>>;
  body?: RemoteRecord;
  /** Asking twice would not give the same. */
  once?: boolean;
  signal: AbortSignal;
}

const resourceGraphVersion = '2022-10-01';

/** The resources of one workspace, by Azure's own interface (management.azure.com and those of the other clouds). */
export class WorkspaceResources {
  readonly #context: ProviderContext;
  readonly #tokens: Tokens;
  #path: string | null = null;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#tokens = new Tokens(context, context.cloud.resources);
  }

  /** The address of a resource. Asks Azure Resource Graph, once, where only the id of the workspace is known. */
  async address({ path, version, query = {}, signal }: ResourceAsk): Promise<string> {
    this.#path ??= this.#pathOfSettings() ?? (await this.#pathOfId(signal));
    const parameters = new URLSearchParams({ 'api-version': version, ...query });
    const said = parameters.toString().replaceAll('+', '%20');
    return `${this.#context.cloud.resources}${this.#path}${path}?${said}`;
  }

  /** What a resource is; an empty object where the service says nothing. */
  async ask(ask: ResourceAsk): Promise<RemoteRecord> {
    return this.#object(await this.address(ask), ask);
  }

  /** As `ask`; null where there is no such resource. */
  async find(ask: ResourceAsk): Promise<RemoteRecord | null> {
    const { text, status } = await this.#answer(await this.address(ask), ask, 404);
    return status === 404 ? null : objectIn(text, this.#context.http);
  }

  /** The records of a list, page by page. A next page that lies elsewhere, or was there before, is no page. */
  async *pages(ask: ResourceAsk, list = 'value'): AsyncIterable<readonly RemoteRecord[]> {
    const { http, cloud } = this.#context;
    const seen = new Set<string>();
    let url = await this.address(ask);
    let body = ask.body;
    for (;;) {
      const page = await this.#object(url, { ...ask, ...(body ? { body } : {}) });
      if (!Array.isArray(page[list])) throw http.malformed('it has no list of records');
      const records = listOf(page, list);
      if (!records.every(isRecord)) throw http.malformed('a record is no object');
      yield records;
      const next = textOf(page, 'nextLink');
      if (!next) return;
      if (!URL.canParse(next) || new URL(next).origin !== cloud.resources)
        throw http.malformed('its next page lies elsewhere');
      if (seen.has(next)) throw http.malformed('a page points at one before it');
      seen.add(next);
      if (!body) url = next;
      else body = { ...body, skipToken: this.#skipToken(next) };
    }
  }

  #skipToken(next: string): string {
    const token = new URL(next).searchParams.get('$skipToken');
    if (token) return token;
    throw this.#context.http.malformed('its next page cannot be asked for');
  }

  async #object(url: string, ask: Omit<ResourceAsk, 'path' | 'version'>): Promise<RemoteRecord> {
    const { text } = await this.#answer(url, ask);
    return text === '' && (ask.method ?? 'GET') !== 'GET' ? {} : objectIn(text, this.#context.http);
  }

  #answer(
    url: string,
    { method = 'GET', body, once, signal }: Omit<ResourceAsk, 'path' | 'version'>,
    alsoAnswer?: number,
  ): Promise<{ text: string; status: number }> {
    const sent = body
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {};
    return this.#context.http.answer({
      url,
      method,
      ...sent,
      ...(once ? { once } : {}),
      ...(alsoAnswer === undefined ? {} : { alsoAnswer }),
      authorize: (fresh) => this.#tokens.header(fresh, signal),
      signal,
    });
  }

  #pathOfSettings(): string | null {
    const parts = ['subscription_id', 'resource_group', 'workspace_name'].map((name) =>
      encodeURIComponent(this.#context.settings.text(name) ?? ''),
    );
    if (parts.includes('')) return null;
    const [subscription, group, workspace] = parts;
    return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
  }

  async #pathOfId(signal: AbortSignal): Promise<string> {
    const { settings, cloud, http, who } = this.#context;
    const id = settings.text('workspace_id') ?? '';
    if (!guidPattern.test(id))
      throw new HuntError({
        code: 'providers/bad-setting',
        message: `${who} does not say where the workspace lies in Azure.`,
        hint: 'Name subscription_id, resource_group and workspace_name, or workspace_id, by which they are looked up.',
      });
    const query = `resources | where type =~ "microsoft.operationalinsights/workspaces" and properties.customerId =~ "${id}" | project id`;
    const url = `${cloud.resources}/providers/Microsoft.ResourceGraph/resources?api-version=${resourceGraphVersion}`;
    const body = { query, options: { resultFormat: 'objectArray', $top: 2 } };
    const answer = await this.#object(url, { method: 'POST', body, signal });
    if (!Array.isArray(answer['data'])) throw http.malformed('it has no list of workspaces');
    const path = textOf(listOf(answer, 'data')[0], 'id');
    if (path === null)
      throw new HuntError({
        code: 'providers/no-workspace',
        message: `${who}: Azure shows this account no workspace with the id ${id}.`,
        hint: 'Look at the id and at the account, or name subscription_id, resource_group and workspace_name.',
      });
    if (!/^(?:\/[\w.()-]+)+$/.test(path) || path.includes('/..'))
      throw http.malformed('the path of the workspace is none');
    return path;
  }
}
