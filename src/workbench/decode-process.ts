import { guardMemory } from '../engine/child.ts';
import {
  type Base64Part,
  decodeSteps,
  decodeText,
  defang,
  extractIocs,
  refang,
  unpackBase64,
  unpackBytes,
} from '../extract/index.ts';
import type { DecodeCalls, DecodeEvent, TextIndicator, TextPart } from '../protocol/index.ts';

/** What the process is told to do. */
export type DecodeOrder =
  | { kind: 'text'; text: string; first: readonly string[] }
  | { kind: 'values'; texts: readonly string[] };

/** What it says: events on the way, and at the end the answer, or that there was a bug. */
export type DecodeSaid =
  | { event: DecodeEvent }
  | { answer: DecodeCalls['decodeValues']['answer'] | null }
  | { bug: string };

const longestText = 1_048_576;
const shownText = 32_768;
const shownPartText = 8192;
const shownBytes = 512;
const mostParts = 200;
const mostIndicators = 2000;
const isHash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;

type Send = (event: DecodeEvent) => void;

function partOf(part: Base64Part): TextPart {
  const { fileName, fileType, encoding, decoded, sizeBytes, md5, sha1, sha256, problem } = part;
  return {
    name: fileName === 'unknown' ? null : fileName,
    type: fileType,
    encoding,
    sizeBytes,
    md5,
    sha1,
    sha256,
    hex: part.printable.slice(0, shownBytes * 3 - 1),
    text: decoded === null ? null : decoded.slice(0, shownPartText),
    problem,
  };
}

/** What is in the text and in what it became, each once. */
function partsOf(texts: readonly string[], blobs: readonly Uint8Array[]): Base64Part[] {
  const found = new Map<string, Base64Part>();
  const all = [...blobs.flatMap(unpackBytes), ...texts.flatMap((text) => unpackBase64(text).parts)];
  for (const part of all) {
    // A hash is spelled in letters of Base64 too.
    if (part.encoding === 'binary' && part.fileType === '' && isHash.test(part.original)) continue;
    const key = `${part.sha256} ${part.fileName}`;
    if (!found.has(key)) found.set(key, part);
  }
  return [...found.values()];
}

function indicatorsOf(given: string, decoded: readonly string[]): TextIndicator[] {
  const found = new Map<string, TextIndicator>();
  const look = (text: string, hidden: boolean): void => {
    for (const { type, refanged } of extractIocs(text, { includePaths: true })) {
      const key = `${type} ${refanged}`;
      if (found.has(key)) continue;
      const path = type.endsWith('_path') || type === 'registry_key';
      const kind = type === 'url' || type === 'email' ? type : '';
      const defanged = path ? refanged : defang(refang(refanged), kind);
      found.set(key, { type, value: refanged, defanged, hidden });
    }
  };
  look(given, false);
  for (const text of decoded) look(text, true);
  return [...found.values()];
}

function decodeWhole({ text, first }: Extract<DecodeOrder, { kind: 'text' }>, send: Send): void {
  const began = performance.now();
  send({ kind: 'doing', what: 'steps' });
  const blobs: Uint8Array[] = [];
  let now = text;
  for (const done of decodeSteps(text, { first, longest: longestText })) {
    const { method, forced, found, decoded, problem } = done;
    now = done.text;
    if (done.bytes && done.bytes.length > 0) blobs.push(done.bytes);
    const shown = { text: now.slice(0, shownText), letters: now.length };
    send({ kind: 'step', step: { method, forced, found, decoded, problem, ...shown } });
  }
  send({ kind: 'doing', what: 'parts' });
  const parts = partsOf(now === text ? [text] : [text, now], blobs);
  const more = Math.max(0, parts.length - mostParts);
  send({ kind: 'parts', parts: parts.slice(0, mostParts).map(partOf), more });
  send({ kind: 'doing', what: 'indicators' });
  const said = parts.flatMap(({ decoded }) => decoded ?? []);
  const indicators = indicatorsOf(text, [now, ...said]);
  send({
    kind: 'indicators',
    indicators: indicators.slice(0, mostIndicators),
    more: Math.max(0, indicators.length - mostIndicators),
  });
  const elapsedMs = Math.round(performance.now() - began);
  send({ kind: 'done', text: now, letters: now.length, elapsedMs });
}

function decodeValues(texts: readonly string[]): DecodeCalls['decodeValues']['answer'] {
  const decoded = texts.map((text) => {
    const steps = decodeText(text);
    const last = steps.at(-1);
    if (!last) return null;
    return { text: last.text, methods: [...new Set(steps.map(({ method }) => method))] };
  });
  return { decoded };
}

guardMemory();
process.on('message', (order: DecodeOrder) => {
  const say = (said: DecodeSaid): void => void process.send?.(said);
  try {
    if (order.kind === 'values') say({ answer: decodeValues(order.texts) });
    else {
      decodeWhole(order, (event) => say({ event }));
      say({ answer: null });
    }
  } catch (error) {
    say({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
