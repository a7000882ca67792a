import { type IocOptions, type IocType, pathTypes } from './extract-iocs.ts';
import { isTopLevel } from './public-suffix.ts';

/** What file names end in. Those that are also top-level domains are left out below. */
const extensions =
  'exe dll sys com cmd bat vbs vbe js jse wsf wsh hta msi msc mst scr cpl ocx drv lnk inf reg ini cfg conf config xml json yml yaml toml txt log csv tsv dat db sqlite tmp temp bak old bin iso img vhd vhdx rar tar gz tgz bz xz cab jar war class html htm php asp aspx jsp css svg png jpg jpeg gif ico bmp wav mp avi pdf doc docx docm xls xlsx xlsm ppt pptx rtf odt mof etl evt evtx pdb lib obj man mui nls ttf fon hlp chm manifest service socket timer target local lan internal corp key pem crt cer pfx p der csr lock pid err out psd psm'.split(
    ' ',
  );
const numbered = ['ps1', 'psm1', 'psd1', 'mp3', 'mp4', '7z', 'bz2', 'p12', 'wmv'];

interface Node {
  readonly next: Map<string, Node>;
  ends: boolean;
}

function trieOf(words: readonly string[]): Node {
  const root: Node = { next: new Map(), ends: false };
  for (const word of words) {
    let node = root;
    for (const c of word) {
      const next: Node = node.next.get(c) ?? { next: new Map(), ends: false };
      node.next.set(c, next);
      node = next;
    }
    node.ends = true;
  }
  return root;
}

const labelLetters = [...'abcdefghijklmnopqrstuvwxyz0123456789-'];

/** An expression for the beginnings of all labels that are none of the words: RE2 cannot look ahead to say so. */
function noneOf({ next, ends }: Node, first: boolean): string {
  const others = labelLetters
    .filter((c) => !next.has(c) && (!first || /[a-z]/.test(c)))
    .join('')
    .replace('-', '\\-');
  const ways = [`[${others}\\x{80}-\\x{10FFFF}]`];
  for (const [c, node] of next) ways.push(c + noneOf(node, false));
  if (!first && !ends) ways.push('[^a-z0-9\\-\\x{80}-\\x{10FFFF}]', '$');
  return `(?:${ways.join('|')})`;
}

const lastLabels = {
  whole: noneOf(trieOf([...extensions, ...numbered].filter((w) => !isTopLevel(w))), true),
  msticpy: noneOf(trieOf(extensions.filter((w) => !isTopLevel(w))), true),
};

function partsOf(type: IocType, { msticpy = false, ignoreTlds = false }: IocOptions): string[] {
  switch (type) {
    case 'ipv4':
      return ['[0-9]\\.\\]?[0-9]{1,3}\\.\\]?[0-9]'];
    case 'ipv6':
      return [':[0-9a-f]{0,4}:'];
    case 'dns':
      if (ignoreTlds) return ['\\.\\]?[a-z\\x{80}-\\x{10FFFF}]', '[\\x{80}-\\x{10FFFF}]'];
      return [`\\.\\]?${msticpy ? lastLabels.msticpy : lastLabels.whole}`, '[。．｡]', '://'];
    case 'url':
      return ['://', ':\\\\/'];
    case 'email':
      return ['@'];
    case 'cve':
      return ['cve-'];
    case 'attack_id':
      return ['t1[0-9]{3}', 'ta00'];
    default:
      return type.endsWith('_hash') ? ['[0-9a-f]{32}'] : ['[0-9a-z]{25}'];
  }
}

/**
 * An expression for RE2, without regard to case, that is found in every text that has an indicator of these kinds;
 * null where it would be found in nearly all.
 */
export function iocExpression(options: IocOptions): string | null {
  const { types = [], includePaths = false, defanged = true } = options;
  const wanted: readonly IocType[] = types.length > 0 ? types : usual;
  if ((types.length === 0 && includePaths) || pathTypes.some((type) => wanted.includes(type)))
    return null;
  const parts = new Set(wanted.flatMap((type) => partsOf(type, options)));
  if (defanged) parts.add('[\\[({](?:\\.|:|@|dot|at)');
  return [...parts].join('|');
}

const usual: readonly IocType[] = [
  'ipv4',
  'ipv6',
  'dns',
  'url',
  'email',
  'cve',
  'attack_id',
  'sha512_hash',
  'btc_wallet',
];
