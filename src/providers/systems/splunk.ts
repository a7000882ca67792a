import { setTimeout as sleep } from 'node:timers/promises';
import { type Column, HuntError } from '../../base/index.ts';
import { looksLikeAddress, serviceAddress } from '../addresses.ts';
import {
  type Connected,
  defineProvider,
  type Provider,
  type ProviderContext,
  type RemotePart,
  type RemoteQuery,
  type RemoteTable,
} from '../define-provider.ts';
import { parseExactly } from '../exact-json.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { maxColumns, RowReader } from '../kusto-values.ts';

const pageRows = 10_000;
/** Splunk keeps 10,000 unless it is told, and no more than this unless its limits are. */
const mostRows = 500_000;
const longestLookMs = 2000;

const splunk: Provider = defineProvider({
  name: 'splunk',
  title: 'Splunk Enterprise and Splunk Cloud',
  about: 'SPL by the REST interface of a search head.',
  source: 'https://help.splunk.com/en/splunk-enterprise/rest-api-reference',
  language: 'SPL',
  queries: { languages: ['spl'], systems: ['Splunk'] },
  // A user of Splunk may run three searches at once unless the role says otherwise.
  atOnce: { most: 3, of: 'instance' },
  limits: [
    'All fields are text, as Splunk gives them, but _time; several values of a field are a JSON array.',
    'The certificate of the search head must be trusted: NODE_EXTRA_CA_CERTS names one of your own.',
  ],
  packages: [],
  instance: { setting: 'host', looks: looksLikeAddress, such: 'the address of a search head' },
  fields: {
    host: { about: 'the search head', type: 'text', required: true },
    port: { about: 'the port of its REST interface; 8089 unless said', type: 'number' },
    http_scheme: {
      about: 'https unless said; http only on this machine',
      type: 'text',
      oneOf: ['https', 'http'],
    },
    app: { about: 'the app in which searches run, with its macros and lookups', type: 'text' },
    owner: { about: 'in whose name, within the app', type: 'text' },
    username: { about: 'who signs in, with a password', type: 'text' },
    password: { about: 'the password', type: 'secret' },
    token: { about: 'an authentication token, instead of a password', type: 'secret' },
    bearer_token: { about: 'the same, as MSTICPy calls it', type: 'secret' },
    mode: {
      about: 'how rows come: from a search job, page by page, or exported as they are found',
      type: 'text',
      oneOf: ['jobs', 'export'],
    },
  },
  connect: (context) => new SearchHead(context),
});

export default splunk;

type Content = Readonly<Record<string, unknown>>;

class SearchHead implements Connected {
  readonly #context: ProviderContext;
  readonly #address: string;
  #session: Promise<string> | null = null;

  constructor(context: ProviderContext) {
    const { settings, who } = context;
    this.#context = context;
    const host = settings.text('host') ?? '';
    const scheme = settings.text('http_scheme') ?? 'https';
    const address = serviceAddress(/^https?:/i.test(host) ? host : `${scheme}://${host}`, who);
    const hasPort = /:\d+$/.test(address);
    this.#address = hasPort ? address : `${address}:${settings.number('port') ?? 8089}`;
    if (!settings.text('token') && !settings.text('bearer_token') && !settings.text('password'))
      throw new HuntError({
        code: 'providers/bad-setting',
        message: `${who}: neither a token nor a password is set.`,
        hint: 'Set token, or username and password.',
      });
  }

  async check(signal: AbortSignal): Promise<string> {
    const answer = await this.#get('/services/authentication/current-context', {}, signal);
    const [entry] = listOf(answer, 'entry');
    const name = isRecord(entry) ? textOf(entry['content'], 'username') : null;
    if (name === null) throw this.#context.http.malformed('it does not say who signed in');
    return `signed in as ${name}`;
  }

