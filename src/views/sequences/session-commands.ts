import { valueText } from '../../base/index.ts';

/** A command of a session, and what it was given. */
export interface Command {
  name: string;
  given: readonly { name: string; value: string }[];
}

const mostGiven = 60;
const longest = 2000;
const cut = (value: unknown): string => {
  const text = valueText(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

/** The names in a list of commands that was cut after some characters; what follows the cut is `…`. */
export function namesIn(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map(cut) : [];
  } catch {
    const whole = text.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
    return [...whole.map((one) => String(JSON.parse(one))), '…'];
  }
}

/** The commands of a part of a session, in any of the forms that `rare_sequences` takes; null where it is none. */
export function commandsIn(text: string): Command[] | null {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.flatMap((item) => commandOf(item) ?? []) : null;
  } catch {
    return null;
  }
}

function commandOf(item: unknown): Command | null {
  if (typeof item === 'string') return { name: item, given: [] };
  if (Array.isArray(item))
    return item.length > 0 ? { name: cut(item[0]), given: givenOf(item[1]) } : null;
  if (typeof item !== 'object' || item === null) return null;
  if ('name' in item)
    return { name: cut(item.name), given: givenOf('params' in item ? item.params : null) };
  const [first] = Object.entries(item);
  return first ? { name: cut(first[0]), given: givenOf(first[1]) } : null;
}

function givenOf(given: unknown): Command['given'] {
  if (typeof given !== 'object' || given === null) return [];
  if (!Array.isArray(given))
    return Object.entries(given)
      .slice(0, mostGiven)
      .map(([name, value]) => ({ name: cut(name), value: cut(value) }));
  return given
    .slice(0, mostGiven)
    .map((item: unknown) =>
      typeof item === 'object' && item !== null && 'Name' in item
        ? { name: cut(item.Name), value: 'Value' in item ? cut(item.Value) : '' }
        : { name: cut(item), value: '' },
    );
}
