import { type Column, HuntError } from '../../base/index.ts';
import type { CallStep, Pipeline, Plain } from '../pipeline.ts';

/** What a step becomes. */
export interface Spelling {
  /** The KQL of the step, each part with its `|`; empty where rows go through as they are. */
  readonly kql: string;
  /** Rows that the step shows or keeps under a name, and what is done to them for that. */
  readonly shown?: { readonly name: string; readonly title: string; readonly kql: string };
  /** What the step would have done besides. */
  readonly note?: string;
}

/**
 * A step while it is translated: what it is given, each read once, by place or by name. What is left over is refused,
 * so that nothing is ignored without a word.
 */
export class Call {
  readonly step: CallStep;
  readonly #pipeline: Pipeline;
  readonly #columns: () => Promise<readonly Column[] | null>;
  readonly #left: Map<string, Plain>;

  constructor(
    step: CallStep,
    pipeline: Pipeline,
    columns: () => Promise<readonly Column[] | null>,
  ) {
    this.step = step;
    this.#pipeline = pipeline;
    this.#columns = columns;
    this.#left = new Map(step.parameters);
  }

  /** Where it stands, and what it calls. */
  get where(): string {
    const { entity, function: name, kind } = this.step;
    const called = [entity, name].filter((part) => part !== '').join('.');
    return `${this.#pipeline.file}: step '${this.step.name}' of '${this.#pipeline.name}' (${called || kind})`;
  }

  refuse(
    why: string,
    hint = 'Say it in KQL: a step may have kql: instead, such as kql: "| where …".',
  ): never {
    throw new HuntError({
      code: 'pipelines/cannot-translate',
      message: `${this.where} ${why}.`,
      hint,
    });
  }

  /** The columns of the rows that reach the step; null where no data is there to tell. */
  columns(): Promise<readonly Column[] | null> {
    return this.#columns();
  }

  /** The same, for a step that depends on them. */
  async neededColumns(): Promise<readonly Column[]> {
    return (
      (await this.columns()) ??
      this.refuse('depends on the columns of the table, and there is none')
    );
  }

  /** Give the values that stand by place the names that they stand for. */
  name(names: readonly string[]): void {
    this.step.positional.forEach((value, i) => {
      const name = names[i];
      if (name === undefined) this.refuse(`takes no ${i + 1} values by place`);
      else if (this.#left.has(name)) this.refuse(`says ${name} twice`);
      else this.#left.set(name, value);
    });
  }

  /** The value of the first of these names; undefined where none is said. */
  take(...names: readonly string[]): Plain | undefined {
    const name = names.find((n) => this.#left.has(n));
    if (name === undefined) return undefined;
    const value = this.#left.get(name) ?? null;
    this.#left.delete(name);
    return value === null ? undefined : value;
  }

  text(...names: readonly string[]): string | undefined {
    const value = this.take(...names);
    if (value === undefined || typeof value === 'string') return value;
    return this.refuse(`says ${names[0]} that is no text`);
  }

  /** One text or a list of them, as a list. */
  texts(...names: readonly string[]): readonly string[] | undefined {
    const value = this.take(...names);
    if (value === undefined) return undefined;
    const list = Array.isArray(value) ? value : [value];
    return list.map((item): string =>
      typeof item === 'string' ? item : this.refuse(`says ${names[0]} that is no list of texts`),
    );
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.take(name) ?? otherwise;
    return typeof value === 'boolean'
      ? value
      : this.refuse(`says ${name} that is neither true nor false`);
  }

  count(name: string): number | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    return typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? value
      : this.refuse(`says ${name} that is no number of rows`);
  }

  /** Let these go: they steer what MSTICPy prints, not the rows. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.#left.delete(name);
  }

  /** All that was not taken. */
  rest(): ReadonlyMap<string, Plain> {
    const rest = new Map(this.#left);
    this.#left.clear();
    return rest;
  }

  /** Refuse what is left. */
  done(): void {
    const [name] = this.#left.keys();
    if (name !== undefined) this.refuse(`says ${name}, which has no meaning here`);
  }
}
