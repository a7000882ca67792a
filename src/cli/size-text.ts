const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size as people say it, by thousands: `12 MB`, `3.6 KB`. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 ? size : size.toFixed(size < 10 ? 1 : 0)} ${units[unit]}`;
}
