import { replacedLines, techniqueLines } from './attack-names.ts';

/** A technique of ATT&CK Enterprise. */
export interface Technique {
  id: string;
  /** With the name of the technique that it is a part of: `OS Credential Dumping: LSASS Memory`. */
  name: string;
  tactics: readonly string[];
  /** The number asked for, where that was given up for this one; empty otherwise. */
  replaces: string;
}

/** What whoever shows ATT&CK's names must show with them, by MITRE's terms of use. */
export const attackAttribution =
  '© The MITRE Corporation. ATT&CK names are reproduced and distributed with the permission of The MITRE Corporation.';

const tactics = [
  'Reconnaissance',
  'Resource Development',
  'Initial Access',
  'Execution',
  'Persistence',
  'Privilege Escalation',
  'Defense Evasion',
  'Credential Access',
  'Discovery',
  'Lateral Movement',
  'Collection',
  'Command and Control',
  'Exfiltration',
  'Impact',
] as const;

function tacticsOf(letters: string): string[] {
  return [...letters].map((letter) => tactics[letter.charCodeAt(0) - 97] ?? letter);
}

function readTechniques(): Map<string, Technique> {
  const found = new Map<string, Technique>();
  const add = (number: string, name: string, of: readonly string[]): void => {
    found.set(`T${number}`, { id: `T${number}`, name, tactics: of, replaces: '' });
  };
  for (const line of techniqueLines.trim().split('\n')) {
    const [head = '', letters = '', ...parts] = line.split('|');
    const [number, name] = [head.slice(0, 4), head.slice(5)];
    const of = tacticsOf(letters);
    add(number, name, of);
    for (const part of parts) add(`${number}.${part.slice(0, 3)}`, `${name}: ${part.slice(4)}`, of);
  }
  for (const pair of replacedLines.trim().split(/\s+/)) {
    const [old, by] = pair.split('=').map((number) => `T${number}`);
    const technique = by === undefined ? undefined : found.get(by);
    if (technique && old !== undefined && !found.has(old))
      found.set(old, { ...technique, replaces: old });
  }
  return found;
}

let techniques: ReadonlyMap<string, Technique> | null = null;

/** The technique of that id (`T1059.001`, in any case, also as `attack.t1059.001`); null where there is none. */
export function techniqueOf(text: string): Technique | null {
  techniques ??= readTechniques();
  const id = text
    .trim()
    .toUpperCase()
    .replace(/^ATTACK\./, '');
  return techniques.get(id) ?? null;
}
