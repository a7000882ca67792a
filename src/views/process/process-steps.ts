import type { Column } from '../../base/index.ts';
import { textLiteral } from '../kql-spelling.ts';
import { pathStep, subtreeStep } from './process-questions.ts';

/** A process that was chosen, with everything that the rows tell of it. */
export interface ChosenProcess {
  place: number;
  columns: readonly Column[];
  row: readonly unknown[];
}

/** The steps of KQL that keep what stands around a process, by what they are called. */
export function processSteps({
  place,
  columns,
  row,
}: ChosenProcess): [title: string, kql: string][] {
  const value = (name: string): unknown => row[columns.findIndex((c) => c.name === name)];
  const parent = String(value('parent_key') ?? '');
  const siblings = parent === '' ? 'isempty(parent_key)' : `parent_key == ${textLiteral(parent)}`;
  return [
    ['Path to root', pathStep(place)],
    ['Subtree', subtreeStep(place, Number(value('descendant_count') ?? 0))],
    ['Siblings', `| where ${siblings}`],
  ];
}
