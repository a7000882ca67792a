/** A value as it is rendered: numbers and booleans stand bare in JSON, all else is text. */
export type Scalar = string | number | bigint | boolean;

/** Text or a typed value inside an element or attribute. */
export interface ValueNode {
  kind: 'value';
  value: Scalar;
  /** Counts as nothing: an empty string, a null, empty bytes, an empty array. */
  empty: boolean;
  /** The items of an array value; an element that holds two or more of them is repeated for each. */
  items?: readonly Scalar[];
}

/** An element with all its text and children in order. */
export interface ElementNode {
  kind: 'element';
  name: string;
  attributes: Attribute[];
  children: Node[];
}

export interface Attribute {
  name: string;
  value: Node[];
}

export type Node =
  | ElementNode
  | ValueNode
  | { kind: 'entity'; name: string }
  | { kind: 'instruction' }
  | Placeholder;

/** Where a template takes the value of a slot. */
interface Placeholder {
  kind: 'placeholder';
  slot: number;
  /** Leaves nothing behind where the value is empty. */
  optional: boolean;
}
