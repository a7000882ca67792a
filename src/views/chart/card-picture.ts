import { type Colours, visible } from '../../base/index.ts';
import { cellText } from '../value-text.ts';
import type { ViewAnswer } from '../view-source.ts';

const card = { width: 220, height: 90 };
const perLine = 4;

/** The values of one row, large, as a PNG. */
export function cardPicture({ columns, rows }: ViewAnswer, colours: Colours): Promise<Blob> {
  const ratio = Math.max(1, devicePixelRatio);
  const lines = Math.max(1, Math.ceil(columns.length / perLine));
  const wide = Math.max(1, Math.min(columns.length, perLine));
  const canvas = new OffscreenCanvas(card.width * wide * ratio, card.height * lines * ratio);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser gives no canvas');
  pen.scale(ratio, ratio);
  pen.fillStyle = colours.of('panel');
  pen.fillRect(0, 0, card.width * wide, card.height * lines);
  pen.textAlign = 'center';
  columns.forEach(({ name, type }, i) => {
    const x = (i % perLine) * card.width + card.width / 2;
    const y = Math.floor(i / perLine) * card.height;
    pen.fillStyle = colours.of('muted');
    pen.font = `12px ${colours.sans}`;
    pen.fillText(visible(name), x, y + 28, card.width - 16);
    pen.fillStyle = colours.of('text');
    pen.font = `600 28px ${colours.sans}`;
    pen.fillText(visible(cellText(rows[0]?.[i], type)), x, y + 62, card.width - 16);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}
