import { HuntError } from '../base/index.ts';
import { childEntry, OUT_OF_MEMORY_EXIT, type Part, startChild } from '../engine/index.ts';
import type { RemotePart } from '../providers/index.ts';
import type { RemoteAnswer, RemoteRequest } from './remote-part-process.ts';

const memoryBytes = 2 * 2 ** 30;

/** Writes rows of a service into a part, in a process of its own; a row is there only once the part is whole. */
export class RemotePartWriter {
  readonly #child = startChild(childEntry(import.meta.url, 'remote-part-process'), memoryBytes);
  readonly #gone: Promise<never>;
  #waiting: ((answer: RemoteAnswer) => void) | null = null;
  /** One at a time: instances that are asked side by side take turns. */
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#gone = new Promise((_, reject) => {
      this.#child.on('error', reject);
      this.#child.on('exit', (code) =>
        reject(
          code === OUT_OF_MEMORY_EXIT
            ? tooBig()
            : new Error(`the process that keeps rows ended with ${code}`),
        ),
      );
    });
    this.#gone.catch(() => {});
    this.#child.on('message', (answer: RemoteAnswer) => this.#waiting?.(answer));
  }

  open(path: string, format: string): Promise<unknown> {
    return this.#ask({ ask: 'open', path, format });
  }

  /** Rows of the answer of this number, which `source` gave. */
  write(answer: number, source: string, { columns, rows }: RemotePart): Promise<unknown> {
    return this.#ask({ ask: 'rows', answer, source, columns, rows });
  }

  keep(answer: number, notes: readonly string[]): Promise<unknown> {
    return this.#ask({ ask: 'keep', answer, notes });
  }

  drop(answer: number): Promise<unknown> {
    return this.#ask({ ask: 'drop', answer });
  }

  /** The part; each answer is a table in it, named by its number. */
  async finish(): Promise<Part> {
    const { part } = await this.#ask({ ask: 'finish' });
    if (!part) throw new Error('the part went missing');
    return part;
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  #ask(request: RemoteRequest): Promise<{ part?: Part }> {
    const asked = this.#last.then(async () => {
      const answered = new Promise<RemoteAnswer>((resolve) => {
        this.#waiting = resolve;
      });
      this.#child.send(request);
      const answer = await Promise.race([answered, this.#gone]);
      if ('refused' in answer) throw new HuntError(answer.refused);
      if ('broken' in answer) throw new Error(`rows could not be kept: ${answer.broken}`);
      return answer;
    });
    this.#last = asked.catch(() => {});
    return asked;
  }
}

function tooBig(): HuntError {
  return new HuntError({
    code: 'session/rows-too-large',
    message: 'The rows of the service needed more memory to be kept than they may use.',
    hint: 'Project fewer columns, or ask for a shorter span of time.',
  });
}
