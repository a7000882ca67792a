import type { LitElement } from 'lit';

/** A web component that shows one kind of thing. */
export interface View {
  tag: `hunt-${string}`;
  about: string;
  element: new () => LitElement;
}

export function defineView(view: View): View {
  return view;
}
