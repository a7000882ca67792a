import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import { html, type TemplateResult } from 'lit';
import sheet from './icons.svg?url';

/** One of the page's own icons, by its name in `icons.svg`; decoration only, so hidden from readers. */
export function icon(name: string): TemplateResult {
  return html`<svg class="icon" aria-hidden="true"><use href="${sheet}#${name}"></use></svg>`;
}

/** Let the components draw their own icons from our sheet too: their default ones come from elsewhere. */
export function registerIcons(): void {
  for (const library of ['default', 'system'])
    registerIconLibrary(library, {
      resolver: (name) => `${sheet}#${name}`,
      spriteSheet: true,
    });
}
