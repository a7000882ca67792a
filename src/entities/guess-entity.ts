import type { Entity, EntityDefinition } from './define-entity.ts';
import { entityDefinitions } from './entity.ts';
import { makeEntity } from './make.ts';

const longest = 4096;
const kinds: readonly EntityDefinition[] = [...entityDefinitions.values()]
  .filter((kind) => kind.looks !== undefined)
  .sort((a, b) => (a.looks?.rank ?? 0) - (b.looks?.rank ?? 0));

/** What a loose text may be, the surest first; a defanged text is read as it was. Empty for what looks like nothing known. */
export function guessEntities(text: string): readonly Entity[] {
  const plain = text.length > longest ? '' : text.trim();
  if (plain === '') return [];
  return kinds.flatMap((kind) => {
    const fields = kind.looks?.read(plain);
    return fields ? [makeEntity(kind, fields)] : [];
  });
}

/** What a loose text is: `guessEntity('8.8.8.8')` is an IpAddress. Null for what looks like nothing known. */
export function guessEntity(text: string): Entity | null {
  const plain = text.length > longest ? '' : text.trim();
  if (plain === '') return null;
  for (const kind of kinds) {
    const fields = kind.looks?.read(plain);
    if (fields) return makeEntity(kind, fields);
  }
  return null;
}

/** As `guessEntity`, of the kinds that nothing else is written like: addresses, URLs, hashes, registry keys, resources. */
export function surelyEntity(text: string): Entity | null {
  const guess = guessEntity(text);
  const rank = guess && entityDefinitions.get(guess.type)?.looks?.rank;
  return rank && rank <= 30 ? guess : null;
}
