type Json = Readonly<Record<string, unknown>>;

/** Collections in collections are read to this depth. */
const mostDepth = 32;

/** Numbers, words, parentheses and commas. */
const tokenPattern = /\s*(?:([(),])|([A-Za-z]+)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))/y;

type Token = string | number;

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < trimmed.length) {
    const match = tokenPattern.exec(trimmed);
    if (!match) return null;
    const [, mark, word, number] = match;
    tokens.push(mark ?? word?.toUpperCase() ?? Number(number));
  }
  return tokens;
}

/** How many levels of lists a shape has around its positions. */
const depths: ReadonlyMap<string, [type: string, depth: number]> = new Map([
  ['POINT', ['Point', 0]],
  ['LINESTRING', ['LineString', 1]],
  ['POLYGON', ['Polygon', 2]],
  ['MULTIPOINT', ['MultiPoint', 1]],
  ['MULTILINESTRING', ['MultiLineString', 2]],
  ['MULTIPOLYGON', ['MultiPolygon', 3]],
]);

/** Thrown where the text is no well-known text, caught by the one function that reads it. */
class Unreadable extends Error {}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  shape(depth: number): Json {
    const name = this.#take();
    const [type, levels] = depths.get(String(name)) ?? [];
    if (type !== undefined && levels !== undefined)
      return { type, coordinates: levels === 0 ? this.#point() : this.#list(levels) };
    if (name !== 'GEOMETRYCOLLECTION' || depth >= mostDepth) throw new Unreadable();
    const geometries = this.#several(() => this.shape(depth + 1));
    return { type: 'GeometryCollection', geometries };
  }

  #take(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #expect(mark: string): void {
    if (this.#take() !== mark) throw new Unreadable();
  }

  #several<T>(read: () => T): T[] {
    this.#expect('(');
    const items: T[] = [];
    do items.push(read());
    while (this.#tokens[this.#at] === ',' && this.#at++ >= 0);
    this.#expect(')');
    return items;
  }

  /** Positions in so many lists; in the innermost one each may stand in parentheses of its own. */
  #list(levels: number): unknown[] {
    if (levels > 1) return this.#several(() => this.#list(levels - 1));
    return this.#several(() => (this.#tokens[this.#at] === '(' ? this.#point() : this.#position()));
  }

  #point(): [number, number] {
    this.#expect('(');
    const position = this.#position();
    this.#expect(')');
    return position;
  }

  #position(): [number, number] {
    const [x, y] = [this.#take(), this.#take()];
    if (typeof x !== 'number' || typeof y !== 'number') throw new Unreadable();
    return [x, y];
  }
}

/** The shape that a well-known text describes, as GeoJSON; null where it describes none, or one of more than two dimensions. */
export function readWkt(text: string): Json | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const reader = new Reader(tokens);
  try {
    const shape = reader.shape(0);
    return reader.isDone ? shape : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
