/** A label and where it would stand, in pixels of the screen. */
export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
}

const cellSize = 24;

/** Which of the labels can be read together: one after the other, each where it covers none before it and nothing in `kept`. */
export function readableLabels(labels: readonly Label[], kept: readonly Label[] = []): number[] {
  const cells = new Map<string, Label[]>();
  const place = (label: Label): void => {
    for (const key of cellsUnder(label)) {
      const found = cells.get(key);
      if (found) found.push(label);
      else cells.set(key, [label]);
    }
  };
  kept.forEach(place);
  return labels.flatMap((label, i) => {
    if (cellsUnder(label).some((key) => cells.get(key)?.some((other) => overlap(label, other))))
      return [];
    place(label);
    return [i];
  });
}

function overlap(a: Label, b: Label): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function cellsUnder({ x, y, width, height }: Label): string[] {
  const keys: string[] = [];
  for (let i = Math.floor(x / cellSize); i <= Math.floor((x + width) / cellSize); i++)
    for (let j = Math.floor(y / cellSize); j <= Math.floor((y + height) / cellSize); j++)
      keys.push(`${i},${j}`);
  return keys;
}
