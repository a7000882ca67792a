import type { Input, ReadContext } from '../define-format.ts';

/** The text of one event, or of what should have been one. */
export interface EventText {
  text: string;
  /** The line that it begins in, from 1. */
  line: number;
  /** Why it cannot be read, where that is known already. */
  fault: string | null;
}

const closing = '</Event>';

/**
 * The events in an XML export, some at a time: each from `<Event` to `</Event>`, with or without `<Events>` around
 * them. One longer than the limit on lines is given up, and the next one sought.
 */
export async function* eventTexts(
  input: Input,
  context: ReadContext,
): AsyncGenerator<{ events: EventText[]; bytesDone: number }> {
  const cutter = new EventCutter(context.budget.lineBytes);
  const decoder = new TextDecoder();
  let bytesDone = 0;
  for await (const bytes of input.stream()) {
    context.signal.throwIfAborted();
    bytesDone += bytes.length;
    yield { events: cutter.take(decoder.decode(bytes, { stream: true })), bytesDone };
  }
  yield { events: cutter.end(decoder.decode()), bytesDone };
}

class EventCutter {
  readonly #most: number;
  #text = '';
  /** Where the search for the end of an open event goes on. */
  #sought = 0;
  #line = 1;

  constructor(most: number) {
    this.#most = most;
  }

  take(more: string): EventText[] {
    this.#text += more;
    const events: EventText[] = [];
    for (let pos = 0; ; ) {
      const start = eventStart(this.#text, pos);
      if (start < 0) {
        // A tag may be cut in two: keep what is too short to say.
        this.#dropTo(Math.max(pos, this.#text.length - '<Event'.length), pos);
        return events;
      }
      const end = this.#text.indexOf(closing, Math.max(start, this.#sought));
      if (end < 0 && this.#text.length - start <= this.#most) {
        this.#dropTo(start, pos);
        this.#sought = Math.max(0, this.#text.length - closing.length);
        return events;
      }
      this.#sought = 0;
      this.#count(pos, start);
      const isLong = end < 0 || end - start > this.#most;
      // What was looked through in vain is not looked through again.
      const stop = end < 0 ? start + this.#most : end + closing.length;
      const fault = isLong ? `the event is longer than the limit of ${this.#most} bytes` : null;
      const text = this.#text.slice(start, stop);
      events.push({ text, line: this.#line, fault });
      this.#count(start, stop);
      pos = stop;
    }
  }

  end(more: string): EventText[] {
    const events = this.take(more);
    const start = eventStart(`${this.#text} `, 0);
    if (start < 0) return events;
    this.#count(0, start);
    return [...events, { text: this.#text.slice(start), line: this.#line, fault: null }];
  }

  #dropTo(at: number, from: number): void {
    this.#count(from, at);
    this.#text = this.#text.slice(at);
    this.#sought = 0;
  }

  #count(from: number, to: number): void {
    for (
      let at = this.#text.indexOf('\n', from);
      at >= 0 && at < to;
      at = this.#text.indexOf('\n', at + 1)
    )
      this.#line++;
  }
}

/** Where `<Event` stands as a whole name, or -1; not so `<Events>`, `<EventID>`, `<EventData>`. */
function eventStart(text: string, from: number): number {
  for (let at = text.indexOf('<Event', from); at >= 0; at = text.indexOf('<Event', at + 1))
    if (/[\s>/]/.test(text.charAt(at + '<Event'.length))) return at;
  return -1;
}
