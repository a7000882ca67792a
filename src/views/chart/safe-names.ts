const deepest = 12;

/**
 * An option of ECharts in which no text is the name of something that every object has. It keeps what it knows of texts
 * in plain objects: `__proto__` as a label would change all objects of the page. Such a text gets a space at its end.
 */
export function safeNames<T>(option: T, depth = 0): T {
  if (typeof option === 'string') return (option in Object.prototype ? `${option} ` : option) as T;
  if (typeof option !== 'object' || option === null || depth > deepest) return option;
  if (Array.isArray(option)) return option.map((one) => safeNames<unknown>(one, depth + 1)) as T;
  if (Object.getPrototypeOf(option) !== Object.prototype) return option;
  const entries = Object.entries(option).map(([key, value]) => [key, safeNames(value, depth + 1)]);
  return Object.fromEntries(entries) as T;
}

/** Do work that must leave what all objects share as it is, whatever the texts that it meets. */
export function leavingPrototypes<T>(work: () => T): T {
  const shared = [Object.prototype, ...Object.values(methods)];
  const before = shared.map((one) => new Set(Reflect.ownKeys(one)));
  try {
    return work();
  } finally {
    shared.forEach((one, i) => {
      for (const key of Reflect.ownKeys(one))
        if (!before[i]?.has(key)) Reflect.deleteProperty(one, key);
    });
  }
}

/** What a plain object answers when it is asked for a name that all objects have. */
const methods: Readonly<Record<string, object>> = Object.fromEntries(
  Reflect.ownKeys(Object.prototype)
    .filter((key) => typeof key === 'string' && key !== '__proto__')
    .map((key) => [key, Reflect.get(Object.prototype, key) as object]),
);
