import { textHead } from './text-head.ts';

/**
 * How the JSON in the first bytes of a file is laid out: objects line by line, one document, or not to be
 * told from them (one object on one line, or a first line longer than what we see).
 */
export function jsonLayout(head: Uint8Array): 'lines' | 'document' | 'unknown' | null {
  const text = textHead(head)
    ?.replace(/^\ufeff/, '')
    .trimStart();
  if (!text || !/^(\{\s*["}]|\[\s*[[\]{"0-9tfn-])/.test(text)) return null;
  if (text.startsWith('[')) return 'document';
  const end = text.indexOf('\n');
  if (end < 0) return head.length < 65_536 && !isJson(text) ? 'document' : 'unknown';
  if (!isJson(text.slice(0, end))) {
    const next = text.slice(end + 1).trimStart();
    // One broken line among lines is no document: a document's second line is inside of it.
    return next.startsWith('{') && isJson(next.split('\n')[0] ?? '') ? 'lines' : 'document';
  }
  return text.slice(end).trim() === '' ? 'unknown' : 'lines';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
