import { domainEnd } from './host-names.ts';
import { type Found, is, type Manner, user } from './letters.ts';

/** An email address and where its domain starts. */
export interface FoundEmail extends Found {
  readonly domain: number;
}

/** The email addresses in a text, from left to right. cost: linear. */
export function emails(text: string, manner: Manner): FoundEmail[] {
  const signs = manner.defanged
    ? manner.msticpy
      ? /@|\[at\]/gi
      : /@|[[({](?:at|@)[\])}]/gi
    : /@/g;
  const found: FoundEmail[] = [];
  let from = 0;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    let start = sign.index;
    while (start > from && is(text.charCodeAt(start - 1), user)) start--;
    const domain = sign.index + sign[0].length;
    if (!manner.msticpy)
      while (start < sign.index && "./'`|=&?#{}*".includes(text.charAt(start))) start++;
    const end = start === sign.index ? -1 : domainEnd(text, domain, manner);
    from = end === -1 ? sign.index : end;
    if (end === -1) continue;
    found.push({ start, end, domain });
    signs.lastIndex = end;
  }
  return found;
}
