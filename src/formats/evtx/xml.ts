import { Damage } from './damage.ts';
import { contentText } from './json.ts';
import type { ElementNode } from './node.ts';

const MAX_XML = 4 << 20;
const MAX_DEPTH = 1024;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as it stands between the tags of XML. */
export function escapeXml(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign) : text;
}

/** The start tag of an element whose attributes hold no slots. */
export function startTag(element: ElementNode): string {
  let tag = `<${element.name}`;
  for (const { name, value } of element.attributes)
    tag += ` ${name}="${escapeXml(contentText(value)).replaceAll('"', '&quot;')}"`;
  return `${tag}>`;
}

/** A resolved element as XML. */
export function elementXml(element: ElementNode, depth = 0): string {
  if (depth > MAX_DEPTH) throw new Damage('elements are nested too deeply');
  let xml = startTag(element);
  for (const node of element.children) {
    xml += node.kind === 'element' ? elementXml(node, depth + 1) : escapeXml(contentText([node]));
    if (xml.length > MAX_XML) throw new Damage('the record unfolds into too much text');
  }
  return `${xml}</${element.name}>`;
}
