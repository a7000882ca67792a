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

/** Numbers as they come. */
class Numbers {
  #items: Int32Array;
  length = 0;

  /** `expected` is how many there will be, as far as that is known. */
  constructor(expected: number) {
    this.#items = new Int32Array(expected + 1);
  }

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

  done(): Int32Array {
    return this.#items.subarray(0, this.length);
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

/** A parameter of any command, and what it was given so far. */
interface Parameter {
  readonly name: string;
  readonly number: number;
  readonly values: Map<string, number>;
  /** Where it was told last. */
  at: number;
}

/** What the commands of sessions were given, while it is told command by command. */
class Given {
  readonly start: Numbers;
  readonly parameters: Numbers;
  readonly values: Numbers;
  readonly #byName = new Map<string, Parameter>();
  /** For each command what it was given first, second …, when it was met last: most often it is given the same again. */
  readonly #usual: Parameter[][] = [];
  #from = 0;
  #place = 0;

  constructor(commands: number) {
    this.start = new Numbers(commands);
    this.parameters = new Numbers(2 * commands);
    this.values = new Numbers(2 * commands);
  }

  get count(): number {
    return this.#byName.size;
  }

  /** Tell what a command was given, in any of the forms that logs have. */
  add(command: number, given: unknown): void {
    this.#from = this.parameters.length;
    this.#place = 0;
    this.start.push(this.#from);
    if (typeof given !== 'object' || given === null) return;
    this.#usual[command] ??= [];
    const usual = this.#usual[command];
    if (Array.isArray(given)) this.#addItems(usual, given);
    else {
      const byName = given as Readonly<Record<string, unknown>>;
      for (const name in byName)
        if (Object.hasOwn(byName, name)) this.#add(usual, name, byName[name]);
    }
  }

  #addItems(usual: Parameter[], items: readonly unknown[]): void {
    for (const item of items) {
      if (typeof item === 'object' && item !== null && 'Name' in item)
        this.#add(usual, textOf(item.Name), 'Value' in item ? item.Value : null);
      else if (item !== null) this.#add(usual, textOf(item), null);
    }
  }

  #add(usual: Parameter[], name: string, value: unknown): void {
    const place = this.#place++;
    let parameter = usual[place];
    if (parameter?.name !== name) {
      parameter = this.#named(name);
      usual[place] = parameter;
    }
    const coded = value ? numberOf(parameter.values, textOf(value)) : -1;
    if (parameter.at >= this.#from) {
      this.values.set(parameter.at, coded);
      return;
    }
    parameter.at = this.parameters.length;
    this.parameters.push(parameter.number);
    this.values.push(coded);
  }

  #named(name: string): Parameter {
    const known = this.#byName.get(name);
    if (known) return known;
    const parameter = { name, number: this.#byName.size, values: new Map(), at: -1 };
    this.#byName.set(name, parameter);
    return parameter;
  }
}

/** The name of a command, null where it has none, and what it was given. */
function nameOf(item: unknown): string | null {
  if (typeof item === 'string') return item;
  if (Array.isArray(item)) return item.length > 0 ? textOf(item[0]) : null;
  if (typeof item !== 'object' || item === null) return null;
  return 'name' in item ? textOf(item.name) : (Object.keys(item)[0] ?? null);
}

function givenTo(item: unknown): unknown {
  if (Array.isArray(item)) return item[1];
  if (typeof item !== 'object' || item === null) return null;
  if ('name' in item) return 'params' in item ? item.params : null;
  return Object.values(item)[0];
}

/**
 * Number the commands, parameters and values of sessions.
 *
 * edges: what is no list is a session without commands; values that are empty, zero, false or null count as none;
 * of a parameter that a command has twice, the last value counts.
 */
export function encodeSessions(sessions: readonly unknown[]): SessionCodes {
  const names = new Map<string, number>();
  const sessionStart = new Int32Array(sessions.length + 1);
  const most = sessions.reduce<number>((sum, s) => sum + (Array.isArray(s) ? s.length : 0), 0);
  const commands = new Numbers(most);
  const given = new Given(most);
  for (const [i, session] of sessions.entries()) {
    sessionStart[i] = commands.length;
    if (!Array.isArray(session)) continue;
    for (const item of session as readonly unknown[]) {
      const name = nameOf(item);
      if (name === null) continue;
      const command = numberOf(names, name);
      commands.push(command);
      given.add(command, givenTo(item));
    }
  }
  sessionStart[sessions.length] = commands.length;
  given.start.push(given.parameters.length);
  return {
    commandNames: [...names.keys()],
    parameterCount: given.count,
    sessionStart,
    commands: commands.done(),
    parameterStart: given.start.done(),
    parameters: given.parameters.done(),
    values: given.values.done(),
  };
}
