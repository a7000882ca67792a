import { showZone, zoneChanges } from '../../src/views/index.ts';

const key = 'huntbook-zone';

/** The zone of this computer. */
export const ownZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zones there are, but for UTC and that of this computer. */
export const otherZones: readonly string[] = Intl.supportedValuesOf('timeZone').filter(
  (name) => name !== 'UTC' && name !== ownZone,
);

/** Show times in the zone that was chosen last; `changed` is told whenever another one is chosen. */
export function startZone(changed: () => void): void {
  zoneChanges.addEventListener('change', changed);
  const kept = localStorage.getItem(key);
  if (kept === null) return;
  try {
    showZone(kept);
  } catch {
    localStorage.removeItem(key);
  }
}

/** Choose and remember. */
export function setZone(name: string): void {
  showZone(name);
  localStorage.setItem(key, name);
}
