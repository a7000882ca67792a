import { didYouMean, HuntError } from '../base/index.ts';
import { type ConnectOptions, type ConnectSettings, contextsOf } from './connect.ts';
import type { Destination, Receiver } from './define-destination.ts';
import * as found from './destinations/index.gen.ts';

/** Every system that takes rows, by name. */
export const destinations: ReadonlyMap<string, Destination> = new Map(
  Object.values(found).map((one): [string, Destination] => [one.name, one]),
);

/** The destination of a name, or of another that it answers to; null where there is none. */
export function destinationNamed(name: string): Destination | null {
  const plain = name.toLowerCase();
  return (
    destinations.get(plain) ??
    [...destinations.values()].find((d) => d.also?.includes(plain)) ??
    null
  );
}

/** One destination, ready to take rows. */
export interface OpenDestination {
  /** `splunk-hec:lab`. */
  who: string;
  receiver: Receiver;
}

/**
 * The destination that is meant, by a name of the configuration or by itself. Nothing is sent.
 * Errors: `providers/unknown-destination`, and as `connectTo`.
 */
export async function connectDestination(
  name: string,
  given: ConnectSettings,
  options: ConnectOptions,
): Promise<OpenDestination> {
  const destination = destinationNamed(name);
  if (!destination)
    throw new HuntError({
      code: 'providers/unknown-destination',
      message: `Nothing that takes rows is called '${name}'.${didYouMean(name, destinations.keys())}`,
      hint: `There are ${[...destinations.keys()].join(', ')}.`,
    });
  const [context, ...more] = await contextsOf(destination, given, options);
  if (!context || more.length > 0)
    throw new HuntError({
      code: 'providers/bad-setting',
      message: 'Rows are sent to one destination at a time.',
      hint: 'Name one of them.',
    });
  return { who: context.who, receiver: destination.connect(context) };
}
