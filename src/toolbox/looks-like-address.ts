/** SQL that is true for every text that may be an address, spaces and a zone included; and for no long one. */
export function looksLikeAddress(text: string): string {
  return `strlen(${text}) BETWEEN 2 AND 64`;
}
