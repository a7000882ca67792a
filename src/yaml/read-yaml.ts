import { parseDocument, type Tags } from 'yaml';
import { HuntError, type HuntErrorParts } from '../base/index.ts';
import { indented } from './indented.ts';
import { tooMuch } from './too-much.ts';

const maxCharacters = 4 * 1024 * 1024;
const maxAliases = 1000;

/** Without `y` and `n` for true and false, which PyYAML reads as texts too. */
function asPython(tags: Tags): Tags {
  return tags.map((tag) =>
    typeof tag === 'object' && 'test' in tag && tag.test && tag.tag.endsWith(':bool')
      ? { ...tag, test: new RegExp(`^(?![yYnN]$)${tag.test.source}`) }
      : tag,
  );
}

function parse(text: string): ReturnType<typeof parseDocument> {
  return parseDocument(text, {
    version: '1.1',
    customTags: asPython,
    prettyErrors: false,
    logLevel: 'error',
    uniqueKeys: false,
  });
}

/** What to say of a file that cannot be read. */
type YamlFault = Required<Pick<HuntErrorParts, 'code' | 'hint'>> & { readonly file: string };

/**
 * One YAML document, read as PyYAML reads it (YAML 1.1; the last of equal keys counts). Mappings are Maps, so that no
 * key of a file is special.
 *
 * errors: the code of `fault`, with the line; also past 4 MiB, 60 levels, 50,000 tokens or a thousand repetitions by aliases.
 */
export function readYaml(text: string, { file, code, hint }: YamlFault): unknown {
  const refuse = (why: string): never => {
    throw new HuntError({ code, message: `${file} cannot be read as YAML: ${why}.`, hint });
  };
  if (text.length > maxCharacters) refuse('it is larger than 4 MiB');
  const why = tooMuch(text);
  if (why !== null) refuse(why);
  const asIs = parse(text);
  const document = asIs.errors.length === 0 ? asIs : parse(indented(text));
  const [error] = document.errors.length === 0 ? [] : asIs.errors;
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    if (error.code === 'MULTIPLE_DOCS') refuse(`line ${line}: a second document begins`);
    refuse(`line ${line}: ${error.message.replace(/\.$/, '')}`);
  }
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: maxAliases });
  } catch (fault) {
    if (fault instanceof ReferenceError) return refuse(fault.message);
    throw fault;
  }
}
