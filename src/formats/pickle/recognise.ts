/** How sure the first bytes of a file make us that it is a pickle, a hostile one included. */
export function sniffPickle(head: Uint8Array, baseName: string): number {
  if (head.length < 4) return 0;
  const named = /\.(pkl|pickle|p)$/i.test(baseName);
  if (head[0] === protocolOpcode) return binaryScore(head, named);
  return looksLikeText(head) ? (named ? 0.9 : 0.6) : 0;
}

const protocolOpcode = 0x80;
const frameOpcode = 0x95;
// What may come first after the protocol: a class, a mark, a container, a text, a number or None.
const firstOpcodes: ReadonlySet<number> = new Set(
  [...'c(]})lXUTNKJMG.']
    .map((letter) => letter.charCodeAt(0))
    .concat(0x8c, 0x88, 0x89, 0x8a, 0x8d, 0x8e, 0x8f),
);

function binaryScore(head: Uint8Array, named: boolean): number {
  const protocol = head[1] ?? 0;
  if (protocol < 2 || protocol > 5) return 0;
  const start = Buffer.from(head.subarray(2, 200)).toString('latin1');
  if (start.includes('pandas')) return 1;
  if (protocol >= 4) return head[2] === frameOpcode ? 0.9 : named ? 0.8 : 0;
  if (!firstOpcodes.has(head[2] ?? 0)) return 0;
  return named ? 0.9 : 0.6;
}

/** Protocols 0 and 1 have no mark of their own, but begin by naming a class on two lines. */
function looksLikeText(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 300)).toString('latin1');
  return /^c[A-Za-z_][\w.]*\n[A-Za-z_]\w*\n[(\]}pqcN)]/.test(start);
}
