import type { Part, PartOptions } from '../engine/index.ts';
import type { Budget } from './define-format.ts';
import type { FileOutcome, LoadTask } from './load.ts';

/** What the loading process is told. */
export type LoadOrder =
  | {
      type: 'begin';
      partPath: string;
      scratchFolder: string;
      budget: Budget;
      options: PartOptions;
    }
  | { type: 'task'; task: LoadTask }
  | { type: 'finish' };

/** What the loading process answers. */
export type LoadAnswer =
  | { type: 'begins'; file: string }
  | { type: 'progress'; bytesDone: number }
  | { type: 'outcomes'; outcomes: FileOutcome[] }
  | { type: 'part'; part: Part }
  | { type: 'fault'; message: string };
