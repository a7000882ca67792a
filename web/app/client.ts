import { HuntError } from '../../src/base/index.ts';
import type { Calls, Problem, Streams, Uploaded } from '../../src/protocol/index.ts';

/** A problem that the server, or the way to it, reported. */
class ServerProblem extends Error {
  override readonly name = 'ServerProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A problem that was told in a stream, to be thrown. */
export const thrown = (problem: Problem): Error => new ServerProblem(problem);

/** Whatever was thrown, as something that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ServerProblem) return error.problem;
  if (error instanceof HuntError) {
    const { code, message, hint } = error;
    return { code, message, hint: hint ?? null, span: null, findings: [] };
  }
  const unreachable = error instanceof TypeError;
  return {
    code: unreachable ? 'page/server-gone' : 'page/bug',
    message: unreachable ? 'The workbench does not answer.' : String(error),
    hint: unreachable ? 'Is it still running in the terminal? Start it again there.' : null,
    span: null,
    findings: [],
  };
}

async function post(call: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`./api/${call}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  if (!response.ok) await refuse(response);
  return response;
}

async function refuse(response: Response): Promise<never> {
  const json = response.headers.get('Content-Type')?.includes('json') ?? false;
  if (json) throw new ServerProblem((await response.json()) as Problem);
  throw new ServerProblem({
    code: 'page/turned-away',
    message: (await response.text()).trim(),
    hint: 'If it was started again, open its new link in another tab of this browser, and go on here: what you typed is still there.',
    span: null,
    findings: [],
  });
}

/** Ask the server for one answer. */
export async function call<K extends keyof Calls>(
  name: K,
  body: Calls[K]['body'],
  signal?: AbortSignal,
): Promise<Calls[K]['answer']> {
  return (await post(name, body, signal)).json() as Promise<Calls[K]['answer']>;
}

/** Start work on the server and hear its events; aborting the signal stops the work. */
export async function* stream<K extends keyof Streams>(
  name: K,
  body: Streams[K]['body'],
  signal: AbortSignal,
): AsyncGenerator<Streams[K]['event']> {
  const response = await post(name, body, signal);
  if (!response.body) return;
  let rest = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Streams[K]['event'];
  }
}

/** Hand a file's bytes to the server. */
export async function upload(
  file: File,
  onProgress: (bytesSent: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  // Only XMLHttpRequest tells how much was sent.
  const request = new XMLHttpRequest();
  const stop = (): void => request.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<Uploaded>((done, fail) => {
      request.open('POST', './api/upload');
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.toWellFormed()));
      request.responseType = 'json';
      request.upload.onprogress = (event) => onProgress(event.loaded);
      request.onabort = () => fail(new DOMException('Stopped', 'AbortError'));
      request.onerror = () => fail(new TypeError('network'));
      request.onload = () => {
        if (request.status === 200) done(request.response as Uploaded);
        else fail(new ServerProblem(request.response as Problem));
      };
      request.send(file);
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Tell the server something as the page goes; nobody waits for the answer. */
export function tellAtEnd<K extends keyof Calls>(name: K, body: Calls[K]['body']): void {
  void fetch(`./api/${name}`, {
    method: 'POST',
    keepalive: true,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {});
}
