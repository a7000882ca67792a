import type { TimeSpan } from '../../src/base/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import { type ConnectSettings, connectTo, type Instance } from '../../src/providers/connect.ts';
import type { RemoteValue } from '../../src/providers/define-provider.ts';
import type { Services } from './azure-stand-in.ts';

/** An instance that asks a stand-in; nothing of this machine's configuration is read. */
export async function instanceOf(
  provider: string,
  settings: ConnectSettings,
  services: Services,
): Promise<Instance> {
  const config = await loadConfig({ folder: '/nowhere', home: '/nowhere', env: {} });
  const [instance] = await connectTo(provider, settings, { config, transport: services.transport });
  if (!instance) throw new Error('there is no instance');
  return instance;
}

/** All that an instance answers. */
export interface Answered {
  columns: string[];
  rows: (readonly RemoteValue[])[];
  missing: string[];
  notes: string[];
}

/** Ask, and read to the end. */
export async function askAll(
  { connected }: Instance,
  text: string,
  options: { span?: TimeSpan; signal?: AbortSignal } = {},
): Promise<Answered> {
  const { span = null, signal = new AbortController().signal } = options;
  const all: Answered = { columns: [], rows: [], missing: [], notes: [] };
  for await (const { columns, rows, missing = [], notes = [] } of connected.query({
    text,
    span,
    signal,
  })) {
    all.columns = columns.map(({ name, type }) => `${name}:${type}`);
    all.rows.push(...rows);
    all.missing.push(...missing);
    all.notes.push(...notes);
  }
  return all;
}
