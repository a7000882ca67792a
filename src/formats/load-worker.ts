import type { ChildProcess } from 'node:child_process';
import { HuntError } from '../base/index.ts';
import { childEntry, OUT_OF_MEMORY_EXIT, type Part, startChild } from '../engine/index.ts';
import { isRoomMissing, noRoomFor } from './file-fault.ts';
import type { FileOutcome, LoadTask } from './load.ts';
import type { LoadAnswer, LoadOrder } from './load-messages.ts';

/** A loading process died over a file or member. */
export class WorkerDied extends Error {
  readonly file: string;
  readonly reason: HuntError;
  constructor(file: string, reason: HuntError) {
    super(reason.message);
    this.file = file;
    this.reason = reason;
  }
}

/** One loading process: takes tasks one after the other and writes one part. */
export class LoadWorker {
  readonly #child: ChildProcess;
  #waiting: {
    resolve(answer: LoadAnswer): void;
    reject(error: Error): void;
    progress(file: string, bytesDone: number | null): void;
    about: string;
  } | null = null;
  #ended: Error | null = null;
  readonly #gone: Promise<void>;

  constructor(begin: Extract<LoadOrder, { type: 'begin' }>, memoryBytes: number) {
    this.#child = startChild(childEntry(import.meta.url, 'load-process'), memoryBytes);
    this.#gone = new Promise((done) => {
      this.#child.once('exit', () => done());
      this.#child.once('error', () => done());
    });
    this.#child.on('message', (answer) => this.#heard(answer as LoadAnswer));
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code, signal) => this.#exited(code, signal));
    this.#send(begin);
  }

  /**
   * Run a task to its end. `progress` hears which file or member is read and the bytes of the task that are
   * done. Rejects with `WorkerDied` where the process did not live to tell.
   */
  async run(
    task: LoadTask,
    progress: (file: string, bytesDone: number | null) => void,
  ): Promise<FileOutcome[]> {
    const answer = await this.#ask({ type: 'task', task }, task.path, progress);
    if (answer.type !== 'outcomes') throw new Error(`outcomes were expected, not ${answer.type}`);
    return answer.outcomes;
  }

  /** Close the part. */
  async finish(): Promise<Part> {
    const answer = await this.#ask({ type: 'finish' }, 'the end of the load', () => {});
    if (answer.type !== 'part') throw new Error(`a part was expected, not ${answer.type}`);
    return answer.part;
  }

  /** End the process; resolves when it is gone and writes no more. */
  kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.#gone;
  }

  #ask(
    order: LoadOrder,
    about: string,
    progress: (file: string, bytes: number | null) => void,
  ): Promise<LoadAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#waiting = { resolve, reject, progress, about };
      this.#send(order);
    });
  }

  #send(order: LoadOrder): void {
    // A child that is gone is told of by its exit.
    this.#child.send(order, () => {});
  }

  #heard(answer: LoadAnswer): void {
    if (answer.type === 'begins' && this.#waiting) {
      this.#waiting.about = answer.file;
      this.#waiting.progress(answer.file, null);
    } else if (answer.type === 'progress')
      this.#waiting?.progress(this.#waiting.about, answer.bytesDone);
    else if (answer.type === 'fault') this.#end(fault(answer.message, this.#waiting?.about));
    else {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.resolve(answer);
    }
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    const about = this.#waiting?.about ?? '';
    const reason =
      code === OUT_OF_MEMORY_EXIT
        ? new HuntError({
            code: 'formats/out-of-memory',
            message: `"${about}" needs more memory than a load may use.`,
            hint: 'Split the file, or cut it down to the columns that matter.',
          })
        : new HuntError({
            code: 'formats/reader-died',
            message: `The process that read "${about}" ended (${signal ?? `code ${code}`}).`,
            hint: 'The file may be damaged or made to do harm; the other files are not touched by it.',
          });
    this.#end(new WorkerDied(about, reason));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
  }
}

/** What a process said at its end: no room is told, all else is a fault of ours. */
function fault(message: string, about = 'the files'): Error {
  const error = new Error(message);
  return isRoomMissing(error) ? noRoomFor(about, error) : error;
}
