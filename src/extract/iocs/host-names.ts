import { isTopLevel } from '../public-suffix.ts';
import { digit, type Found, is, letter, type Manner, runEnd } from './letters.ts';

const mostLabels = 126;
const longestLabel = 63;

/** Where a dot ends that starts here, which may be defanged as `[.]`; 0 where there is none. */
function dotEnd(text: string, at: number, { defanged, msticpy }: Manner): number {
  const code = text.charCodeAt(at);
  if (code === 46) return defanged && msticpy && text.charCodeAt(at + 1) === 93 ? at + 2 : at + 1;
  if (!defanged || (code !== 91 && code !== 40 && code !== 123)) return 0;
  const close = code === 40 ? 41 : code + 2;
  if (text.charCodeAt(at + 1) === 46) {
    if (text.charCodeAt(at + 2) === close) return at + 3;
    return msticpy && code === 91 ? at + 2 : 0;
  }
  if (msticpy || text.charCodeAt(at + 4) !== close) return 0;
  return text.slice(at + 1, at + 4).toLowerCase() === 'dot' ? at + 5 : 0;
}

/** The end of a label that starts here: letters, digits and single hyphens between them; its own start where it is none. */
function labelEnd(text: string, start: number): number {
  let at = runEnd(text, start, digit | letter);
  if (at === start) return start;
  while (text.charCodeAt(at) === 45) {
    const next = runEnd(text, at + 1, digit | letter);
    if (next === at + 1) break;
    at = next;
  }
  return at - start > longestLabel ? start : at;
}

/**
 * The first name, as MSTICPy matches it, that starts here or at one of the labels behind; its end is -1 where there is
 * none before `seen`.
 */
function matchAt(text: string, from: number, manner: Manner): Found & { seen: number } {
  const starts: number[] = [];
  let first = 0;
  let end = -1;
  let at = from;
  for (;;) {
    const label = labelEnd(text, at);
    const dot = label === at ? 0 : dotEnd(text, label, manner);
    if (dot === 0 || (end !== -1 && starts.length - first >= mostLabels))
      return { start: starts[first] ?? from, end, seen: label };
    starts.push(at);
    const last = runEnd(text, dot, letter, dot + longestLabel);
    if (last - dot >= 2) {
      if (end === -1) first = Math.max(0, starts.length - mostLabels);
      end = last;
    }
    at = dot;
  }
}

function labelStart(text: string, dot: number, from: number): number {
  let at = dot;
  const least = Math.max(from, dot - longestLabel);
  while (at > least) {
    const code = text.charCodeAt(at - 1);
    if (is(code, digit | letter)) at--;
    else if (
      code === 45 &&
      at < dot &&
      at - 1 > least &&
      is(text.charCodeAt(at - 2), digit | letter)
    )
      at--;
    else break;
  }
  return at;
}

function msticpyNames(text: string, manner: Manner): Found[] {
  const found: Found[] = [];
  let from = 0;
  let hopeless = 0;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', Math.max(dot + 1, from))) {
    if (dot < hopeless) continue;
    const bracket = manner.defanged && text.charCodeAt(dot - 1) === 91 ? dot - 1 : dot;
    const start = labelStart(text, bracket, from);
    if (start >= bracket) continue;
    const match = matchAt(text, start, manner);
    if (match.end === -1) {
      hopeless = match.seen;
      continue;
    }
    found.push({ start: match.start, end: match.end });
    from = match.end;
  }
  return found;
}

/** A letter of a name in any script, or of its punycode. */
function inLabel(code: number): boolean {
  if (code < 128) return is(code, digit | letter) || code === 45;
  return code > 160 && /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code));
}

const ideographicDots = new Set([0x3002, 0xff0e, 0xff61]);

interface Name extends Found {
  /** Where its last label starts. */
  readonly last: number;
  readonly labels: number;
}

function isLabel(text: string, start: number, end: number): boolean {
  return (
    end - start <= longestLabel && text.charCodeAt(start) !== 45 && text.charCodeAt(end - 1) !== 45
  );
}

/** The labels from here on; what stands before one that is ill-formed is no part of the name. */
function nameAt(text: string, from: number, manner: Manner): Name {
  let at = from;
  let start = from;
  let last = from;
  let end = from;
  let labels = 0;
  for (;;) {
    let label = at;
    while (label < text.length && inLabel(text.charCodeAt(label))) label++;
    if (label === at) break;
    const wide = ideographicDots.has(text.charCodeAt(label));
    const dot = wide ? label + 1 : dotEnd(text, label, manner);
    end = label;
    if (isLabel(text, at, label)) {
      labels++;
      last = at;
    } else {
      labels = 0;
      start = dot;
    }
    if (dot === 0) break;
    at = dot;
  }
  return { start, end, last, labels };
}

function isName(text: string, name: Name, anyDomain: boolean): boolean {
  if (name.labels < 2 || name.end - name.start > 300) return false;
  const top = text.slice(name.last, name.end);
  return anyDomain ? /^(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu.test(top) : isTopLevel(top);
}

/** Names whole: a name that runs on into a digit, as `run.ps1`, is none. */
function wholeNames(text: string, manner: Manner): Found[] {
  const found: Found[] = [];
  const dots = /[.。．｡]|[[({]dot[\])}]/gi;
  let from = 0;
  for (let match = dots.exec(text); match !== null; match = dots.exec(text)) {
    let dot = match.index;
    if (dot < from) continue;
    if (dot > 0 && '[({'.includes(text.charAt(dot - 1))) dot--;
    let start = dot;
    while (start > from && inLabel(text.charCodeAt(start - 1))) start--;
    const escaped =
      text.charCodeAt(start - 1) === 37 && /^[0-9a-f]{2}/i.test(text.slice(start, start + 2));
    if (escaped) start += 2;
    if (start >= dot) continue;
    const name = nameAt(text, start, manner);
    from = Math.max(from, name.end);
    dots.lastIndex = Math.max(dots.lastIndex, name.end);
    if (isName(text, name, manner.anyDomain)) found.push({ start: name.start, end: name.end });
  }
  return found;
}

/** The domain of an email address that starts here: its end, or -1. */
export function domainEnd(text: string, start: number, manner: Manner): number {
  if (manner.msticpy) {
    const match = matchAt(text, start, manner);
    return match.start === start ? match.end : -1;
  }
  const name = nameAt(text, start, manner);
  return name.start === start && isName(text, name, manner.anyDomain) ? name.end : -1;
}

/** The host names in a text, from left to right. cost: linear. */
export function hostNames(text: string, manner: Manner): Found[] {
  if (!manner.msticpy) return wholeNames(text, manner);
  const found = msticpyNames(text, manner);
  if (manner.anyDomain) return found;
  return found.filter(({ end }) => {
    const dot = text.lastIndexOf('.', end - 1);
    const top = text.slice(dot + 1, end);
    return isTopLevel(text.charCodeAt(dot - 1) === 91 ? top.replace(']', '') : top);
  });
}
