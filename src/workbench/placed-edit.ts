import type { Block, HuntEdit } from '../hunts/index.ts';
import type { HuntPageEdit } from '../protocol/index.ts';

/** A block of an open hunt, with the key that stays with it. */
export interface KeyedBlock {
  readonly key: string;
  readonly block: Block;
}

/** An edit with the places of its blocks, and whether it is about the head. */
export interface PlacedEdit {
  readonly edit: HuntEdit;
  readonly head: boolean;
}

/**
 * An edit of a page, told of the blocks as they are now. Null where the block that it is about is gone, or no longer
 * what it was when the edit was made.
 */
export function placedEdit(
  edit: Exclude<HuntPageEdit, { kind: 'text' }>,
  now: readonly KeyedBlock[],
  was: readonly KeyedBlock[],
): PlacedEdit | null {
  const place = (key: string): number | null => {
    const at = now.findIndex((one) => one.key === key);
    const before = was.find((one) => one.key === key);
    const found = now[at];
    return found && before && sourceOf(found.block) === sourceOf(before.block) ? at : null;
  };
  /** Where something goes that is to stand before a block. */
  const before = (key: string | null): number => {
    const at = key === null ? -1 : now.findIndex((one) => one.key === key);
    return at < 0 ? now.length : at;
  };
  const plain = (found: HuntEdit): PlacedEdit => ({ edit: found, head: false });
  switch (edit.kind) {
    case 'insert':
      return plain({ kind: 'insert', at: before(edit.before), blocks: newBlocks(edit) });
    case 'parameter':
    case 'time':
    case 'title':
      return { edit, head: true };
    default: {
      const block = place(edit.block);
      if (block === null) return null;
      if (edit.kind === 'kql') return plain({ kind: 'kql', block, kql: edit.kql });
      if (edit.kind === 'prose') return plain({ kind: 'prose', block, text: edit.text });
      if (edit.kind === 'delete') return plain({ kind: 'delete', block });
      if (edit.kind === 'line') return plain({ kind: 'line', block, line: lineOf(edit.line) });
      const to = before(edit.before);
      return plain({ kind: 'move', block, to: to > block ? to - 1 : to });
    }
  }
}

function newBlocks({
  cell,
  prose,
}: Extract<HuntPageEdit, { kind: 'insert' }>): Extract<HuntEdit, { kind: 'insert' }>['blocks'] {
  return [
    ...(prose.trim() === '' ? [] : [{ kind: 'prose' as const, text: prose }]),
    ...(cell ? [{ kind: 'cell' as const, kql: cell.kql, line: lineOf(cell.line) }] : []),
  ];
}

type LineEdit = Extract<HuntPageEdit, { kind: 'line' }>['line'];

function lineOf({ settings, ...line }: LineEdit): Extract<HuntEdit, { kind: 'line' }>['line'] {
  return { ...line, ...(settings && { settings: new Map(settings) }) };
}

const sourceOf = (block: Block): string =>
  block.kind === 'prose'
    ? block.text.trim()
    : JSON.stringify([block.kql, block.name, block.view, [...block.settings], block.expect]);
