const light = [
  '#0f62a8',
  '#cf7b26',
  '#8d3d69',
  '#8f7df3',
  '#f24e71',
  '#9c381c',
  '#c074ae',
  '#5f3cc5',
] as const;
const dark = [
  '#5aa7ee',
  '#f9d630',
  '#bf5350',
  '#30fac2',
  '#a65d95',
  '#a2d774',
  '#795de7',
  '#d63a00',
] as const;

/**
 * Eight colours for kinds of things. In each set every two can be told apart by all kinds of colour vision, and each
 * stands out from the panel by 3 to 1 at least.
 */
export function palette(isDark: boolean): readonly string[] {
  return isDark ? dark : light;
}

/** The colour of the n-th kind; past the eighth they begin again. */
export function kindColour(index: number, isDark: boolean): string {
  return palette(isDark)[index % light.length] ?? light[0];
}

/** Colours from little to much, for a heat map: one hue, growing away from the panel. */
export function ramp(share: number, isDark: boolean): string {
  const s = Math.min(1, Math.max(0, share));
  const lightness = isDark ? 24 + 62 * s : 95 - 65 * s;
  return `hsl(${Math.round(210 - 8 * s)} ${Math.round(isDark ? 45 + 30 * s : 55 + 30 * s)}% ${Math.round(lightness)}%)`;
}
