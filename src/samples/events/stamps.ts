const minutes = new Map<number, string>();

/** `2025-11-18 08:41:12.345`, as Sysmon prints its own time. */
export function utcText(time: number): string {
  const whole = Math.floor(time / 60_000_000);
  let text = minutes.get(whole);
  if (text === undefined) {
    text = new Date(whole * 60_000).toISOString().slice(0, 17).replace('T', ' ');
    minutes.set(whole, text);
  }
  const millis = Math.floor(time / 1000) - whole * 60_000;
  return `${text}${(millis / 1000).toFixed(3).padStart(6, '0')}`;
}
