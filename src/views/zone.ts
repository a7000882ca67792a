import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { HuntError } from '../base/index.ts';

const quarter = 15 * 60_000;
const mostKept = 20_000;
/** Beyond the year 9999 there are no zones. */
const farthest = 253_402_300_800_000;

let zone = 'UTC';
let wallClock: Intl.DateTimeFormat | null = null;
/** How far the zone is from UTC, by the quarter of an hour: no zone changes within one. */
const offsets = new Map<number, number>();

/** Tells with `change` that times are shown in another zone. */
export const zoneChanges: EventTarget = new EventTarget();

/** The zone in which views show times: `UTC`, or a name such as `Europe/Berlin`. */
export function shownZone(): string {
  return zone;
}

/** Show times in another zone, in all views of the page. Errors: `views/no-such-zone`. */
export function showZone(name: string): void {
  if (name === zone) return;
  try {
    wallClock = name === 'UTC' ? null : clockOf(name);
  } catch {
    throw new HuntError({
      code: 'views/no-such-zone',
      message: `There is no time zone "${name}".`,
      hint: 'Zones have names such as UTC, Europe/Berlin or America/New_York.',
    });
  }
  zone = name;
  offsets.clear();
  zoneChanges.dispatchEvent(new Event('change'));
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    ...{ era: 'short', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
}

/** How many milliseconds the clocks of the shown zone are ahead of UTC at a time. */
export function zoneOffset(ms: number): number {
  if (wallClock === null || Math.abs(ms) > farthest) return 0;
  const at = Math.floor(ms / quarter);
  const known = offsets.get(at);
  if (known !== undefined) return known;
  if (offsets.size >= mostKept) offsets.clear();
  const offset = offsetAt(wallClock, at * quarter);
  offsets.set(at, offset);
  return offset;
}

function offsetAt(clock: Intl.DateTimeFormat, ms: number): number {
  const part = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
  const of = (name: Intl.DateTimeFormatPartTypes): number => Number(part.get(name));
  const year = part.get('era') === 'BC' ? 1 - of('year') : of('year');
  const shown = new Date(0);
  shown.setUTCFullYear(year, of('month') - 1, of('day'));
  shown.setUTCHours(of('hour'), of('minute'), of('second'));
  return shown.getTime() - ms;
}

/** The time at which the clocks of the shown zone show what those of UTC show at `ms`. */
export function fromZone(ms: number): number {
  const near = ms - zoneOffset(ms);
  return ms - zoneOffset(near);
}

/** Draws an element anew when times are shown in another zone. */
export class ZoneWatch implements ReactiveController {
  readonly #changed: () => void;

  constructor(host: ReactiveControllerHost, changed: () => void = () => host.requestUpdate()) {
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    zoneChanges.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    zoneChanges.removeEventListener('change', this.#changed);
  }
}
