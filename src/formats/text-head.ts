/**
 * The first bytes of a file as text; null where they are not the beginning of a UTF-8 text. A character cut
 * off at the end is left away.
 */
export function textHead(head: Uint8Array): string | null {
  if (head.length === 0) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    text = new TextDecoder('utf-8').decode(head);
    const strange = text.split('\ufffd').length - 1;
    if (strange * 4 > text.length) return null;
  }
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27) controls++;
  }
  return controls * 100 > text.length ? null : text;
}
