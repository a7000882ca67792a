/** Names that Kusto's data spells otherwise than Unicode's. */
const otherwise: Readonly<Record<string, string>> = {
  CD: 'DR Congo',
  CG: 'Congo Republic',
  CI: 'Ivory Coast',
  HK: 'Hong Kong',
  MM: 'Myanmar',
  MO: 'Macao',
  PS: 'Palestine',
};

const names = new Map<string, string>();

/** The English name of a country by its ISO 3166-1 code; the code itself where it has none. */
export function countryName(code: string): string {
  const known = names.get(code);
  if (known !== undefined) return known;
  const found =
    otherwise[code] ??
    (new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code)
      .replace(' & ', ' and ')
      .replace(/^St\. /, 'Saint ');
  names.set(code, found);
  return found;
}
