import type { DecodeEvent, TextIndicator, TextPart, TextStep } from '../../src/protocol/index.ts';
import { type DecoderQuestion, textLiteral } from '../../src/views/index.ts';
import { askPage } from './acts.ts';
import { call } from './client.ts';

/** Answer what any view below asks about encoded values, and open the decoder where one of them wants it. */
export function answerDecoding(page: HTMLElement): void {
  page.addEventListener('hunt-ask-decoder', (event) => {
    const question = (event as CustomEvent<DecoderQuestion>).detail;
    const { texts, signal } = question;
    question.answer = call('decodeValues', { texts }, signal).then(({ decoded }) => decoded);
  });
  page.addEventListener('hunt-decode', (event) =>
    openDecoder(page, (event as CustomEvent<{ text: string }>).detail.text),
  );
}

/** Lay a text open beside the hunt. */
export function openDecoder(from: EventTarget, text: string): void {
  askPage(from, 'hunt-sheet', { title: 'Decoder', tag: 'decoder-bench', properties: { text } });
}

/** The longest text that the decoder takes. */
export const mostLetters = 1_048_576;
/** The longest query that a cell may hold, with some room. */
const longestQuery = 250_000;

/** Kinds of indicators about which sources of threat intelligence can be asked. */
export const lookedUp: ReadonlySet<string> = new Set([
  'ipv4',
  'ipv6',
  'dns',
  'url',
  'md5_hash',
  'sha1_hash',
  'sha256_hash',
]);

/** What is known of a text so far. */
export interface Opened {
  steps: readonly TextStep[];
  parts: readonly TextPart[];
  moreParts: number;
  /** Null until they were looked for. */
  indicators: readonly TextIndicator[] | null;
  moreIndicators: number;
  /** What it says in the end; null until that is known. */
  text: string | null;
  letters: number;
  doing: string;
  elapsedMs: number | null;
}

/** Nothing is known yet. */
export const emptyOpened: Opened = {
  steps: [],
  parts: [],
  moreParts: 0,
  indicators: null,
  moreIndicators: 0,
  text: null,
  letters: 0,
  doing: 'Decoding',
  elapsedMs: null,
};

const doing = {
  steps: 'Decoding',
  parts: 'Looking for files',
  indicators: 'Looking for indicators',
} as const;

/** What is known after an event. */
export function withEvent(known: Opened, event: DecodeEvent): Opened {
  if (event.kind === 'step') {
    const steps = [...known.steps, event.step];
    return { ...known, steps, doing: `Decoding, step ${steps.length + 1}` };
  }
  if (event.kind === 'doing')
    return event.what === 'steps' ? known : { ...known, doing: doing[event.what] };
  if (event.kind === 'parts') return { ...known, parts: event.parts, moreParts: event.more };
  if (event.kind === 'indicators')
    return { ...known, indicators: event.indicators, moreIndicators: event.more };
  if (event.kind === 'failed') return known;
  const { text, letters, elapsedMs } = event;
  return { ...known, text, letters, elapsedMs };
}

/** The query that decodes a text, after the steps asked for; null where it is too long for a cell. */
export function decodingCell(text: string, methods: readonly string[]): string | null {
  const asked =
    methods.length === 0 ? '' : `, methods = dynamic([${methods.map(jsonText).join(', ')}])`;
  const kql = `print Text = ${textLiteral(text)}\n| invoke decode(Text${asked})`;
  return kql.length > longestQuery ? null : kql;
}

/** A text in the JSON of a `dynamic` literal: letters outside of ASCII are escaped. */
const jsonText = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The query that looks values up. */
export function lookupCell(values: readonly string[]): string {
  const rows = values.map((value) => `  ${textLiteral(value)},`).join('\n');
  return `datatable(Observable: string)[\n${rows}\n]\n| invoke ti_lookup(Observable)`;
}

/** Bytes in hex as lines of sixteen: where they stand, the bytes, and the letters that they are. */
export function hexLines(hex: string): string[] {
  const bytes = hex === '' ? [] : hex.split(' ');
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const some = bytes.slice(at, at + 16);
    const letters = some.map((byte) => {
      const code = Number.parseInt(byte, 16);
      return code > 31 && code < 127 ? String.fromCharCode(code) : '.';
    });
    const where = at.toString(16).padStart(4, '0');
    lines.push(`${where}  ${some.join(' ').padEnd(47)}  ${letters.join('')}`);
  }
  return lines;
}
