import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import type { LookupContext } from '../../src/enrich/index.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server on loopback that answers as a test tells it to. */
export interface StandIn {
  /** Its address, ending in a slash. */
  base: string;
  handler: Handler;
  /** The paths that were asked for. */
  paths: string[];
  close(): void;
}

/** Start one. */
export async function openStandIn(): Promise<StandIn> {
  const server = createServer((request, response) => {
    standIn.paths.push(request.url ?? '');
    standIn.handler(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const standIn: StandIn = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    handler: (_, response) => response.end('{}'),
    paths: [],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return standIn;
}

/** What a lookup has at hand; patient, so that a slow machine changes nothing. */
export function contextFor(more: Partial<LookupContext> = {}): LookupContext {
  return {
    signal: new AbortController().signal,
    timeoutMs: 50_000,
    setting: () => undefined,
    answeredBy: () => {},
    leaves: () => {},
    ...more,
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const probe = createTcp();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
