import type { Colours } from '../base/index.ts';

/** A line of a picture of a list or a tree. */
export interface PictureLine {
  level: number;
  /** The colour at its head; null for none. */
  colour: string | null;
  name: string;
  /** What stands beside it: the first to the right of its place, the others to the left. */
  texts: readonly string[];
}

const [rowHeight, indent, width, ratio] = [24, 15, 1400, 2];
const places = [470, 490, 640, 790];

/** Lines as a PNG. */
export async function linePicture(lines: readonly PictureLine[], colours: Colours): Promise<Blob> {
  const height = Math.max(1, lines.length) * rowHeight;
  const sheet = new OffscreenCanvas(width * ratio, height * ratio);
  const pen = sheet.getContext('2d');
  if (!pen) throw new Error('this browser gives no canvas');
  pen.scale(ratio, ratio);
  pen.fillStyle = colours.of('panel');
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  for (const [i, line] of lines.entries()) drawLine(pen, line, { y: i * rowHeight, colours });
  return sheet.convertToBlob({ type: 'image/png' });
}

function drawLine(
  pen: OffscreenCanvasRenderingContext2D,
  { level, colour, name, texts }: PictureLine,
  { y, colours }: { y: number; colours: Colours },
): void {
  const x = 8 + level * indent;
  const middle = y + rowHeight / 2;
  if (colour) {
    pen.fillStyle = colour;
    pen.fillRect(x, y + 2, 5, rowHeight - 4);
  }
  const write = (text: string, from: number, to: number, bold = false): void => {
    pen.save();
    pen.beginPath();
    pen.rect(from, y, Math.max(0, to - from), rowHeight);
    pen.clip();
    pen.font = `${bold ? '600 ' : ''}12px ${colours.sans}`;
    pen.fillText(text.slice(0, 400), from, middle);
    pen.restore();
  };
  pen.fillStyle = colours.of('text');
  write(name, x + 12, 400, true);
  pen.fillStyle = colours.of('muted');
  const [id = '', ...others] = texts;
  pen.textAlign = 'right';
  pen.font = `12px ${colours.sans}`;
  pen.fillText(id.slice(0, 12), places[0] as number, middle);
  pen.textAlign = 'left';
  for (const [i, text] of others.entries())
    write(text, places[i + 1] as number, (places[i + 2] ?? width) - 8);
  pen.fillStyle = colours.of('faint');
  pen.fillRect(0, y + rowHeight - 1, width, 1);
}
