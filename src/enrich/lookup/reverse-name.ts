/** The address that a name for asking backwards is about (`1.0.0.10.in-addr.arpa`), of a network its first; null for other names. */
export function addressOfReverseName(name: string): string | null {
  const [, bytes] = /^((?:\d{1,3}\.){1,4})in-addr\.arpa\.?$/i.exec(name) ?? [];
  if (bytes !== undefined)
    return [...bytes.split('.').slice(0, -1).reverse(), '0', '0', '0'].slice(0, 4).join('.');
  const [, digits] = /^((?:[0-9a-f]\.){1,32})ip6\.arpa\.?$/i.exec(name) ?? [];
  if (digits === undefined) return null;
  const whole = digits.replaceAll('.', '').split('').reverse().join('').padEnd(32, '0');
  return whole.replace(/.{4}(?=.)/g, '$&:');
}
