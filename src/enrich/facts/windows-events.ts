import { otherEvents } from './windows-other-titles.ts';
import { securityEvents } from './windows-security-titles.ts';

/** What an event of Windows says. */
export interface WindowsEvent {
  channel: string;
  title: string;
}

function readTitles(): Map<number, WindowsEvent[]> {
  const found = new Map<number, WindowsEvent[]>();
  let channel = 'Security';
  for (const line of `${securityEvents}\n${otherEvents}`.split('\n')) {
    const [, id, title] = /^(\d+) (.+)$/.exec(line) ?? [];
    if (id !== undefined && title !== undefined)
      found.set(Number(id), [...(found.get(Number(id)) ?? []), { channel, title }]);
    else if (line.startsWith('# ')) channel = line.slice(2);
  }
  return found;
}

let titles: ReadonlyMap<number, readonly WindowsEvent[]> | null = null;

const plain = (channel: string): string =>
  channel
    .toLowerCase()
    .replace(/^microsoft-windows-/, '')
    .replace(/[^a-z0-9]/g, '');

/**
 * What an id means, in each channel that is known to use it; only in that channel where one is said, by its name
 * (`Microsoft-Windows-Sysmon/Operational`) or the beginning of it (`Sysmon`).
 */
export function windowsEventsOf(id: number, channel = ''): readonly WindowsEvent[] {
  titles ??= readTitles();
  const found = titles.get(id) ?? [];
  const asked = plain(channel);
  return asked === '' ? found : found.filter((event) => plain(event.channel).startsWith(asked));
}
