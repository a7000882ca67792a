import { type Child, element, type Markup } from '../../base/index.ts';
import { textWidth } from './text-width.ts';

/** The part of a canvas that pictures are drawn by. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'strokeRect'
  | 'beginPath'
  | 'rect'
  | 'roundRect'
  | 'arc'
  | 'moveTo'
  | 'lineTo'
  | 'fill'
  | 'stroke'
  | 'clip'
  | 'save'
  | 'restore'
  | 'setLineDash'
  | 'fillText'
  | 'strokeText'
> & { measureText(text: string): { width: number } };

interface State {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  dash: string;
  /** Where what is drawn now goes. */
  into: Child[];
}

/** Rectangles of one colour that were drawn one after the other. */
interface Run {
  fill: string;
  alpha: number;
  rects: { x: number; y: number; width: number; height: number }[];
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** A pen that draws as one on a canvas does, into SVG. It knows what the views of Huntbook use, and no more. */
export class SvgPen implements Pen {
  fillStyle = '#000000';
  strokeStyle = '#000000';
  lineWidth = 1;
  globalAlpha = 1;
  font = '12px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #all: Child[] = [];
  readonly #clips: Markup[] = [];
  readonly #name: string;
  readonly #states: State[] = [];
  #into: Child[] = this.#all;
  #dash = '';
  #path = '';
  #run: Run | null = null;

  /** `name` begins the identities of what is in the picture: it must be the only one of a page. */
  constructor(name: string) {
    this.#name = name;
  }

  /** What was drawn. */
  drawn(): Child[] {
    this.#flush();
    const clips = this.#clips.length > 0 ? [element('defs', {}, this.#clips)] : [];
    return [...clips, ...this.#all];
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline } = this;
    const own = { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline };
    this.#states.push({ ...own, dash: this.#dash, into: this.#into });
  }

  restore(): void {
    this.#flush();
    const state = this.#states.pop();
    if (!state) return;
    const { dash, into, ...own } = state;
    Object.assign(this, own);
    this.#dash = dash;
    this.#into = into;
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${round(x)} ${round(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${round(x)} ${round(y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += rectPath({ x, y, width, height });
  }

  roundRect(x: number, y: number, width: number, height: number): void {
    this.rect(x, y, width, height);
  }

  arc(x: number, y: number, radius: number, start: number, end: number): void {
    const at = (angle: number): string =>
      `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
    const to = Math.min(end, start + 2 * Math.PI);
    const middle = (start + to) / 2;
    const turn = `A${round(radius)} ${round(radius)} 0 0 1`;
    this.#path += `M${at(start)}${turn} ${at(middle)}${turn} ${at(to)}`;
  }

  clip(): void {
    this.#flush();
    const id = `${this.#name}-${this.#clips.length}`;
    this.#clips.push(element('clipPath', { id }, element('path', { d: this.#path })));
    const inside: Child[] = [];
    // Its content is filled in as it is drawn.
    this.#into.push({ tag: 'g', attributes: { 'clip-path': `url(#${id})` }, children: inside });
    this.#into = inside;
  }

  fill(): void {
    this.#add('path', { d: this.#path, fill: this.fillStyle });
  }

  stroke(): void {
    this.#add('path', { d: this.#path, fill: 'none', ...this.#line() });
  }

  setLineDash(segments: Iterable<number>): void {
    this.#dash = [...segments].join(' ');
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    const run = this.#run;
    if (run && run.fill === this.fillStyle && run.alpha === this.globalAlpha) {
      const last = run.rects.at(-1);
      const beside = last && last.y === y && last.height === height && last.x + last.width === x;
      if (beside) last.width += width;
      else run.rects.push({ x, y, width, height });
      return;
    }
    this.#flush();
    const rects = [{ x, y, width, height }];
    this.#run = { fill: this.fillStyle, alpha: this.globalAlpha, rects };
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add('path', { d: rectPath({ x, y, width, height }), fill: 'none', ...this.#line() });
  }

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: this.fillStyle });
  }

  strokeText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: 'none', ...this.#line() });
  }

  measureText(text: string): { width: number } {
    return { width: textWidth(text, fontOf(this.font)) };
  }

  #write(text: string, x: number, y: number, colours: Record<string, string | number>): void {
    const { size, weight, family } = fontOf(this.font);
    const anchors = new Map([
      ['center', 'middle'],
      ['right', 'end'],
    ]);
    const anchor = anchors.get(this.textAlign);
    const place = { x: round(x), y: round(y), 'font-size': size, 'font-family': family };
    const attributes = {
      ...place,
      ...(weight > 400 ? { 'font-weight': weight } : {}),
      ...(anchor ? { 'text-anchor': anchor } : {}),
      ...(this.textBaseline === 'middle' ? { 'dominant-baseline': 'central' } : {}),
      ...colours,
    };
    this.#add('text', attributes, text);
  }

  #line(): Record<string, string | number> {
    const dash = this.#dash === '' ? {} : { 'stroke-dasharray': this.#dash };
    return { stroke: this.strokeStyle, 'stroke-width': this.lineWidth, ...dash };
  }

  #add(tag: string, attributes: Record<string, string | number>, ...children: string[]): void {
    this.#flush();
    const alpha = this.globalAlpha < 1 ? { opacity: this.globalAlpha } : {};
    this.#into.push(element(tag, { ...attributes, ...alpha }, children));
  }

  #flush(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    const alpha = run.alpha < 1 ? { opacity: run.alpha } : {};
    const d = run.rects.map(rectPath).join('');
    this.#into.push(element('path', { d, fill: run.fill, ...alpha }));
  }
}

function rectPath({ x, y, width, height }: Run['rects'][number]): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${-round(width)}z`;
}

/** What a font of a canvas says: `600 11px sans-serif`. */
function fontOf(font: string): { size: number; weight: number; family: string } {
  const [, weight = '400', size = '12', family = 'sans-serif'] =
    /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(font) ?? [];
  return { size: Number(size), weight: Number(weight), family };
}
