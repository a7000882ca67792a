const narrow = /[ijlI.,:;'|!()[\]/\\ ft]/;
const wide = /[mwMW@%—…]/;

/** About how wide a text is in a usual sans-serif, in pixels: no font can be asked where no browser is. */
export function textWidth(
  text: string,
  { size, weight }: { size: number; weight: number },
): number {
  let units = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (code > 0x2e7f) units += 1;
    else if (narrow.test(sign)) units += 0.33;
    else if (wide.test(sign)) units += 0.9;
    else units += sign >= 'A' && sign <= 'Z' ? 0.68 : 0.56;
  }
  return units * size * (weight > 400 ? 1.06 : 1);
}
