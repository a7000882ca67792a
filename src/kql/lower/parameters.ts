import type { Syntax } from '../parse/syntax.ts';

/** The parameters of an operator (`kind=inner`), names in lower case, values as written or as the string says. */
export function parametersOf(node: Syntax, part = 'Parameters'): Map<string, string> {
  return new Map(
    node.list(part).map((p) => {
      const value = p.part('Expression');
      const name = p.part('Name').name.toLowerCase();
      return [
        name,
        value.stringValue ?? (value.kind === 'NameDeclaration' ? value.name : value.text),
      ];
    }),
  );
}
