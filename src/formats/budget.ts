import type { Budget } from './define-format.ts';

/** The limits that hold where the user sets none. */
export const defaultBudget: Budget = {
  depth: 64,
  width: 10_000,
  lineBytes: 16 * 2 ** 20,
  expansionRatio: 250,
  expandedBytes: 16 * 2 ** 30,
};
