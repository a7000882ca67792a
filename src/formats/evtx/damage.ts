/** A record or chunk that breaks the format: noted with its reason while reading goes on with the next. */
export class Damage extends Error {
  override readonly name = 'Damage';
}