  async tables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const answer = await this.#get('/services/data/indexes', { count: '0' }, signal);
    return listOf(answer, 'entry').flatMap((entry) => {
      const name = textOf(entry, 'name');
      return name === null ? [] : [{ name, columns: [] }];
    });
  }

  query(query: RemoteQuery): AsyncIterable<RemotePart> {
    return this.#context.settings.text('mode') === 'export'
      ? this.#export(query)
      : this.#job(query);
  }

  async *#job(query: RemoteQuery): AsyncIterable<RemotePart> {
    const { http } = this.#context;
    const { signal } = query;
    const body = this.#form(query, { exec_mode: 'normal', max_count: String(mostRows) });
    const begun = objectIn(
      await http.text(this.#ask(this.#path('search/jobs'), signal, body)),
      http,
    );
    const sid = textOf(begun, 'sid');
    if (sid === null) throw http.malformed('it has no search job');
    const path = this.#path(`search/jobs/${encodeURIComponent(sid)}`);
    try {
      const job = await this.#finished(path, signal);
      const total = Number(job['resultCount']);
      const { missing, notes } = tellings(job);
      const fields = new Fields();
      let offset = 0;
      do {
        const more = { count: String(pageRows), offset: String(offset) };
        const page = await this.#get(
          `${path.replace('search/jobs', 'search/v2/jobs')}/results`,
          more,
          signal,
        );
        if (!Array.isArray(page['results'])) throw http.malformed('it has no results');
        const rows = listOf(page, 'results');
        if (rows.length === 0) break;
        offset += rows.length;
        yield fields.part(rows, listOf(page, 'fields'));
      } while (offset < total);
      if (total >= mostRows)
        missing.push(`A search job keeps at most ${mostRows} rows; mode: export gives all.`);
      if (offset !== total) missing.push(`The job counts ${total} rows, and gave ${offset}.`);
      yield { columns: fields.columns, rows: [], missing: [...missing, ...fields.missing], notes };
    } finally {
      // The job takes room on the search head until it is told to go. Where that fails it ends by itself, in minutes.
      const soon = AbortSignal.timeout(5000);
      await http.text({ ...this.#ask(path, soon), method: 'DELETE', once: true }).catch(() => {});
    }
  }

  /** What became of a job, once it is done. Errors: `providers/bad-query` where it failed. */
  async #finished(path: string, signal: AbortSignal): Promise<Content> {
    const { http } = this.#context;
    for (let waitMs = http.firstDelayMs / 5; ; waitMs = Math.min(longestLookMs, waitMs * 1.5)) {
      const [entry] = listOf(await this.#get(path, {}, signal), 'entry');
      const content = isRecord(entry) ? entry['content'] : null;
      if (!isRecord(content)) throw http.malformed('it says nothing of the search job');
      if (content['isFailed'] === true || content['isZombie'] === true) {
        const { missing } = tellings(content);
        throw http.fault(400, missing.join(' ') || 'the search job failed');
      }
      if (content['isDone'] === true) return content;
      await sleep(waitMs, undefined, { signal }).catch(() => {
        throw signal.reason;
      });
    }
  }

  async *#export(query: RemoteQuery): AsyncIterable<RemotePart> {
    const { http } = this.#context;
    const body = this.#form(query, { preview: 'false' });
    const ask = this.#ask(this.#path('search/v2/jobs/export'), query.signal, body);
    const fields = new Fields();
    const missing: string[] = [];
    const notes: string[] = [];
    let rows: unknown[] = [];
    let isWhole = false;
    for await (const line of http.lines(ask)) {
      if (line.trim() === '') continue;
      let told: unknown;
      try {
        told = parseExactly(line);
      } catch {
        throw http.malformed('a line is not JSON');
      }
      if (!isRecord(told)) throw http.malformed('a line is no JSON object');
      const said = tellings(told);
      missing.push(...said.missing);
      notes.push(...said.notes);
      if (told['preview'] === true) continue;
      if (isRecord(told['result'])) rows.push(told['result']);
      isWhole ||= told['lastrow'] === true;
      if (rows.length < pageRows) continue;
      yield fields.part(rows, []);
      rows = [];
    }
    yield fields.part(rows, []);
    if (!isWhole) missing.push('The export ended without saying that it was whole.');
    yield { columns: fields.columns, rows: [], missing: [...missing, ...fields.missing], notes };
  }

  /** Where searches live: of everybody, or within an app. */
  #path(rest: string): string {
    const { settings } = this.#context;
    const [owner, app] = [settings.text('owner'), settings.text('app')];
    if (!owner && !app) return `/services/${rest}`;
    return `/servicesNS/${encodeURIComponent(owner ?? 'nobody')}/${encodeURIComponent(app ?? 'search')}/${rest}`;
  }

  /** SPL begins with a command; what begins with none is searched for. */
  #form({ text, span }: RemoteQuery, more: Readonly<Record<string, string>>): URLSearchParams {
    const search = /^\s*(?:\||search\b)/i.test(text) ? text : `search ${text}`;
    const when = span ? { earliest_time: span.from, latest_time: span.to } : {};
    return new URLSearchParams({ search, output_mode: 'json', ...when, ...more });
  }

  async #get(
    path: string,
    more: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Content> {
    const { http } = this.#context;
    const query = new URLSearchParams({ output_mode: 'json', ...more });
    return objectIn(await http.text(this.#ask(`${path}?${query}`, signal)), http);
  }

  #ask(
    path: string,
    signal: AbortSignal,
    body?: URLSearchParams,
  ): Parameters<ProviderContext['http']['ask']>[0] {
    return {
      url: this.#address + path,
      method: body ? 'POST' : 'GET',
      ...(body ? { body } : {}),
      authorize: (fresh) => this.#authorize(fresh, signal),
      signal,
    };
  }

  async #authorize(fresh: boolean, signal: AbortSignal): Promise<string> {
    const { settings } = this.#context;
    const token = settings.text('token') ?? settings.text('bearer_token');
    if (token) return `Bearer ${token}`;
    if (fresh || !this.#session) {
      this.#session = this.#signIn(signal);
      this.#session.catch(() => {
        this.#session = null;
      });
    }
    return `Splunk ${await this.#session}`;
  }

  async #signIn(signal: AbortSignal): Promise<string> {
    const { http, settings } = this.#context;
    const body = new URLSearchParams({
      username: settings.text('username') ?? '',
      password: settings.text('password') ?? '',
      output_mode: 'json',
    });
    const url = `${this.#address}/services/auth/login`;
    const answer = objectIn(await http.text({ url, method: 'POST', body, signal }), http);
    const key = textOf(answer, 'sessionKey');
    if (key === null) throw http.malformed('it has no session');
    return key;
  }
}

