const base = 36;
const least = 1;
const most = 26;
const maxCharacters = 10_000;

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((base - least) * most) / 2; k += base) rest = Math.floor(rest / (base - least));
  return k + Math.floor(((base - least + 1) * rest) / (rest + 38));
}

const threshold = (k: number, bias: number): number =>
  k <= bias ? least : k >= bias + most ? most : k - bias;
const digit = (n: number): string => String.fromCharCode(n < 26 ? n + 97 : n + 22);
const digitValue = (code: number): number =>
  code >= 48 && code < 58
    ? code - 22
    : code >= 65 && code < 91
      ? code - 65
      : code >= 97 && code < 123
        ? code - 97
        : base;

function variableLength(number: number, bias: number): string {
  let rest = number;
  let text = '';
  for (let k = base; ; k += base) {
    const t = threshold(k, bias);
    if (rest < t) return text + digit(rest);
    text += digit(t + ((rest - t) % (base - t)));
    rest = Math.floor((rest - t) / (base - t));
  }
}

/** Punycode of a text (RFC 3492); null where it is too long. */
export function encodePunycode(text: string): string | null {
  const points = Array.from(text, (c) => c.codePointAt(0) ?? 0);
  if (points.length > maxCharacters) return null;
  const basic = points.filter((p) => p < 128);
  let out = String.fromCodePoint(...basic) + (basic.length > 0 ? '-' : '');
  let handled = basic.length;
  let [point, delta, bias] = [128, 0, 72];
  for (const next of [...new Set(points.filter((p) => p >= 128))].sort((a, b) => a - b)) {
    delta += (next - point) * (handled + 1);
    point = next;
    for (const p of points) {
      if (p < point) delta++;
      if (p !== point) continue;
      out += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    point++;
  }
  return out;
}

/** The text that punycode stands for; null where it is none. */
export function decodePunycode(text: string): string | null {
  if (text.length > maxCharacters || /[^ -~]/.test(text)) return null;
  const end = text.lastIndexOf('-');
  const out = Array.from(text.slice(0, Math.max(end, 0)), (c) => c.charCodeAt(0));
  let [point, index, bias] = [128, 0, 72];
  let at = end < 0 ? 0 : end + 1;
  while (at < text.length) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const value = at < text.length ? digitValue(text.charCodeAt(at++)) : base;
      index += value * weight;
      if (value >= base || index > 0x7fffffff) return null;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= base - t;
    }
    bias = adapt(index - before, out.length + 1, before === 0);
    point += Math.floor(index / (out.length + 1));
    index %= out.length + 1;
    if (point > 0x10ffff) return null;
    out.splice(index++, 0, point);
  }
  return out.map((p) => String.fromCodePoint(p)).join('');
}
