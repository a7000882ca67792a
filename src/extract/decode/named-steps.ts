import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { printableBytes, textOfBytes } from '../bytes-text.ts';

/** What a step made: a text, or bytes with what they are as text, in hex where they are none. */
interface Made {
  readonly text: string;
  readonly bytes: Uint8Array | null;
}

/** What stands before a step: the text, and its bytes where a step before gave bytes. */
type Before = Made;

/** A step that a reader may ask for by its name. */
interface NamedStep {
  readonly name: string;
  readonly about: string;
  /** What stands behind the name, where something must. */
  readonly argument?: string;
  /** What is made; a sentence where it cannot be. */
  undo(before: Before, argument: string): Made | string;
}

const most = 1_048_576;
const mostShown = 65_536;

function ofBytes(bytes: Uint8Array): Made {
  const { text } = textOfBytes(bytes);
  return { bytes, text: text ?? printableBytes(bytes.subarray(0, mostShown)) };
}

const bytesOf = ({ bytes, text }: Before): Uint8Array => bytes ?? Buffer.from(text, 'utf8');
/** A text whose letters are spelled in bytes, such as Base64 in UTF-16, is that text. */
const spelled = ({ text }: Before): string => text.replaceAll('\0', '');

function longest(text: string, pattern: RegExp): string {
  let found = '';
  for (const [run] of text.matchAll(pattern)) if (run.length > found.length) found = run;
  return found;
}

function fromBase64(before: Before): Made | string {
  const run = longest(spelled(before), /[A-Za-z0-9+/_-]+(?:\s+[A-Za-z0-9+/_-]+)*/g);
  const words = run.split(/\s+/);
  const whole = words.every((word) => word.length % 4 === 0 || word === words.at(-1));
  const letters = whole ? words.join('') : longest(run, /\S+/g);
  if (letters.length < 2 || letters.length % 4 === 1) return 'It is no Base64.';
  return ofBytes(Buffer.from(letters, 'base64'));
}

function fromHex(before: Before): Made | string {
  const plain = spelled(before).replace(/0x|\\x|[\s,:;|%-]+/gi, '');
  const digits = longest(plain, /(?:[0-9a-f]{2})+/gi);
  return digits === '' ? 'It is no hex.' : ofBytes(Buffer.from(digits, 'hex'));
}

function fromUrl({ text }: Before): Made | string {
  if (!/%[0-9a-f]{2}/i.test(text)) return 'Nothing in it is encoded as in a URL.';
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('latin1'),
  );
  const wide = /[^\0-\xff]/.test(decoded);
  return wide ? { text: decoded, bytes: null } : ofBytes(Buffer.from(decoded, 'latin1'));
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function fromHtml({ text }: Before): Made | string {
  const made = text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (all, ...[decimal, hex, name]: (string | undefined)[]) => {
      if (name !== undefined) return entities.get(name.toLowerCase()) ?? all;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code < 0x110000 ? String.fromCodePoint(code) : all;
    },
  );
  return made === text ? 'Nothing in it is encoded as in HTML.' : { text: made, bytes: null };
}

function fromCodes({ text }: Before): Made | string {
  const codes = [...text.matchAll(/0x[0-9a-f]{1,6}|\d{1,7}/gi)].map((m) => Number(m[0]));
  if (codes.length === 0) return 'There are no numbers in it.';
  if (codes.some((code) => code > 0x10ffff)) return 'Some numbers in it are no characters.';
  if (codes.every((code) => code < 256)) return ofBytes(Uint8Array.from(codes));
  return { text: codes.map((code) => String.fromCodePoint(code)).join(''), bytes: null };
}

/** The bytes of a key: `0x2a41` and `42` are numbers, anything else is a text. */
function keyOf(argument: string): Uint8Array {
  if (/^0x(?:[0-9a-f]{2})+$/i.test(argument)) return Buffer.from(argument.slice(2), 'hex');
  if (/^\d{1,3}$/.test(argument) && Number(argument) < 256) return Uint8Array.of(Number(argument));
  return Buffer.from(argument, 'utf8');
}

function unXor(before: Before, argument: string): Made {
  const key = keyOf(argument);
  return ofBytes(bytesOf(before).map((byte, i) => byte ^ (key[i % key.length] ?? 0)));
}

type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

function inflated(inflate: Inflate, name: string): NamedStep['undo'] {
  return (before) => {
    try {
      return ofBytes(inflate(bytesOf(before), { maxOutputLength: most }));
    } catch (error) {
      const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      return tooLong ? 'It unpacks to more than 1 MiB, and stays packed.' : `It is no ${name}.`;
    }
  };
}

function turned({ text }: Before): Made {
  return { text: [...text].reverse().join(''), bytes: null };
}

function rotated({ text }: Before): Made {
  const by13 = (letter: string): string => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(code + ((code | 32) < 110 ? 13 : -13));
  };
  return { text: text.replace(/[a-z]/gi, by13), bytes: null };
}

function wide(before: Before): Made | string {
  const bytes = Buffer.from(bytesOf(before));
  if (bytes.length < 2) return 'It is no UTF-16.';
  return { text: bytes.toString('utf16le').replace(/^\ufeff/, ''), bytes: null };
}

/** What a reader may ask for by name, where the search finds nothing or something else. */
export const namedSteps: readonly NamedStep[] = [
  { name: 'base64', about: 'Base64, also of URLs, without padding', undo: fromBase64 },
  { name: 'hex', about: 'pairs of hex digits, whatever stands between', undo: fromHex },
  { name: 'url', about: '%41 and the like', undo: fromUrl },
  { name: 'html', about: '&#65; &lt; and the like', undo: fromHtml },
  { name: 'charcode', about: 'numbers of characters', undo: fromCodes },
  { name: 'xor', about: 'a key taken out of all bytes', argument: 'key', undo: unXor },
  { name: 'gzip', about: 'packed by gzip', undo: inflated(gunzipSync, 'gzip') },
  { name: 'zlib', about: 'packed by zlib', undo: inflated(inflateSync, 'zlib') },
  { name: 'deflate', about: 'packed, without a head', undo: inflated(inflateRawSync, 'deflate') },
  { name: 'utf-16', about: 'two bytes a letter', undo: wide },
  { name: 'reverse', about: 'from its last letter to its first', undo: turned },
  { name: 'rot13', about: 'letters moved by thirteen', undo: rotated },
];

function parted(spelling: string): { step: NamedStep | undefined; argument: string } {
  const [, name = '', argument = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(spelling) ?? [];
  return { step: namedSteps.find((one) => one.name === name), argument };
}

/** Why a step cannot be asked for like this (`xor 0x2a`, `base64`), in one sentence; null where it can. */
export function stepFault(spelling: string): string | null {
  const { step, argument } = parted(spelling);
  if (!step)
    return `There is no step '${spelling.slice(0, 80)}'; there are ${namedSteps.map(({ name }) => name).join(', ')}.`;
  if (step.argument !== undefined && argument === '')
    return `${step.name} needs its ${step.argument} behind it: \`${step.name} 0x2a\`.`;
  if (step.argument === undefined && argument !== '')
    return `${step.name} takes nothing behind it.`;
  return null;
}

/** Do one step that was asked for; a sentence where it cannot be done. Costs and gives at most 1 MiB more than it takes. */
export function namedStep(before: Before, spelling: string): Made | string {
  const fault = stepFault(spelling);
  if (fault !== null) return fault;
  const { step, argument } = parted(spelling);
  return step?.undo(before, argument) ?? '';
}
