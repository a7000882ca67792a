import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import type { Transport } from '../../src/providers/index.ts';
import { openStandIn, type StandIn } from './stand-in.ts';

/** What was asked, with its body. */
export interface Asked {
  /** Host and path: `api.loganalytics.io/v1/workspaces/…`. */
  to: string;
  method: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What is answered: a status with JSON or text, and headers. */
export interface Told {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Packed, where who asks takes that. */
  gzip?: true;
  /** Take over, to break off or to answer in pieces. */
  by?: (response: ServerResponse) => void;
}

type Teller = (asked: Asked) => Told | Promise<Told>;

/** Services of the web on loopback: every address leads here, with its host as the first part of the path. */
export interface Services {
  /** Its address, ending in a slash; `https://host/path` is `host/path` behind it. */
  base: string;
  asked: Asked[];
  /** What the sign-in was asked for: where, and the kind of grant. */
  signIns: string[];
  /** Whether a token by which new ones are got is taken. */
  takesRefresh: boolean;
  tell: Teller;
  transport: Transport;
  close(): void;
}

/** The host of a service as loopback serves it. */
const inside = (base: string, url: string): string =>
  base + url.replace(/^https?:\/\/([^/?]+)\/?/, '$1/');

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const isPacked = request.headers['content-encoding'] === 'gzip';
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Start one. Sign-in by Entra ID is answered by itself, with a new token for each time of asking. */
export async function openServices(): Promise<Services> {
  const standIn: StandIn = await openStandIn();
  const real = createDefaultHttpClient();
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      request.url = inside(standIn.base, request.url);
      request.allowInsecureConnection = true;
      return real.sendRequest(request);
    },
  };
  let tokens = 0;
  const services: Services = {
    base: standIn.base,
    asked: [],
    signIns: [],
    takesRefresh: true,
    tell: () => ({ status: 404 }),
    transport: {
      fetch: (url, init) => fetch(inside(standIn.base, String(url)), init),
      azure: {
        httpClient,
        retryOptions: { maxRetries: 2, retryDelayInMs: 1, maxRetryDelayInMs: 2 },
      },
      firstDelayMs: 1,
    },
    close: standIn.close,
  };
  standIn.handler = (request, response) => {
    const answer = async (): Promise<void> => {
      const body = await bodyOf(request);
      const to = (request.url ?? '').slice(1);
      const asked = { to, method: request.method ?? '', headers: request.headers, body };
      const form = new URLSearchParams(body);
      const isRefused = form.get('grant_type') === 'refresh_token' && !services.takesRefresh;
      const signIn = isRefused ? refusedGrant : signInAnswer(to, () => ++tokens, form);
      if (signIn) services.signIns.push(`${to} ${form.get('grant_type') ?? ''}`.trim());
      else services.asked.push(asked);
      const told: Told = signIn ?? (await services.tell(asked));
      if (told.by) told.by(response);
      else reply(told, request, response);
    };
    answer().catch((error: unknown) => response.destroy(error as Error));
  };
  return services;
}

function reply(told: Told, request: IncomingMessage, response: ServerResponse): void {
  const isText = typeof told.body === 'string';
  const text = isText ? String(told.body) : JSON.stringify(told.body ?? {});
  const packs = told.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  response.writeHead(told.status ?? 200, {
    'content-type': isText ? 'text/plain' : 'application/json',
    ...(packs ? { 'content-encoding': 'gzip' } : {}),
    ...told.headers,
  });
  response.end(packs ? gzipSync(text) : text);
}

const refusedGrant: Told = {
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'AADSTS700082: The refresh token has expired.',
  },
};

const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens for a person: who it is, and a token by which new ones are got. */
function personTokens(tenant: string, authority: string): object {
  const person = { oid: 'me', tid: tenant, sub: 'me', preferred_username: 'me@contoso.example' };
  const claims = { ...person, aud: 'c', iss: `${authority}/v2.0`, exp: 4102444800, iat: 1 };
  return {
    id_token: `${coded({ alg: 'none' })}.${coded(claims)}.x`,
    refresh_token: 'refresh-4711',
    client_info: coded({ uid: 'me', utid: tenant }),
  };
}

function signInAnswer(to: string, next: () => number, body: URLSearchParams): Told | null {
  const match = /^(login\.[^/]+)\/([^/]+)\/(.*)$/.exec(to);
  if (!match) return null;
  const [, host, tenant, path = ''] = match;
  const authority = `https://${host}/${tenant}`;
  if (path.includes('openid-configuration'))
    return {
      body: {
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
        issuer: `${authority}/v2.0`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      },
    };
  if (tenant === 'no-such-tenant')
    return {
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Invalid client secret provided.',
      },
    };
  if (path.includes('devicecode'))
    return {
      body: {
        user_code: 'ABCD',
        device_code: 'd',
        verification_uri: `https://${host}/device`,
        expires_in: 900,
        interval: 1,
        message: `Open https://${host}/device and enter ABCD.`,
      },
    };
  const isPerson = ['device_code', 'refresh_token'].some((kind) =>
    body.get('grant_type')?.endsWith(kind),
  );
  return {
    body: {
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: `token-${next()}`,
      ...(isPerson ? { ...personTokens(tenant ?? '', authority), scope: body.get('scope') } : {}),
    },
  };
}
