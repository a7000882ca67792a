/** What a colour is for. */
export type ColourName =
  | 'ground'
  | 'panel'
  | 'bar'
  | 'stripe'
  | 'hover'
  | 'selected'
  | 'line'
  | 'faint'
  | 'text'
  | 'muted'
  | 'accent'
  | 'on-accent'
  | 'focus'
  | 'warn'
  | 'danger';

/** The colours of everything that is shown, by what they are for: in light, in dark. */
export const palette: Readonly<Record<ColourName, readonly [light: string, dark: string]>> = {
  ground: ['#f3f5f8', '#0e1318'],
  panel: ['#ffffff', '#151b23'],
  bar: ['#f7f9fb', '#1a212b'],
  stripe: ['#fafbfc', '#171e27'],
  hover: ['#e9f1f9', '#21303f'],
  selected: ['#d6e7f7', '#233e58'],
  line: ['#d5dce4', '#2d3743'],
  faint: ['#e8edf2', '#222b35'],
  text: ['#18202a', '#e4e9ef'],
  muted: ['#536070', '#9eabb9'],
  accent: ['#0f62a8', '#79b8f3'],
  'on-accent': ['#ffffff', '#08131e'],
  focus: ['#1f7fd1', '#79b8f3'],
  warn: ['#7d4e00', '#eab765'],
  danger: ['#a3231b', '#ff9c90'],
};

/** Colours as a canvas takes them. */
export interface Colours {
  readonly dark: boolean;
  of(name: ColourName): string;
  readonly sans: string;
}

/** The names of all colours. */
export const colourNames: readonly ColourName[] = Object.keys(palette) as ColourName[];

/** The colours of one scheme, where no page has colours of its own. */
export function schemeColours(dark: boolean): Colours {
  return { dark, of: (name) => palette[name][dark ? 1 : 0], sans: 'system-ui, sans-serif' };
}
