import { AddressReader } from './address.ts';

/** What is known of addresses, where many share one fact. */
export interface AddressFacts<F> {
  /** The number of the fact about the address that was read last; -1 where there is none. */
  find(address: AddressReader, version: 4 | 6): number;
  /** The fact of this number; null where it says nothing. */
  fact(number: number): F | null;
}

/** Of many texts: the facts, each once, and for each text which of them is its own, -1 for none. */
export interface SharedFacts<F> {
  readonly of: Int32Array;
  readonly facts: readonly F[];
}

const address = new AddressReader();

/** What is known of the address that a text is; null where it is none, or nothing is known. */
export function factOf<F>(source: AddressFacts<F>, text: string): F | null {
  const version = address.read(text);
  const number = version === 0 ? -1 : source.find(address, version);
  return number < 0 ? null : source.fact(number);
}

function linesIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** What is known of the addresses that the lines of a text are. */
export function factsOfLines<F>(source: AddressFacts<F>, lines: string): SharedFacts<F> {
  const of = new Int32Array(linesIn(lines));
  const facts: F[] = [];
  const places = new Map<number, number>();
  for (let [line, from] = [0, 0]; line < of.length; line++) {
    const found = lines.indexOf('\n', from);
    const until = found < 0 ? lines.length : found;
    const version = address.read(lines, from, until);
    const number = version === 0 ? -1 : source.find(address, version);
    let place = number < 0 ? -1 : places.get(number);
    if (place === undefined) {
      const fact = source.fact(number);
      place = fact === null ? -1 : facts.push(fact) - 1;
      places.set(number, place);
    }
    of[line] = place;
    from = until + 1;
  }
  return { of, facts };
}
