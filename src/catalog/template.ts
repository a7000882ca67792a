import type { QueryLanguage, TemplatePart } from './named-query.ts';

const word = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * The pieces of a query's text. `{name}` is the place of a parameter, `{{` and `}}` are braces; in JSON that does not begin
 * with `{{` braces are its own, and only `{name}` of a known parameter is a place. A brace that is neither stands for itself.
 */
export function readTemplate(
  text: string,
  language: QueryLanguage,
  known: ReadonlyMap<string, { format?: string | undefined }>,
): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const add = (piece: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + piece;
    else if (piece !== '') parts.push(piece);
  };
  const isPlain = language === 'json' && !/^\s*\{\{/.test(text);
  let at = 0;
  while (at < text.length) {
    const brace = /[{}]/g;
    brace.lastIndex = at;
    const found = brace.exec(text)?.index ?? text.length;
    add(text.slice(at, found));
    if (found === text.length) break;
    word.lastIndex = found + 1;
    const name = text[found] === '{' ? word.exec(text)?.[0] : undefined;
    const isPlace = name !== undefined && text[found + 1 + name.length] === '}';
    if (!isPlain && text[found] === text[found + 1]) {
      add(text[found] ?? '');
      at = found + 2;
    } else if (isPlace && (!isPlain || known.has(name))) {
      const [before = '', after = ''] = (known.get(name)?.format ?? '{}').split(/\{0?\}/, 2);
      add(before);
      parts.push({ parameter: name });
      add(after);
      at = found + name.length + 2;
    } else {
      add(text[found] ?? '');
      at = found + 1;
    }
  }
  return parts;
}
