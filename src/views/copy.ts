import { type KustoType, valueText } from '../base/index.ts';
import type { ViewAnswer } from './view-source.ts';

const texts: ReadonlySet<KustoType> = new Set(['string', 'dynamic']);
/** A spreadsheet would take it for a formula, and do what a log says. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/**
 * Rows as text with tabs, a line a row, the names of the columns first: what a spreadsheet takes. Texts that it would
 * take for formulas have `'` before them, as in CSV.
 */
export function tabbedText({ columns, rows }: Pick<ViewAnswer, 'columns' | 'rows'>): string {
  const cell = (text: string): string =>
    /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const spelled = (value: unknown, i: number): string => {
    const type = columns[i]?.type;
    return type && texts.has(type) ? harmless(valueText(value)) : valueText(value);
  };
  const lines = [columns.map((c) => harmless(c.name)), ...rows.map((row) => row.map(spelled))];
  return lines.map((line) => `${line.map(cell).join('\t')}\n`).join('');
}

/** Put a text on the clipboard; where the page may not, hand it over as a file. */
export async function copyText(text: string, name: string): Promise<'copied' | 'saved'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return save(new Blob([text], { type: 'text/tab-separated-values' }), `${name}.tsv`);
  }
}

/** Put a PNG on the clipboard; where the page may not, hand it over as a file. */
export async function copyPicture(picture: Blob, name: string): Promise<'copied' | 'saved'> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return 'copied';
  } catch {
    return save(picture, `${name}.png`);
  }
}

function save(blob: Blob, name: string): 'saved' {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return 'saved';
}

/** Some canvases as one PNG, each where it stands relative to the first's top left corner, on a ground. */
export async function pictureOf(
  layers: readonly { canvas: HTMLCanvasElement; x: number; y: number }[],
  size: { width: number; height: number; ground: string },
): Promise<Blob> {
  const ratio = Math.max(1, devicePixelRatio);
  const sheet = new OffscreenCanvas(
    Math.max(1, Math.ceil(size.width * ratio)),
    Math.max(1, Math.ceil(size.height * ratio)),
  );
  const pen = sheet.getContext('2d');
  if (!pen) throw new Error('this browser gives no canvas');
  pen.fillStyle = size.ground;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.scale(ratio, ratio);
  for (const { canvas, x, y } of layers)
    if (canvas.width > 0 && canvas.height > 0)
      pen.drawImage(canvas, x, y, canvas.clientWidth, canvas.clientHeight);
  return sheet.convertToBlob({ type: 'image/png' });
}
