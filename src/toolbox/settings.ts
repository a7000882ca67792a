import type { ParameterField } from './define-tool.ts';

type Checked = boolean | number | string | unknown;

function listProblem(name: string, { oneOf }: ParameterField, value: unknown): string | null {
  if (!Array.isArray(value)) return `${name} takes a list, not ${JSON.stringify(value)}.`;
  const wrong = oneOf && value.find((v) => !oneOf.includes(v));
  if (wrong === undefined) return null;
  return `${name} is a list of ${oneOf?.join(', ')}, not ${JSON.stringify(wrong)}.`;
}

/** Whether it is a list of names or numbers, not just anything that JSON can say. */
function isList({ type, default: standard, oneOf }: ParameterField): boolean {
  return type === 'dynamic' && (Array.isArray(standard) || oneOf !== undefined);
}

/** A value as it is taken: one where there may be several is a list of it. */
function asGiven(field: ParameterField, value: unknown): unknown {
  const single = typeof value === 'string' || typeof value === 'number';
  return isList(field) && single ? [value] : value;
}

function problem(name: string, field: ParameterField, value: unknown): string | null {
  const shown = JSON.stringify(value);
  if (field.type === 'dynamic') return isList(field) ? listProblem(name, field, value) : null;
  const wanted = field.type === 'bool' ? 'boolean' : field.type === 'string' ? 'string' : 'number';
  if (typeof value !== wanted) return `${name} takes a ${field.type}, not ${shown}.`;
  if (field.oneOf && !field.oneOf.includes(String(value)))
    return `${name} is one of ${field.oneOf.join(', ')}, not ${shown}.`;
  if (typeof value !== 'number') return null;
  if (!Number.isFinite(value) || (field.type === 'long' && !Number.isInteger(value)))
    return `${name} takes a ${field.type}, not ${shown}.`;
  if (field.least !== undefined && value < field.least)
    return `${name} is at least ${field.least}, not ${value}.`;
  if (field.most !== undefined && value > field.most)
    return `${name} is at most ${field.most}, not ${value}.`;
  return null;
}

/** All parameters with their defaults. Throws an Error with one sentence for the user where one is not taken. */
export function settingsOf(
  fields: Readonly<Record<string, ParameterField>>,
  given: ReadonlyMap<string, unknown>,
): Record<string, Checked> {
  for (const name of given.keys())
    if (!Object.hasOwn(fields, name))
      throw new Error(
        `There is no parameter ${name}; there are ${Object.keys(fields).join(', ') || 'none'}.`,
      );
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = asGiven(field, given.get(name));
      if (value === undefined || value === null) return [name, field.default];
      const wrong = problem(name, field, value);
      if (wrong) throw new Error(wrong);
      return [name, value];
    }),
  );
}
