/** Sessions as numbers, so that counting needs no texts. */
export interface SessionCodes {
  commandNames: readonly string[];
  parameterCount: number;
  /** For each session where its commands begin; one more at the end. */
  sessionStart: Int32Array;
  commands: Int32Array;
  /** For each command where its parameters begin; one more at the end. */
  parameterStart: Int32Array;
  parameters: Int32Array;
  /** The value of each parameter, numbered by parameter; -1 where it has none. */
  values: Int32Array;
}

/** Numbers that grow as they are added. */
class Numbers {
  #items = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const longer = new Int32Array(2 * this.length);
      longer.set(this.#items);
      this.#items = longer;
    }
    this.#items[this.length++] = value;
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  get(index: number): number {
    return this.#items[index] ?? 0;
  }

  done(): Int32Array {
    return this.#items.slice(0, this.length);
  }
}

function numberOf(known: Map<string, number>, text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, known.size);
  return known.size - 1;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

type Add = (name: string, value: unknown) => void;

/** Tell `add` each parameter in any of the forms that logs have. */
function eachParameter(given: unknown, add: Add): void {
  if (typeof given !== 'object' || given === null) return;
  if (!Array.isArray(given)) {
    const byName = given as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(byName)) add(name, byName[name]);
    return;
  }
  for (const item of given as readonly unknown[]) {
    if (typeof item === 'object' && item !== null && 'Name' in item)
      add(textOf(item.Name), 'Value' in item ? item.Value : null);
    else if (item !== null) add(textOf(item), null);
  }
}

function nameAndParameters(item: unknown): readonly [string, unknown] | null {
  if (typeof item === 'string') return [item, null];
  if (Array.isArray(item)) return item.length > 0 ? [textOf(item[0]), item[1]] : null;
  if (typeof item !== 'object' || item === null) return null;
  if ('name' in item) return [textOf(item.name), 'params' in item ? item.params : null];
  const [only] = Object.entries(item);
  return only ? [only[0], only[1]] : null;
}

/**
 * Number the commands, parameters and values of sessions.
 *
 * edges: what is no list is a session without commands; values that are empty, zero, false or null count as none;
 * of a parameter that a command has twice, the last value counts.
 */
export function encodeSessions(sessions: readonly unknown[]): SessionCodes {
  const names = new Map<string, number>();
  const parameterNames = new Map<string, number>();
  const valueNames: Map<string, number>[] = [];
  const sessionStart = new Int32Array(sessions.length + 1);
  const [commands, parameterStart, parameters, values] = [0, 1, 2, 3].map(() => new Numbers()) as [
    Numbers,
    Numbers,
    Numbers,
    Numbers,
  ];
  const seenAt: number[] = [];
  const add: Add = (name, value) => {
    const parameter = numberOf(parameterNames, name);
    const known = valueNames[parameter] ?? new Map<string, number>();
    valueNames[parameter] = known;
    const coded = value ? numberOf(known, textOf(value)) : -1;
    const before = seenAt[parameter];
    if (before !== undefined && before >= parameterStart.get(parameterStart.length - 1)) {
      values.set(before, coded);
      return;
    }
    seenAt[parameter] = parameters.length;
    parameters.push(parameter);
    values.push(coded);
  };
  sessions.forEach((session, i) => {
    sessionStart[i] = commands.length;
    if (!Array.isArray(session)) return;
    for (const item of session as readonly unknown[]) {
      const found = nameAndParameters(item);
      if (!found) continue;
      commands.push(numberOf(names, found[0]));
      parameterStart.push(parameters.length);
      eachParameter(found[1], add);
    }
  });
  sessionStart[sessions.length] = commands.length;
  parameterStart.push(parameters.length);
  return {
    commandNames: [...names.keys()],
    parameterCount: parameterNames.size,
    sessionStart,
    commands: commands.done(),
    parameterStart: parameterStart.done(),
    parameters: parameters.done(),
    values: values.done(),
  };
}
