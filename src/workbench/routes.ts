import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { HuntError } from '../base/index.ts';
import type { Calls, Filter, Streams } from '../protocol/index.ts';
import { askResult } from '../tables/index.ts';
import { browseAnswers, browseShapes } from './browse-routes.ts';
import { decodeAnswers, decodeShapes, decodeStreamShapes, decodeWorks } from './decode-routes.ts';
import type { Decoder } from './decoder.ts';
import type { Desk } from './desk.ts';
import { entityAnswers, entityShapes, entityStreamShapes, entityWorks } from './entity-routes.ts';
import { eventStream, type Send } from './event-stream.ts';
import { listFolder } from './folder.ts';
import { huntAnswers, huntShapes, huntStreamShapes, huntWorks } from './hunt-routes.ts';
import type { OpenHunts } from './open-hunts.ts';
import { asProblem } from './problem.ts';
import { readJson } from './request-body.ts';
import type { Results } from './results.ts';
import { saveStreamShapes, saveWorks } from './save-routes.ts';
import type { SavedFiles } from './saved-files.ts';
import { settingsAnswers, settingsShapes } from './settings-routes.ts';
import type { Uploads } from './uploads.ts';

/** What the routes work on. */
export interface Room {
  desk: Desk;
  results: Results;
  hunts: OpenHunts;
  uploads: Uploads;
  saved: SavedFiles;
  /** For texts that are laid open, and for values that are looked at in passing. */
  decoders: { bench: Decoder; values: Decoder };
  /** Fires when the workbench closes. */
  closing: AbortSignal;
  /** Where errors that are our own bugs go. */
  onBug: (error: unknown) => void;
}

type App = Hono<{ Bindings: HttpBindings }>;
/** The shape of each body. */
export type Shapes<T extends Record<keyof T, { body: unknown }>> = {
  [K in keyof T]: z.ZodType<T[K]['body']>;
};

const text = z.string().max(256 * 1024);
const name = z.string().max(4096);
const filter: z.ZodType<Filter> = z.object({
  column: name,
  op: z.enum([
    'contains',
    'equals',
    'notEquals',
    'startsWith',
    'greaterThan',
    'lessThan',
    'empty',
    'notEmpty',
  ]),
  value: z.string().max(65_536).optional(),
}) as z.ZodType<Filter>;
const where = z.array(filter).max(64);
const nothing = z.strictObject({}) as z.ZodType<Record<string, never>>;

const callShapes: Shapes<Calls> = {
  state: nothing,
  page: z.object({
    result: name,
    offset: z.int().min(0),
    limit: z.int().min(1).max(1000),
    orderBy: z.array(z.object({ column: name, descending: z.boolean() })).max(8),
    where,
  }),
  count: z.object({ result: name, where }),
  ask: z.object({ result: name, kql: text, limit: z.int().min(1).max(100_000) }),
  stopOpening: nothing,
  release: z.object({ results: z.array(name).max(100) }),
  folder: z.object({ path: name }),
  ...browseShapes,
  ...huntShapes,
  ...settingsShapes,
  ...decodeShapes,
  ...entityShapes,
};
const streamShapes: Shapes<Streams> = {
  run: z.object({ text }),
  open: z.object({ paths: z.array(name).max(10_000), uploads: z.array(name).max(10_000) }),
  sample: nothing,
  opening: nothing,
  ...huntStreamShapes,
  ...decodeStreamShapes,
  ...saveStreamShapes,
  ...entityStreamShapes,
};
const statuses = new Map<string, ContentfulStatusCode>([
  ['workbench/result-gone', 404],
  ['workbench/no-such-upload', 404],
  ['workbench/no-such-hunt', 404],
  ['workbench/no-such-function', 404],
  ['catalog/unknown-query', 404],
  ['workbench/hunt-not-open', 404],
  ['workbench/hunt-changed', 409],
  ['config/changed', 409],
  ['workbench/too-large', 413],
  ['workbench/too-busy', 503],
]);
const runningLimit = 16;
/** A text of 1,048,576 letters may be longer in JSON. */
const longBodies: ReadonlySet<string> = new Set<keyof Calls | keyof Streams>([
  'decode',
  'decodeValues',
]);
const longBodyBytes = 7 * 1024 * 1024;

/** What answers each call. */
export type Answers = {
  [K in keyof Calls]: (body: Calls[K]['body'], signal: AbortSignal) => unknown;
};

function answers(room: Room): Answers {
  const { desk, results } = room;
  return {
    state: () => desk.state(),
    page: ({ result, ...request }, signal) => results.get(result).page({ ...request, signal }),
    count: async ({ result, where }, signal) => ({
      rows: await results.get(result).count({ where, signal }),
    }),
    ask: ({ result, kql, limit }, signal) => askResult(results.get(result), { kql, limit, signal }),
    stopOpening: () => {
      desk.stopOpening();
      return {};
    },
    release: async (body) => ({ released: await results.release(body.results) }),
    folder: (body) => listFolder(body.path),
    ...browseAnswers(room),
    ...huntAnswers(room),
    ...settingsAnswers(room),
    ...decodeAnswers(room),
    ...entityAnswers(room),
  };
}

