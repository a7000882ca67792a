import { parseDocument, type Tags } from 'yaml';
import { HuntError } from '../base/index.ts';

const maxCharacters = 1024 * 1024;
const maxDepth = 50;
const maxAliases = 100;

/** Without `y` and `n` for true and false, which PyYAML reads as texts too. */
function asPython(tags: Tags): Tags {
  return tags.map((tag) =>
    typeof tag === 'object' && 'test' in tag && tag.test && tag.tag.endsWith(':bool')
      ? { ...tag, test: new RegExp(`^(?![yYnN]$)${tag.test.source}`) }
      : tag,
  );
}

/**
 * One YAML document, read as PyYAML reads it (YAML 1.1). Mappings are Maps, so that no key of a file is special.
 *
 * errors: `pipelines/bad-yaml` with the line, also where it is larger than 1 MiB, nested more than 50 deep or
 * repeats itself by aliases more than 100 times.
 */
export function readYaml(text: string, file: string): unknown {
  if (text.length > maxCharacters) throw fault(file, 'it is larger than 1 MiB');
  if (depthOf(text) > maxDepth) throw fault(file, `it is nested more than ${maxDepth} deep`);
  try {
    const document = parseDocument(text, {
      version: '1.1',
      customTags: asPython,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const [error] = document.errors;
    if (error) {
      const line = text.slice(0, error.pos[0]).split('\n').length;
      throw fault(file, `line ${line}: ${error.message.replace(/\.$/, '')}`);
    }
    return document.toJS({ mapAsMap: true, maxAliasCount: maxAliases });
  } catch (error) {
    if (error instanceof ReferenceError) throw fault(file, error.message);
    throw error;
  }
}

/** How deep brackets, indentation and signs at the start of a line could nest, at most; quotes are not looked at. */
function depthOf(text: string): number {
  let deepest = 0;
  let brackets = 0;
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    brackets = sign === '[' || sign === '{' ? brackets + 1 : Math.max(0, brackets - 1);
    deepest = Math.max(deepest, brackets);
  }
  const open: number[] = [];
  for (const [, blanks = '', signs = ''] of text.matchAll(/^( *)((?:[-?:] +)*)\S/gm)) {
    while ((open.at(-1) ?? -1) >= blanks.length) open.pop();
    const places = [...signs.matchAll(/[-?:]/g)].map((sign) => blanks.length + sign.index);
    open.push(...places, blanks.length + signs.length);
    deepest = Math.max(deepest, open.length);
  }
  return deepest;
}

function fault(file: string, why: string): HuntError {
  return new HuntError({
    code: 'pipelines/bad-yaml',
    message: `${file} cannot be read as YAML: ${why}.`,
    hint: 'A file of pipelines is YAML with `pipelines:`, as MSTICPy has them, or plain KQL that begins with `|`.',
  });
}
