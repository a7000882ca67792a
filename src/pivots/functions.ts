import { type Column, textLiteral } from '../base/index.ts';
import { runTool, type Tool, toolbox, tools } from '../toolbox/index.ts';
import { named } from './named.ts';
import { type Subject, subjectsOf } from './subject.ts';

/** A function that can be asked about a value. */
export interface OfferedFunction {
  name: string;
  about: string;
  /** Asked of the value alone (`print …`), or of the rows of a result, by a step that begins with a pipe. */
  of: 'value' | 'rows';
  kql: string;
  /** Whether it may ask others about the value. */
  asks: boolean;
}

/** A value of a result. */
export interface PlacedValue {
  value: string;
  column: Column | null;
  /** The columns of its result; none where it stands in none. */
  columns: readonly Column[];
  /** The step that keeps the rows with it. */
  where: string;
}

/** The query that asks a function of one text. */
export function valueQuery(tool: string, value: string): string {
  return `print Value = ${textLiteral(value)}\n| invoke ${tool}(Value)`;
}

/** Longer values are asked about where they stand. */
const longestLiteral = 16_384;
const times = new Set(['datetime', 'timespan']);

/** The functions that say something about a value, in the order of their names. */
export function offeredFunctions(
  placed: PlacedValue,
  subjects: readonly Subject[] = subjectsOf(placed.value, placed.column),
): OfferedFunction[] {
  const kinds = new Set(subjects.map(({ type }) => type));
  return [...tools.values()].flatMap((tool) => {
    const usual = placed.column ? isUsual(tool, placed.column.name) : false;
    if (!usual && !tool.entities.some((kind) => kinds.has(kind))) return [];
    const found = offered(tool, placed);
    const { name, about } = tool;
    return found
      ? [{ name, about, asks: tool.kind === 'lookup' && tool.sends !== null, ...found }]
      : [];
  });
}

function isUsual({ input }: Tool, column: string): boolean {
  const [first] = Object.values(input);
  return !times.has(first?.type ?? '') && (first?.usual ?? []).includes(column);
}

function offered(tool: Tool, placed: PlacedValue): Pick<OfferedFunction, 'of' | 'kql'> | null {
  const inputs = Object.values(tool.input);
  const alone = inputs.slice(1).every(({ optional }) => optional);
  const single = (tool.kind === 'each' || tool.kind === 'lookup') && alone;
  if (single && inputs[0]?.type === 'string' && placed.value.length <= longestLiteral)
    return { of: 'value', kql: valueQuery(tool.name, placed.value) };
  const given = argumentsOn(tool, placed);
  if (given === null || !placed.column) return null;
  if (!tool.among)
    return { of: 'rows', kql: `${placed.where}\n| invoke ${tool.name}(${given.join(', ')})` };
  const call = `| invoke ${tool.name}(${[...given, 'join = "inner"'].join(', ')})`;
  const shown = [named(placed.column.name), ...Object.keys(tool.output)].join(', ');
  return { of: 'rows', kql: `${call}\n${placed.where}\n| distinct ${shown}` };
}

/** What a function is given of the rows of a result; null where their columns are not such as it takes. */
function argumentsOn(tool: Tool, { column, columns }: PlacedValue): string[] | null {
  const inputs = Object.values(tool.input);
  const has = (names: readonly string[] = []): boolean =>
    names.some((name) => columns.some((one) => one.name === name));
  if (!column || !columns.some(({ name }) => name === column.name)) return null;
  if ('choose' in tool && tool.choose) {
    try {
      const chosen = tool.choose(columns);
      return inputs.every(({ optional }, i) => optional || chosen[i]) ? [] : null;
    } catch {
      return null;
    }
  }
  const [first, ...others] = inputs;
  if (!first || others.some((input) => !input.optional && !has(input.usual))) return null;
  if (first.usual === undefined && !first.optional)
    return first.type === column.type || first.type === 'string' ? [named(column.name)] : null;
  if (has(first.usual)) return [];
  const some = inputs.some(({ type, usual }) => !times.has(type) && has(usual));
  return first.optional && some ? [] : null;
}

/** The functions that tell a fact about a value without asking anyone, with the query of each. */
export function factFunctions(subject: Subject): { name: string; about: string; kql: string }[] {
  return [...tools.values()]
    .filter(
      (tool) => tool.kind === 'each' && tool.tellsFacts && tool.entities.includes(subject.type),
    )
    .map((tool) => ({
      name: tool.name,
      about: tool.about,
      kql: valueQuery(tool.name, subject.value),
    }));
}

/** The functions that may have asked others about such a value before. */
export function askingFunctions(subject: Subject): { name: string; about: string; kql: string }[] {
  return [...tools.values()]
    .filter((tool) => tool.kind === 'lookup' && tool.entities.includes(subject.type))
    .map((tool) => ({
      name: tool.name,
      about: tool.about,
      kql: valueQuery(tool.name, subject.value),
    }));
}

/** What an encoded or disguised text says, and the query that takes it apart; null where nothing is hidden in it. */
export function decodedText(
  placed: PlacedValue,
): (Pick<OfferedFunction, 'of' | 'kql'> & { text: string }) | null {
  if (placed.value.length > longestLiteral) return null;
  const last = runTool(toolbox.decode, placed.value).find(({ is_last: is }) => is);
  const call = last ? offered(toolbox.decode as Tool, placed) : null;
  return last && call ? { ...call, text: last.result.slice(0, 400) } : null;
}
