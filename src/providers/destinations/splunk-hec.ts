import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Column, didYouMean, HuntError } from '../../base/index.ts';
import { looksLikeAddress, serviceAddress } from '../addresses.ts';
import {
  type Batch,
  type BatchAnswer,
  type Destination,
  defineDestination,
  jsonRow,
  type Receiver,
} from '../define-destination.ts';
import type { ProviderContext } from '../define-provider.ts';
import { isRecord, objectIn, textOf } from '../json-shape.ts';

const mostBytes = 1_000_000;
const receiptsAtOnce = 1000;
const mostLooks = 40;
/** Looks come ever later, up to so many times what is waited first. */
const longestLook = 10;

const splunkHec: Destination = defineDestination({
  name: 'splunk-hec',
  title: 'Splunk, by the HTTP Event Collector',
  also: ['hec'],
  about: 'Takes rows as events into an index, each with its time, host, source and sourcetype.',
  source: 'https://help.splunk.com/en/splunk-enterprise/get-data-in/collect-http-event-data',
  limits: [
    'Without ack, a row counts as taken once the collector has taken it; Splunk may still lose it before it is indexed.',
    'Of a request with a row that is refused, Splunk names the first such row, and not whether it keeps those before it.',
    'The certificate of the collector must be trusted: NODE_EXTRA_CA_CERTS names one of your own.',
  ],
  packages: [],
  instance: { setting: 'url', looks: looksLikeAddress, such: 'the address of a collector' },
  fields: {
    url: { about: 'the collector, with its port: https://host:8088', type: 'text', required: true },
    token: { about: 'its token', type: 'secret', required: true },
    index: { about: "the index; the token's own unless said", type: 'text' },
    sourcetype: { about: 'what the events are; huntbook:json unless said', type: 'text' },
    source: { about: 'where they come from; huntbook unless said', type: 'text' },
    host: { about: 'the host of all events, where no column says it', type: 'text' },
    host_column: { about: 'the column that says the host: Computer', type: 'text' },
    time_column: {
      about:
        'the column that says when it happened; TimeGenerated, else the first datetime, unless said',
      type: 'text',
    },
    ack: {
      about: 'wait until Splunk says that events are indexed; the token must allow it',
      type: 'flag',
    },
  },
  connect: (context) => new Collector(context),
});

export default splunkHec;

class Collector implements Receiver {
  readonly to: string;
  readonly most = { bytes: mostBytes, rows: 10_000 };
  readonly around = 1;
  readonly #context: ProviderContext;
  readonly #address: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #channel = randomUUID();

  constructor(context: ProviderContext) {
    const { settings, who } = context;
    this.#context = context;
    const said = serviceAddress(settings.text('url') ?? '', who);
    this.#address = said.replace(/\/services\/collector(?:\/event)?(?:\/1\.0)?$/, '');
    const ack = settings.flag('ack');
    this.#headers = {
      'content-type': 'application/json',
      ...(ack ? { 'x-splunk-request-channel': this.#channel } : {}),
    };
    const index = settings.text('index');
    this.to = `${this.#address}, ${index ? `index ${index}` : "the token's index"}`;
  }

  /** Nothing is sent: a token that is known is told that there is no data (code 5), others that they are not. */
  async check(signal: AbortSignal): Promise<string> {
    const { code, said } = await this.#post('', signal);
    if (code === 5 || code === 0) return 'the token is taken';
    throw this.#context.http.fault(400, said);
  }

  spelling(columns: readonly Column[]): ReturnType<Receiver['spelling']> {
    const { settings } = this.#context;
    const said = this.#timeColumn(columns);
    const isTime = ({ type }: Column): boolean => type === 'datetime';
    const usual = columns.findIndex((column) => column.name === 'TimeGenerated' && isTime(column));
    const time = [said, usual, columns.findIndex(isTime)].find((at) => at >= 0) ?? -1;
    const hostColumn = settings.text('host_column');
    const host = columns.findIndex((column) => column.name === hostColumn);
    const notes = [
      time < 0
        ? 'No column says when a row happened: Splunk takes the time of arrival.'
        : `The time of events is ${columns[time]?.name}.`,
    ];
    if (hostColumn !== undefined && host < 0)
      notes.push(
        `No column is called ${hostColumn}: the host is ${settings.text('host') ?? 'what Splunk makes of it'}.`,
      );
    const same = JSON.stringify({
      ...text('index', settings.text('index')),
      source: settings.text('source') ?? 'huntbook',
      sourcetype: settings.text('sourcetype') ?? 'huntbook:json',
    }).slice(1, -1);
    let timeless = 0;
    return {
      notes,
      spell: (row) => {
        const seconds = time < 0 ? null : secondsOf(row[time]);
        if (time >= 0 && seconds === null) timeless++;
        const named = row[host];
        const isNamed = typeof named === 'string' && named !== '';
        const from = isNamed ? named : settings.text('host');
        const own = JSON.stringify(text('host', from)).slice(1, -1);
        const parts = [seconds === null ? '' : `"time":${seconds}`, own, same];
        return `{${parts.filter(Boolean).join(',')},"event":${jsonRow(columns, row)}}`;
      },
      told: () =>
        timeless === 0
          ? []
          : [`${timeless} rows say no time: Splunk takes the time of arrival for them.`],
    };
  }

  /** The column that the setting names, by its place; -1 where it names none. */
  #timeColumn(columns: readonly Column[]): number {
    const { settings, who } = this.#context;
    const name = settings.text('time_column');
    const at = columns.findIndex((column) => column.name === name);
    if (name === undefined || at >= 0) return at;
    const names = columns.map((column) => column.name);
    throw new HuntError({
      code: 'providers/bad-setting',
      message: `${who}: time_column is '${name}', which is no column of the rows.${didYouMean(name, names)}`,
      hint: `They are ${names.join(', ')}.`,
    });
  }

