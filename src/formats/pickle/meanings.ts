import type { PyFloat, PyValue } from './objects.ts';
import type { Vector } from './vector.ts';

/** What a Python value means as a cell of a table. */
export type Meaning =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PyFloat
  | readonly PyValue[]
  | Map<PyValue, PyValue>
  | Special;

/** A meaning that JavaScript has no value for. */
export type Special =
  | { as: 'datetime'; micros: number | bigint; zoneStated: boolean; fine: boolean }
  | { as: 'timespan'; ticks: number | bigint; fine: boolean }
  | { as: 'guid'; text: string }
  | { as: 'decimal'; text: string }
  | { as: 'text'; text: string }
  | { as: 'array'; vector: Vector; shape: readonly number[] };

export function isSpecial(meaning: Meaning): meaning is Special {
  return typeof meaning === 'object' && meaning !== null && 'as' in meaning;
}
