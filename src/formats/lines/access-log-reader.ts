import type { TableSink, UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';
import { newAccessLogLine, parseAccessLogLine } from './access-log-line.ts';
import { type LineReader, readLines } from './read-lines.ts';
import { type FilledColumn, RowBatch } from './row-batch.ts';

/** Read an access log into `AccessLog`. */
export async function readAccessLog(input: Input, context: ReadContext): Promise<void> {
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
