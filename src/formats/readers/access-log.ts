import type { TableSink, UnparsedRow } from '../../engine/index.ts';
import { defineFormat, type Format, type Input, type ReadContext } from '../define-format.ts';
import { newAccessLogLine, parseAccessLogLine } from '../lines/access-log-line.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';
import { type LineReader, readLines } from '../lines/read-lines.ts';
import { type FilledColumn, RowBatch } from '../lines/row-batch.ts';

const accessLog: Format = defineFormat({
  name: 'access-log',
  title: 'Apache and nginx access logs (common, combined, with virtual host)',
  extensions: ['log'],
  source: 'https://learn.microsoft.com/azure/sentinel/normalization-schema-web',
  sniff,
  split: equalPieces,
  read,
  examples: [
    {
      baseName: 'access.log',
      bytes: [
        '203.0.113.9 - frank [10/Oct/2023:13:55:36 -0700] "GET /a%20b?x=1 HTTP/1.0" 200 2326',
        'shop.example:443 2001:db8::7 - - [10/Oct/2023:20:55:37 +0000] "POST /login HTTP/1.1" 302 - "https://shop.example/" "Moz \\"illa\\" \\xc3\\xa9" 0.004',
        '198.51.100.4 - - [10/Oct/2023:20:55:38 +0000] "\\x16\\x03\\x01" 400 150 "-" "-"',
        'PHP Warning: something else',
      ].join('\n'),
      tables: {
        AccessLog: {
          columns: [
            'TimeGenerated:datetime',
            'SrcIpAddr:string',
            'SrcUsername:string',
            'HttpRequestMethod:string',
            'Url:string',
            'HttpVersion:string',
            'HttpStatusCode:string',
            'DstBytes:long',
            'HttpReferrer:string',
            'HttpUserAgent:string',
            'HttpHost:string',
            'HttpRequestXff:string',
            'ClientIdentity:string',
            'HttpRequestLine:string',
            'AdditionalFields:dynamic',
          ],
          rows: [
            [
              '2023-10-10T20:55:36.0000000Z',
              '203.0.113.9',
              'frank',
              'GET',
              '/a%20b?x=1',
              '1.0',
              '200',
              2326,
              '',
              '',
              '',
              '',
              '',
              '',
              null,
            ],
            [
              '2023-10-10T20:55:37.0000000Z',
              '2001:db8::7',
              '',
              'POST',
              '/login',
              '1.1',
              '302',
              null,
              'https://shop.example/',
              'Moz "illa" é',
              'shop.example:443',
              '',
              '',
              '',
              ['0.004'],
            ],
            [
              '2023-10-10T20:55:38.0000000Z',
              '198.51.100.4',
              '',
              '',
              '',
              '',
              '400',
              150,
              '',
              '',
              '',
              '',
              '',
              '\u0016\u0003\u0001',
              null,
            ],
          ],
        },
      },
    },
  ],
});

export default accessLog;

function sniff(head: Uint8Array): number {
  const lines = headLines(head);
  const line = newAccessLogLine();
  const fit = lines.filter((l) => parseAccessLogLine(l, 0, l.length, line) === undefined).length;
  return lines.length === 0 ? 0 : 0.98 * (fit / lines.length);
}

async function read(input: Input, context: ReadContext): Promise<void> {
  await readLines(input, context, new AccessLogReader(context.table('AccessLog')));
}

/** Columns are those of Sentinel's normalized web sessions (ASIM), so that a size is `DstBytes` and a status text. */
class AccessLogReader implements LineReader {
  readonly #sink: TableSink;
  readonly #line = newAccessLogLine();
  readonly #batch: RowBatch;
  readonly #columns: Record<
    | 'time'
    | 'client'
    | 'user'
    | 'method'
    | 'url'
    | 'version'
    | 'status'
    | 'size'
    | 'referrer'
    | 'agent'
    | 'host'
    | 'forwarded'
    | 'identity'
    | 'request'
    | 'more',
    FilledColumn
  >;
  #stated = false;
  #assumed = false;

  constructor(sink: TableSink) {
    this.#sink = sink;
    const batch = new RowBatch(sink);
    this.#batch = batch;
    this.#columns = {
      time: batch.column('TimeGenerated', 'datetime'),
      client: batch.column('SrcIpAddr', 'string'),
      user: batch.column('SrcUsername', 'string'),
      method: batch.column('HttpRequestMethod', 'string'),
      url: batch.column('Url', 'string'),
      version: batch.column('HttpVersion', 'string'),
      status: batch.column('HttpStatusCode', 'string'),
      size: batch.column('DstBytes', 'long'),
      referrer: batch.column('HttpReferrer', 'string'),
      agent: batch.column('HttpUserAgent', 'string'),
      host: batch.column('HttpHost', 'string'),
      forwarded: batch.column('HttpRequestXff', 'string'),
      identity: batch.column('ClientIdentity', 'string'),
      request: batch.column('HttpRequestLine', 'string'),
      more: batch.column('AdditionalFields', 'dynamic'),
    };
  }

  line(text: string, start: number, end: number): string | undefined {
    const line = this.#line;
    const reason = parseAccessLogLine(text, start, end, line);
    if (reason !== undefined) return reason;
    const c = this.#columns;
    c.time.values.push(line.micros);
    c.client.values.push(line.client);
    c.user.values.push(line.user);
    c.method.values.push(line.method);
    c.url.values.push(line.url);
    c.version.values.push(line.httpVersion);
    c.status.values.push(line.status);
    c.size.values.push(line.sizeBytes);
    c.referrer.values.push(line.referrer);
    c.agent.values.push(line.userAgent);
    c.host.values.push(line.virtualHost);
    c.forwarded.values.push(line.forwardedFor);
    c.identity.values.push(line.identity);
    c.request.values.push(line.oddRequest);
    c.more.values.push(line.more.length > 0 ? JSON.stringify(line.more) : null);
    this.#batch.rowCount++;
    if (line.zoneStated) this.#stated = true;
    else this.#assumed = true;
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (this.#stated) this.#sink.zone('TimeGenerated', true);
    if (this.#assumed) this.#sink.zone('TimeGenerated', false);
    this.#stated = false;
    this.#assumed = false;
    await this.#batch.flush(unparsed);
  }

  note(sentence: string): void {
    this.#sink.note(sentence);
  }
}
