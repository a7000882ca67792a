import type { FormFault, FormTexts } from '../../src/protocol/index.ts';

/** What stands in the fields of a form, and which of its faults are told already. */
export class FormState {
  readonly #defaults: ReadonlyMap<string, string>;
  readonly #values: Map<string, string>;
  readonly #touched = new Set<string>();
  #all = false;

  constructor(defaults: ReadonlyMap<string, string>) {
    this.#defaults = defaults;
    this.#values = new Map(defaults);
  }

  value(name: string): string {
    return this.#values.get(name) ?? '';
  }

  set(name: string, text: string): void {
    this.#values.set(name, text);
    this.#touched.add(name);
  }

  /** From now on what is missing is told of every field. */
  tellAll(): void {
    this.#all = true;
  }

  /** What differs from the defaults; an emptied field counts where `empties` says that an empty text is a value. */
  said(empties: (name: string) => boolean): FormTexts {
    return [...this.#values].filter(([name, text]) => {
      if (text === this.#defaults.get(name)) return false;
      return text.trim() !== '' || (empties(name) && this.#defaults.has(name));
    });
  }

  /** The fault of a field, once its writer has been there and has left something in it, or wanted to go on. */
  fault(name: string, faults: readonly FormFault[]): FormFault | null {
    const told = this.#all || (this.#touched.has(name) && this.value(name) !== '');
    return (told && faults.find(({ field }) => field === name)) || null;
  }
}
