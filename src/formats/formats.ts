import type { Format } from './define-format.ts';
import * as readers from './readers/index.gen.ts';

/** Every format that can be read. */
export const formats: readonly Format[] = Object.values(readers);
