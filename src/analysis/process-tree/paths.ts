/** Paths together are not longer than this many characters. */
const mostCharacters = 2 ** 28;

/**
 * For each node the texts of the nodes from its root to itself, as JSON; the nearest ones where there are more than `most`.
 *
 * edges: null from where the paths together would take more than 2^28 characters, and for what is part of a cycle the
 * nearest `most`.
 */
export function pathsOf(
  parent: ArrayLike<number>,
  texts: readonly string[],
  most: number,
): (string | null)[] {
  const quoted = texts.map((text) => JSON.stringify(text));
  let left = mostCharacters;
  return texts.map((_, node) => {
    const path: string[] = [];
    for (let at = node; at >= 0 && path.length < most && left > 0; at = parent[at] ?? -1) {
      const text = quoted[at] ?? 'null';
      path.push(text);
      left -= text.length + 1;
    }
    return left > 0 ? `[${path.reverse().join(',')}]` : null;
  });
}
