import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type ColourName, type Colours, colourNames } from '../base/index.ts';

/**
 * The colours around an element, read when first asked for and again when the page turns dark or light; the element
 * is then updated.
 */
export class ThemeColours implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  #known: Colours | null = null;
  #classes: MutationObserver | null = null;
  #system: MediaQueryList | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#classes = new MutationObserver(this.#again);
    this.#classes.observe(document.documentElement, {
      attributeFilter: ['class', 'style', 'data-theme'],
    });
    this.#system = matchMedia('(prefers-color-scheme: dark)');
    this.#system.addEventListener('change', this.#again);
  }

  hostDisconnected(): void {
    this.#classes?.disconnect();
    this.#system?.removeEventListener('change', this.#again);
    this.#known = null;
  }

  /** The colours of now. */
  get now(): Colours {
    this.#known ??= this.#read();
    return this.#known;
  }

  readonly #again = (): void => {
    this.#known = null;
    this.#changed();
  };

  #read(): Colours {
    const probe = document.createElement('span');
    probe.hidden = true;
    (this.#host.shadowRoot ?? this.#host).append(probe);
    const computed = getComputedStyle(probe);
    const read = colourNames.map((name): [ColourName, string] => {
      probe.style.color = `var(--view-${name})`;
      return [name, computed.color];
    });
    const sans = computed.fontFamily || 'sans-serif';
    probe.remove();
    const known = new Map(read);
    const dark = lightness(known.get('panel') ?? '') < 0.5;
    return { dark, sans, of: (name) => known.get(name) || (dark ? '#ffffff' : '#000000') };
  }
}

/** How light a colour of the form `rgb(…)` is, from 0 to 1; white where it cannot be read. */
function lightness(colour: string): number {
  const [r = 255, g = 255, b = 255] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}
