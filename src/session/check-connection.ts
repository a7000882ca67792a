import { HuntError } from '../base/index.ts';
import { destinationNamed } from '../providers/index.ts';
import type { Hunt } from './hunt.ts';
import type { ConnectOptions } from './remote.ts';

/** A person who is asked to sign in needs a while; nobody waits for longer. */
const mostMs = 120_000;

/** What came of a question to a service. */
interface Checked {
  ok: boolean;
  said: string;
}

/**
 * What the cheapest question to a configured service says, be it one to ask or one that takes rows. A service that gives
 * no answer within two minutes fails. Errors: the signal's reason where it is aborted.
 */
export async function checkConnection(
  hunt: Pick<Hunt, 'connect' | 'destination'>,
  service: { provider: string; name: string },
  options: ConnectOptions = {},
): Promise<Checked> {
  const late = AbortSignal.timeout(mostMs);
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
  try {
    return await answerOf(hunt, service, { ...options, signal });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (late.aborted) return { ok: false, said: `there was no answer within ${mostMs / 1000} s.` };
    if (!(error instanceof HuntError)) throw error;
    return { ok: false, said: [error.message, error.hint].filter(Boolean).join(' ') };
  }
}

async function answerOf(
  hunt: Pick<Hunt, 'connect' | 'destination'>,
  { provider, name }: { provider: string; name: string },
  options: ConnectOptions & { signal: AbortSignal },
): Promise<Checked> {
  const { signal } = options;
  if (destinationNamed(provider)) {
    const destination = await hunt.destination(provider, { name }, options);
    return { ok: true, said: await destination.check({ signal }) };
  }
  const remote = await hunt.connect(provider, { name }, options);
  const [first] = await remote.check({ signal });
  return first ?? { ok: false, said: 'there is no such connection' };
}
