import type { ChildProcess } from 'node:child_process';
import { HuntError } from '../base/index.ts';
import { childEntry, OUT_OF_MEMORY_EXIT, startChild } from '../engine/child.ts';
import type { DecodeCalls, DecodeEvent } from '../protocol/index.ts';
import type { DecodeOrder, DecodeSaid } from './decode-process.ts';

const memoryBytes = 768 * 2 ** 20;
const longestMs = 30_000;
const idleMs = 20_000;

/** How long decoding may take, and what ends it. */
export interface DecodePatience {
  signal: AbortSignal;
  longestMs?: number;
}

/**
 * Decodes texts in a process of its own, one after the other: what a text does to it, it does to nobody else. The
 * process ends when it takes too long, when nobody waits any more, and when nothing was asked for a while.
 */
export class Decoder {
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** Every step, part and indicator of a text. Errors: `workbench/decoding-too-long`, `workbench/decoding-too-large`. */
  async decode(
    order: { text: string; first: readonly string[] },
    send: (event: DecodeEvent) => void,
    patience: DecodePatience,
  ): Promise<void> {
    await this.#inTurn({ kind: 'text', ...order }, send, patience);
  }

  /** What values say that are encoded. Errors as of `decode`. */
  async values(
    texts: readonly string[],
    patience: DecodePatience,
  ): Promise<DecodeCalls['decodeValues']['answer']> {
    const answer = await this.#inTurn({ kind: 'values', texts }, () => {}, patience);
    if (!answer) throw new Error('the decoder gave no answer');
    return answer;
  }

  #inTurn(
    order: DecodeOrder,
    send: (event: DecodeEvent) => void,
    patience: DecodePatience,
  ): Promise<DecodeCalls['decodeValues']['answer'] | null> {
    const turn = this.#last.then(() => {
      patience.signal.throwIfAborted();
      return this.#run(order, send, patience);
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #run(
    order: DecodeOrder,
    send: (event: DecodeEvent) => void,
    { signal, longestMs: mostMs = longestMs }: DecodePatience,
  ): Promise<DecodeCalls['decodeValues']['answer'] | null> {
    if (this.#idle) clearTimeout(this.#idle);
    const child =
      this.#child ?? startChild(childEntry(import.meta.url, 'decode-process'), memoryBytes);
    this.#child = child.removeAllListeners();
    const over = AbortSignal.timeout(mostMs);
    const ends = AbortSignal.any([signal, over]);
    try {
      const answer = await new Promise<DecodeCalls['decodeValues']['answer'] | null>(
        (resolve, reject) => {
          child.on('message', (said: DecodeSaid) => {
            if ('event' in said) send(said.event);
            else if ('bug' in said) reject(new Error(`decoding failed: ${said.bug}`));
            else resolve(said.answer);
          });
          child.on('error', reject);
          child.on('exit', (code) => reject(ended(code)));
          ends.addEventListener('abort', () =>
            reject(over.aborted ? tooLong(mostMs) : ends.reason),
          );
          child.send(order, () => {});
        },
      );
      child.removeAllListeners().on('error', () => {});
      child.on('exit', () => this.close());
      this.#idle = setTimeout(() => this.close(), idleMs).unref();
      return answer;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** End the process. */
  close(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#child?.removeAllListeners().on('error', () => {});
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

function ended(code: number | null): Error {
  if (code !== OUT_OF_MEMORY_EXIT) return new Error(`the decoder ended with ${code}`);
  return new HuntError({
    code: 'workbench/decoding-too-large',
    message: 'What this text unpacks to needs more memory than decoding may use.',
    hint: 'Decode a part of it.',
  });
}

function tooLong(ms: number): HuntError {
  return new HuntError({
    code: 'workbench/decoding-too-long',
    message: `Decoding was ended after ${ms / 1000} seconds.`,
    hint: 'Decode a part of the text.',
  });
}
