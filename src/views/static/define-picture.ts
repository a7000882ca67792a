import type { Markup } from '../../base/index.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';

/** What a picture is drawn of. */
export interface PictureCall {
  source: ViewSource;
  /** What the view is told, as the line of a hunt's cell has it. */
  settings: ReadonlyMap<string, string>;
  /** Ask the source. What is asked is what the view asks on a page, so that it can be recorded. */
  ask: Ask;
  /** Record an answer that is known from another. */
  remember(kql: string, limit: number, answer: ViewAnswer): void;
  /** Begins the identities of what is in the picture: it must be the only one of a page. */
  name: string;
}

/** A picture that needs no script. */
export interface Picture {
  /** What it shows, for those who do not see it. */
  about: string;
  drawn: readonly Markup[];
  /** What a reader must know of it, such as what is left out; one sentence each. */
  notes: readonly string[];
}

/** How a view is drawn where there is no browser. */
export interface PictureDefinition {
  /** The name of the view. */
  view: string;
  /** What the view draws by where script runs; null for nothing beside itself. */
  library: 'charts' | 'graph' | 'map' | null;
  /** Draw it; null where the rows hold nothing that could be shown. Errors: those of the view. */
  draw(call: PictureCall): Promise<Picture | null>;
  /** Ask what a reader of the page is likely to ask next, so that it is recorded. */
  foresee?(call: PictureCall): Promise<void>;
}

export function definePicture(picture: PictureDefinition): PictureDefinition {
  return picture;
}
