/** An object whose further properties are families of named queries; they are looked up when they are first asked for. */
export function withFamilies<T extends object>(
  target: T,
  familyOf: (name: string) => Readonly<Record<string, unknown>> | undefined,
): T {
  // What is awaited is asked for `then`, which no family is called.
  const isOwn = (key: string | symbol): boolean =>
    typeof key === 'symbol' || key === 'then' || key in target;
  return new Proxy(target, {
    get(own, key) {
      if (typeof key !== 'symbol' && !isOwn(key)) return familyOf(key);
      const value: unknown = Reflect.get(own, key, own);
      return typeof value === 'function' ? value.bind(own) : value;
    },
    has: (_, key) => isOwn(key) || (typeof key === 'string' && familyOf(key) !== undefined),
  });
}
