import { parseExactly } from './exact-json.ts';
import type { Http } from './http.ts';

/** Whether a value of JSON is an object with names. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list that an object holds under a name; empty where there is none. */
export function listOf(value: unknown, name: string): readonly unknown[] {
  const found = isRecord(value) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The text that an object holds under a name; null where there is none. */
export function textOf(value: unknown, name: string): string | null {
  const found = isRecord(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : null;
}

/** Parse an answer that must be an object. Errors: `providers/malformed`. */
export function objectIn(text: string, http: Http): Readonly<Record<string, unknown>> {
  let found: unknown;
  try {
    found = parseExactly(text);
  } catch {
    throw http.malformed('it is not JSON');
  }
  if (isRecord(found)) return found;
  throw http.malformed('it is no JSON object');
}
