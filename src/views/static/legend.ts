import { element, type Markup } from '../../base/index.ts';
import { inBothSchemes } from './both-schemes.ts';

/** What colours stand for: texts with the colour of each. None where there are none. */
export function legend(
  entries: readonly (readonly [text: string, colour: (dark: boolean) => string])[],
): Markup[] {
  if (entries.length === 0) return [];
  const items = entries.map(([text, colour]) =>
    element('li', {}, swatch(colour), text === '' ? '(empty)' : text.slice(0, 80)),
  );
  return [element('ul', { class: 'legend' }, items)];
}

/** A small square of a colour. */
export function swatch(colour: (dark: boolean) => string): Markup {
  return inBothSchemes(({ dark }) =>
    element(
      'svg',
      { viewBox: '0 0 10 10', class: 'swatch', 'aria-hidden': 'true' },
      element('rect', { width: 10, height: 10, rx: 2, fill: colour(dark) }),
    ),
  );
}
