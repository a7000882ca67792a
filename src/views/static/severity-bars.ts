import { element, type Markup } from '../../base/index.ts';

/** How bad something is, from 0 to 3, as bars: its colour is never the only sign. */
export function severityBars(level: number): Markup {
  const bar = (n: number): Markup =>
    element('rect', {
      class: n <= level ? 'on' : null,
      x: (n - 1) * 5,
      y: 9 - n * 3,
      width: 4,
      height: 3 + n * 3,
    });
  return element('svg', { viewBox: '0 0 14 12', 'aria-hidden': 'true' }, [1, 2, 3].map(bar));
}
