/** Sends one event to the page; after the page is gone it does nothing. */
export type Send<E> = (event: E) => void;

/**
 * An answer that is a stream of events, one JSON text a line, for as long as `work` runs. When the page
 * drops the answer (stop button, closed window) the signal fires.
 */
export function eventStream<E>(
  work: (send: Send<E>, signal: AbortSignal) => Promise<void>,
  closing: AbortSignal,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, closing]);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send: Send<E> = (event) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      void work(send, signal).finally(() => {
        if (!gone.signal.aborted) controller.close();
      });
    },
    cancel() {
      gone.abort();
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