  async send({ rows, signal, again }: Batch): Promise<BatchAnswer> {
    const { http } = this.#context;
    const { code, said, answer } = await this.#post(rows.join('\n'), signal, again);
    if (code === 0) {
      if (!this.#context.settings.flag('ack')) return { refused: null };
      const receipt = answer['ackId'];
      if (typeof receipt !== 'number') throw http.malformed('it has no ackId');
      return { refused: null, receipt };
    }
    const row = answer['invalid-event-number'];
    const fault = http.fault(400, said);
    if (!Number.isSafeInteger(row) || Number(row) < 0 || Number(row) >= rows.length) throw fault;
    return { refused: { row: Number(row), why: fault.message } };
  }

  /** Ask until the indexers say of all that they have them, for some minutes. */
  async confirm(receipts: readonly number[], signal: AbortSignal): Promise<readonly number[]> {
    const { http } = this.#context;
    const left = new Set(receipts);
    const url = `${this.#address}/services/collector/ack?channel=${this.#channel}`;
    for (let looks = 0, waitMs = http.firstDelayMs; looks < mostLooks && left.size > 0; looks++) {
      if (looks > 0)
        await sleep(waitMs, undefined, { signal }).catch(() => {
          throw signal.reason;
        });
      if (looks > 0) waitMs = Math.min(http.firstDelayMs * longestLook, waitMs * 1.5);
      const acks = [...left].slice(0, receiptsAtOnce);
      const body = JSON.stringify({ acks });
      const ask = { url, method: 'POST' as const, body, headers: this.#headers };
      const text = await http.text({ ...ask, authorize: this.#authorize, signal });
      const said = objectIn(text, http)['acks'];
      if (!isRecord(said)) throw http.malformed('it says nothing of acks');
      for (const ack of acks) if (said[String(ack)] === true) left.delete(ack);
    }
    return [...left];
  }

  readonly #authorize = async (): Promise<string> =>
    `Splunk ${this.#context.settings.text('token') ?? ''}`;

  async #post(
    body: string,
    signal: AbortSignal,
    again: () => void = () => {},
  ): Promise<{ code: number; said: string; answer: Readonly<Record<string, unknown>> }> {
    const { http } = this.#context;
    const { text: said, status } = await http.answer({
      url: `${this.#address}/services/collector/event`,
      method: 'POST',
      headers: this.#headers,
      body,
      authorize: this.#authorize,
      alsoAnswer: 400,
      again,
      signal,
    });
    // What is no answer of a collector to a refusal is a refusal all the same.
    if (status === 400 && !said.trimStart().startsWith('{')) throw http.fault(400, said);
    const answer = objectIn(said, http);
    const { code } = answer;
    if (typeof code !== 'number' || textOf(answer, 'text') === null)
      throw http.malformed('it is no answer of a collector');
    return { code, said, answer };
  }
}

const text = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value };

/** Seconds since 1970 with their fraction, of an ISO time; null where there is none. */
function secondsOf(value: unknown): string | null {
  const [, whole, fraction = ''] = /^(\S{19})(?:\.(\d{1,6})\d*)?Z$/.exec(String(value)) ?? [];
  const seconds = whole === undefined ? Number.NaN : Date.parse(`${whole}Z`) / 1000;
  if (!Number.isSafeInteger(seconds)) return null;
  return fraction === '' ? String(seconds) : `${seconds}.${fraction}`;
}