/** What a job or an export says of itself: warnings and faults make it partial. */
function tellings(said: Content): { missing: string[]; notes: string[] } {
  const missing: string[] = [];
  const notes: string[] = [];
  for (const message of listOf(said, 'messages').slice(0, 20)) {
    const type = textOf(message, 'type') ?? '';
    const text = (textOf(message, 'text') ?? '').slice(0, 400);
    if (/^(?:WARN|ERROR|FATAL)/i.test(type)) missing.push(`Splunk says: ${text}`);
    else if (/^INFO/i.test(type)) notes.push(`Splunk says: ${text}`);
  }
  if (said['isFinalized'] === true)
    missing.push('The search was ended before it had seen all events.');
  return { missing, notes };
}

/** The fields of results so far, in order, as columns. */
class Fields {
  readonly #names = new Set<string>();
  readonly #missing = new Set<string>();

  get columns(): Column[] {
    return [...this.#names].map((name) => ({
      name,
      type: name === '_time' ? 'datetime' : 'string',
    }));
  }

  get missing(): string[] {
    return [...this.#missing];
  }

  part(results: readonly unknown[], fields: readonly unknown[]): RemotePart {
    for (const field of fields) this.#know(textOf(field, 'name'));
    for (const result of results)
      if (isRecord(result)) for (const name of Object.keys(result)) this.#know(name);
    const reader = new RowReader(this.columns);
    const rows = reader.rows(
      results.map((result) =>
        isRecord(result)
          ? reader.columns.map(({ name }) => (Object.hasOwn(result, name) ? result[name] : null))
          : null,
      ),
    );
    for (const sentence of reader.missing) this.#missing.add(sentence);
    return { columns: reader.columns, rows };
  }

  /** Names may come out of log texts; there is an end to how many are taken. */
  #know(name: string | null): void {
    if (name === null || this.#names.has(name)) return;
    if (this.#names.size < maxColumns) this.#names.add(name);
    else this.#missing.add(`There are more than ${maxColumns} fields; the rest was left out.`);
  }
}
