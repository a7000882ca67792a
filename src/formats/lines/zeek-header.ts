import { HuntError } from '../../base/index.ts';
import { tableName } from '../table-name.ts';
import { unescapeZeek } from './unescape.ts';
import { type ZeekMarks, type ZeekType, zeekType } from './zeek-value.ts';

/** The `#` lines before the rows of a Zeek log: what the columns are. They may come again further down. */
export class ZeekHeader implements ZeekMarks {
  separator = '\t';
  setSeparator = ',';
  empty = '(empty)';
  unset = '-';
  path = '';
  names: string[] = [];
  types: ZeekType[] = [];
  #fields: string[] = [];
  readonly #mostFields: number;

  constructor(mostFields: number) {
    this.#mostFields = mostFields;
  }

  /** Whether rows can be read: fields and types are known and agree. */
  get ready(): boolean {
    return this.#fields.length > 0 && this.#fields.length === this.types.length;
  }

  /** Take a line that begins with `#`; gives true where the columns of the rows after it are other ones. */
  take(line: string): boolean {
    if (line.startsWith('#separator ')) {
      this.#reset(unescapeZeek(line.slice(11)) || '\t');
      return true;
    }
    const [word, ...values] = line.split(this.separator, this.#mostFields + 2);
    const first = values[0] ?? '';
    if (word === '#set_separator') this.setSeparator = first || ',';
    else if (word === '#empty_field') this.empty = first;
    else if (word === '#unset_field') this.unset = first;
    else if (word === '#path') this.path = unescapeZeek(first);
    else if (word === '#fields') this.#setFields(values);
    else if (word === '#types') this.types = values.map(zeekType);
    return word === '#path' || word === '#fields' || word === '#types';
  }

  #reset(separator: string): void {
    this.separator = separator;
    this.path = '';
    this.#fields = [];
    this.types = [];
  }

  #setFields(fields: string[]): void {
    if (fields.length > this.#mostFields)
      throw new HuntError({
        code: 'formats/too-wide',
        message: `The Zeek header names more than ${this.#mostFields} fields.`,
        hint: 'Raise the limit on columns, or cut the log into fewer fields.',
      });
    this.#fields = fields;
    this.names = columnNames(fields);
    this.types = [];
  }
}

/**
 * Column names for Zeek's fields: a dot, which KQL reads as a step into a bag, becomes `_` (`id_orig_h`), as in
 * Corelight's tables for Sentinel. Names that then are the same get a number.
 */
function columnNames(fields: string[]): string[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    const name = zeekColumn(field);
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return unique;
  });
}

/** The column of one of Zeek's fields. */
export function zeekColumn(field: string): string {
  return field.replaceAll('.', '_') || '_';
}

/** The table of a log's path: its own name (`conn`, `dns`), spelled so that KQL takes it without brackets. */
export function zeekTable(path: string): string {
  return path === '' ? 'zeek' : tableName(path.slice(0, 100));
}
