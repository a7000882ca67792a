const opening = /^(\s*(?:-\s+)*(?:[\w.$-]+\s*:\s+)?(?:[&!]\S+\s+)*)(['"])/;
const rest: Readonly<Record<string, RegExp>> = {
  "'": /^(?:[^']|'')*'(?!')/,
  '"': /^(?:[^"\\]|\\.)*"/,
};

/**
 * The text with the further lines of quoted texts moved in, as the standard wants them: PyYAML, for which query
 * files are written, does not mind. What a quoted text says does not depend on how its lines are indented.
 */
export function indented(text: string): string {
  let inside: { close: RegExp; by: string } | null = null;
  return text
    .split('\n')
    .map((line) => {
      if (inside) {
        const { close, by } = inside;
        if (close.test(line)) inside = null;
        return by + line;
      }
      const found = opening.exec(line);
      const close = rest[found?.[2] ?? ''];
      if (found && close && !close.test(line.slice(found[0].length)))
        inside = { close, by: `${/^ */.exec(line)?.[0]}    ` };
      return line;
    })
    .join('\n');
}
