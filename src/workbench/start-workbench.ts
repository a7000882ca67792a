import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { HuntError } from '../base/index.ts';
import { dropScratch, makeScratch } from '../files/index.ts';
import { Admission } from './admission.ts';
import { Decoder } from './decoder.ts';
import { Desk } from './desk.ts';
import { answerHeaders, refusal } from './guard.ts';
import type { OpenHunt } from './hunt.ts';
import { HuntFolder, type HuntsHome, huntsHome } from './hunt-folder.ts';
import { OpenHunts } from './open-hunts.ts';
import { openInBrowser } from './open-in-browser.ts';
import { PageFiles } from './page-files.ts';
import { Results } from './results.ts';
import { apiRoutes, type Room } from './routes.ts';
import { SavedFiles } from './saved-files.ts';
import { Uploads } from './uploads.ts';

/** How a workbench is started. */
export interface WorkbenchOptions {
  /** What the pages ask and add to. It stays the caller's: close it after the workbench. */
  hunt: OpenHunt;
  /** Files, folders and globs to open while the page is already there. */
  paths?: readonly string[];
  /** Open the sample investigation too. */
  sample?: boolean;
  /** Where hunts are kept; `hunts` beside where it was started, else the user's data folder. */
  hunts?: HuntsHome;
  /** A free one by default. */
  port?: number;
  /** Show the page in the user's browser; true by default. */
  openBrowser?: boolean;
  /** Largest file that may be dropped on the page; 16 GiB by default. Files opened by path know no limit. */
  uploadLimitBytes?: number;
  /** The server whose pictures a map may fetch, `https://tiles.example/{z}/{x}/{y}.png`; none unless said. */
  mapTiles?: string;
  /** Where the page was built, if not in the package. */
  pageFolder?: string;
  /** Told of errors that are our own bugs. */
  onBug?: (error: unknown) => void;
}

/** A running workbench. */
export interface Workbench {
  /** The link for the first page. It works once and then leaves the address bar. */
  url: string;
  /** Whether a browser was found and shown the link; if not, print `url`, which is then still fresh. */
  shown: boolean;
  port: number;
  /** A fresh link, for another browser. */
  newLink(): string;
  close(): Promise<void>;
}

type Env = { Bindings: HttpBindings };

/**
 * Serve the workbench's page on 127.0.0.1; files are read while the page is already there. Throws
 * `workbench/page-not-built`, `workbench/port-taken` and `workbench/bad-map-tiles`.
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const files = new PageFiles(options.pageFolder, originOf(options.mapTiles));
  const scratch = makeScratch('workbench');
  const closing = new AbortController();
  const uploads = new Uploads(scratch, options.uploadLimitBytes ?? 16 * 1024 ** 3);
  let app: Hono<Env> = new Hono<Env>();
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    overrideGlobalObjects: false,
  }) as Server;
  server.headersTimeout = 10_000;
  // Bodies have their own limits of time; an upload may rightly take long.
  server.requestTimeout = 0;
  server.maxConnections = 256;
  const port = await listen(server, options.port ?? 0);
  const admission = new Admission(port);
  const onBug = options.onBug ?? ((error): void => void process.emitWarning(error as Error));
  const desk = new Desk(
    { hunt: options.hunt, uploads, closing: closing.signal, onBug },
    { paths: options.paths ?? [], sample: options.sample ?? false },
  );
  const results = new Results();
  const folder = new HuntFolder(options.hunts ?? huntsHome());
  await folder.sweep();
  const hunts = new OpenHunts({ folder, asked: options.hunt, results });
  const decoders = { bench: new Decoder(), values: new Decoder() };
  app = createApp(
    {
      desk,
      results,
      hunts,
      uploads,
      saved: new SavedFiles(scratch),
      decoders,
      closing: closing.signal,
      onBug,
    },
    admission,
    files,
    port,
  );
  const newLink = (): string => `http://127.0.0.1:${port}/?token=${admission.newToken()}`;
  const url = newLink();
  return {
    url,
    port,
    newLink,
    shown: (options.openBrowser ?? true) && (await openInBrowser(newLink())),
    close: async () => {
      closing.abort();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      decoders.bench.close();
      decoders.values.close();
      await hunts.closeAll();
      await results.releaseAll();
      await desk.settled();
      await dropScratch(scratch);
    },
  };
}

function createApp(room: Room, admission: Admission, files: PageFiles, port: number): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    const refused = refuse(c, admission, port);
    if (refused) c.res = refused;
    else await next();
    for (const [name, value] of Object.entries(answerHeaders)) c.res.headers.set(name, value);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
    if (!c.res.headers.has('Content-Security-Policy'))
      c.res.headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  });
  app.route('/api', apiRoutes(room));
  app.get(
    '*',
    async (c) => (await files.answer(c.req.path)) ?? c.text('There is no such page.', 404),
  );
  return app;
}

/** The answer for someone who may not come in, or who comes in by a link; null for who is in. */
function refuse(c: Context<Env>, admission: Admission, port: number): Response | null {
  const why = refusal(
    {
      method: c.req.method,
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      site: c.req.header('sec-fetch-site'),
      contentType: c.req.header('content-type'),
    },
    port,
  );
  if (why !== null) return turnedAway(why);
  const admitted = admission.admits(c.req.header('cookie'));
  const token = c.req.query('token');
  if (c.req.method === 'GET' && c.req.path === '/' && token !== undefined) {
    const cookie = admitted ? null : admission.spend(token);
    if (!admitted && cookie === null) return turnedAway(spentLink);
    const headers = new Headers({ Location: '/' });
    if (cookie) headers.set('Set-Cookie', cookie);
    return new Response(null, { status: 303, headers });
  }
  return admitted ? null : turnedAway(noCookie);
}

const spentLink =
  'This link was used before, or is not complete. Use the browser in which it was opened, or start the workbench again for a new link.';
const noCookie = 'Open the workbench by the link that it printed when it started.';

const turnedAway = (why: string): Response =>
  new Response(`${why}\n`, {
    status: 403,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' },
  });

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      fail(
        cause.code === 'EADDRINUSE'
          ? new HuntError({
              code: 'workbench/port-taken',
              message: `Port ${port} is taken.`,
              hint: 'Leave the port out, and a free one is chosen.',
              cause,
            })
          : cause,
      ),
    );
    server.listen(port, '127.0.0.1', () => done());
  });
  return (server.address() as AddressInfo).port;
}

/** The origin of an address of tiles. The page may fetch pictures from there, and from nowhere else. */
function originOf(tiles: string | undefined): string | null {
  if (tiles === undefined) return null;
  const plain = tiles.replace(/[{}]/g, '');
  const { protocol = '', origin = '' } = URL.canParse(plain) ? new URL(plain) : {};
  if (['http:', 'https:'].includes(protocol)) return origin;
  throw new HuntError({
    code: 'workbench/bad-map-tiles',
    message: `'${tiles}' is not the address of a server of map pictures.`,
    hint: 'Name one such as https://tiles.example/{z}/{x}/{y}.png.',
  });
}
