import { afterEach, expect, test } from 'vitest';
import { timeText, timeTicks } from './timeline/time-scale.ts';
import { cellText, longText, stampText } from './value-text.ts';
import { fromZone, shownZone, showZone, zoneOffset } from './zone.ts';

const hour = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

afterEach(() => showZone('UTC'));

test('times are shown as the clocks of the zone have them, summer and winter', () => {
  expect(cellText('2026-03-01T08:15:30.2500000Z', 'datetime')).toBe('2026-03-01 08:15:30.25');
  showZone('Europe/Berlin');
  expect(shownZone()).toBe('Europe/Berlin');
  expect(cellText('2026-03-01T23:15:30.2500000Z', 'datetime')).toBe('2026-03-02 00:15:30.25');
  expect(cellText('2026-07-01T08:15:30Z', 'datetime')).toBe('2026-07-01 10:15:30');
  expect(stampText('2026-07-01T08:15:30.123Z')).toBe('2026-07-01 10:15:30');
  expect(timeText(at('2026-07-01T08:15:30Z'), 1000)).toBe('2026-07-01 10:15:30');
  expect(longText('2026-07-01T08:15:30.0000000Z', 'datetime')).toBe(
    '2026-07-01 10:15:30 Europe/Berlin (2026-07-01T08:15:30.0000000Z)',
  );
  expect(cellText('no time', 'datetime')).toBe('no time');
  expect(cellText(null, 'datetime')).toBe('');
});

test.each([
  ['Asia/Kolkata', 5.5],
  ['America/St_Johns', -2.5],
  ['Pacific/Kiritimati', 14],
])('the clocks of %s are %d hours ahead in July', (zone, hours) => {
  showZone(zone);
  expect(zoneOffset(at('2026-07-01T00:00:00Z'))).toBe(hours * hour);
  expect(fromZone(at('2026-07-01T00:00:00Z'))).toBe(at('2026-07-01T00:00:00Z') - hours * hour);
});

test('times of all years that Kusto has are shown', () => {
  showZone('America/New_York');
  expect(cellText('0001-01-02T00:00:00.0000000Z', 'datetime')).toMatch(/^0001-01-01 19:/);
  expect(cellText('9999-12-31T23:59:59.9999999Z', 'datetime')).toMatch(/^9999-12-31 18:59:59.9/);
});

test('ticks stand at round times of the zone, across the change of its clocks', () => {
  showZone('Europe/Berlin');
  const ticks = timeTicks({ from: at('2026-03-28T12:00Z'), to: at('2026-03-30T12:00Z') }, 12);
  const days = ticks.filter(({ strong }) => strong);
  expect(days.map(({ label }) => label)).toEqual(['29 Mar', '30 Mar']);
  expect(days.map((tick) => tick.at)).toEqual([at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z')]);
});

test('a zone that there is not is refused, and nothing changes', () => {
  expect(() => showZone('Mars/Olympus')).toThrow('There is no time zone "Mars/Olympus".');
  expect(shownZone()).toBe('UTC');
});
