import type { ProcessStarts } from './link.ts';

type Numbers = Int32Array | Float64Array;

/** What rows tell of starts, as numbers that are the same for the same text; 0 stands for an empty name. */
export interface ToldStarts {
  readonly host: Numbers;
  /** The process id, or the GUID. */
  readonly id: Numbers;
  readonly name: Numbers;
  readonly parentId: Numbers;
  readonly parentName: Numbers;
  /** Microseconds. */
  readonly time: Numbers;
  /**
   * 1 where `id` is a GUID, and 2 where `parentId` is one, and 4 where the parent's process id is known, and 8 where the
   * parent's name is said to be empty, which is not the same as not said.
   */
  readonly flags: Numbers;
  readonly above?: ToldAbove | undefined;
}

/** What rows tell of the starts of parents and of their parents; a start is 0 where it is not told. */
interface ToldAbove {
  /** Microseconds. */
  readonly parentTime: Numbers;
  readonly grandparentId: Numbers;
  readonly grandparentName: Numbers;
  /** Microseconds. */
  readonly grandparentTime: Numbers;
}

/**
 * What tells processes and their parents apart: host and GUID, or host, process id and name; the name only where the
 * log has names of parents. There, one whose name is empty is a parent that is not known.
 */
export function processStarts(told: ToldStarts): ProcessStarts {
  const { host, id, name, parentId, parentName, time, flags, above: higher } = told;
  const named = parentName.some((code) => code !== 0);
  const count = time.length;
  const [own, above, refers] = [0, 1, 2].map(() => new Int32Array(count)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let row = 0; row < count; row++) {
    const flag = flags[row] as number;
    const parent = parentName[row] as number;
    own[row] = (flag & 1) > 0 ? -1 : named ? (name[row] as number) : 0;
    const nameless = named && parent === 0;
    above[row] = (flag & 2) > 0 ? -1 : nameless ? -2 : named ? parent : 0;
    refers[row] = (flag & 2) > 0 ? 2 : (flag & 4) === 0 || (nameless && (flag & 8) === 0) ? 0 : 1;
  }
  return {
    self: { host, id, name: own },
    parent: { host, id: parentId, name: above },
    time,
    names: refers,
    told: higher && {
      parentTime: higher.parentTime,
      grandparent: {
        host,
        id: higher.grandparentId,
        name: named ? higher.grandparentName : new Int32Array(count),
      },
      grandparentTime: higher.grandparentTime,
    },
  };
}