/** What does the work of each stream. */
export type Works = {
  [K in keyof Streams]: (
    body: Streams[K]['body'],
    send: Send<Streams[K]['event']>,
    signal: AbortSignal,
  ) => Promise<void>;
};

function works(room: Room): Works {
  return {
    run: (body, send, signal) => runQuery(room, body.text, send, signal),
    open: async (body, send, signal) => {
      const uploaded = body.uploads.map((id) => room.uploads.path(id));
      await room.desk.open([...body.paths, ...uploaded], send, signal);
    },
    sample: (_body, send, signal) => room.desk.openSample(send, signal),
    opening: (_body, send) => room.desk.watchOpening(send),
    ...huntWorks(room),
    ...decodeWorks(room),
    ...saveWorks(room),
    ...entityWorks(room),
  };
}

async function runQuery(
  { desk, results, uploads }: Room,
  kql: string,
  send: Send<Streams['run']['event']>,
  signal: AbortSignal,
): Promise<void> {
  const started = performance.now();
  const elapsed = (): number => Math.round(performance.now() - started);
  const beat = setInterval(() => send({ kind: 'running', elapsedMs: elapsed() }), 1000);
  try {
    const table = await desk.hunt.kql(kql, { signal });
    const result = await results.keep(table);
    const rows = await table.count({ signal });
    const columns = table.columns.map((c) => ({ name: c.name, type: c.type }));
    const { render } = table;
    send({ kind: 'result', result, columns, rows, render, elapsedMs: elapsed() });
    send({ kind: 'done', coverage: uploads.shown(await table.coverage({ signal })) });
    if (signal.aborted) await results.release([result]);
  } finally {
    clearInterval(beat);
  }
}

/** The routes below `/api`. Who may call them was settled before. */
export function apiRoutes(room: Room): Hono<{ Bindings: HttpBindings }> {
  const app: App = new Hono();
  const problemOf = (error: unknown): ReturnType<typeof asProblem> => {
    const problem = room.uploads.shown(asProblem(error));
    if (problem.code === 'workbench/bug') room.onBug(error);
    return problem;
  };
  const answer = answers(room);
  for (const call of Object.keys(callShapes) as (keyof Calls)[])
    app.post(`/${call}`, async (c) => {
      const body = await readJson<unknown>(c.env.incoming, callShapes[call], limitOf(call));
      const handle = answer[call] as (body: unknown, signal: AbortSignal) => unknown;
      const signal = AbortSignal.any([c.req.raw.signal, room.closing]);
      return c.json((await handle(body, signal)) as object);
    });
  const work = works(room);
  let running = 0;
  for (const stream of Object.keys(streamShapes) as (keyof Streams)[])
    app.post(`/${stream}`, async (c) => {
      const body = await readJson<unknown>(c.env.incoming, streamShapes[stream], limitOf(stream));
      if (running >= runningLimit)
        throw new HuntError({
          code: 'workbench/too-busy',
          message: `${running} queries and readings are running already.`,
          hint: 'Stop one of them.',
        });
      const handle = work[stream] as (
        b: unknown,
        s: Send<unknown>,
        a: AbortSignal,
      ) => Promise<void>;
      return eventStream<unknown>(async (send, signal) => {
        running++;
        try {
          await handle(body, send, signal);
        } catch (error) {
          send({ kind: 'failed', problem: problemOf(error) });
        } finally {
          running--;
        }
      }, room.closing);
    });
  app.post('/upload', async (c) => {
    const shown = decodeName(c.req.header('x-file-name') ?? '');
    return c.json(await room.uploads.receive(shown, c.env.incoming, room.closing));
  });
  app.get('/saved/:id', (c) => room.saved.fetch(c.req.param('id')) ?? c.notFound());
  app.notFound((c) => c.json(asProblem(new HuntError(unknownCall)), 404));
  app.onError((error, c) => {
    const problem = problemOf(error);
    const status = statuses.get(problem.code) ?? (problem.code === 'workbench/bug' ? 500 : 400);
    return c.json(problem, status);
  });
  return app;
}

const limitOf = (call: string): number | undefined =>
  longBodies.has(call) ? longBodyBytes : undefined;
const unknownCall = { code: 'workbench/no-such-call', message: 'There is no such call.' };

function decodeName(header: string): string {
  try {
    return decodeURIComponent(header).slice(0, 1000);
  } catch (cause) {
    throw new HuntError({
      code: 'workbench/bad-request',
      message: 'The name of the file is not percent-encoded.',
      cause,
    });
  }
}
