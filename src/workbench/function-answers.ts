import { HuntError } from '../base/index.ts';
import { type LanguagePart, languageParts } from '../kql/index.ts';
import type {
  BrowsingCalls,
  FormFault,
  FormTexts,
  FunctionDetail,
  FunctionEntry,
  FunctionKind,
} from '../protocol/index.ts';
import { attributionOf, invokeText, settingsFor, type Tool, tools } from '../toolbox/index.ts';

type Setting = Tool['parameters'][string];

let parts: readonly LanguagePart[] | undefined;
/** Put together when it is first asked for. */
const language = (): readonly LanguagePart[] => {
  parts ??= languageParts();
  return parts;
};

/** The functions of the toolbox, then the parts of KQL itself. */
export function functionEntries(): FunctionEntry[] {
  const own = [...tools.values()].map((tool) => ({
    name: tool.name,
    kind: kindOf(tool),
    about: tool.about,
    entities: tool.entities,
    words: [...Object.keys(tool.output), ...Object.keys(tool.parameters)].join(' '),
  }));
  const kql = language().map(({ name, kind, about }) => {
    return { name, kind, about, entities: [], words: '' };
  });
  return [...own, ...kql];
}

const kindOf = ({ kind }: Tool): FunctionKind => (kind === 'sql' ? 'all' : kind);

/** A function in full. Errors: `workbench/no-such-function`. */
export function functionDetail(name: string, kind: FunctionKind): FunctionDetail {
  const tool = tools.get(name);
  if (tool && kindOf(tool) === kind) return toolDetail(tool);
  const part = language().find((p) => p.name === name && p.kind === kind);
  if (part) return partDetail(part);
  throw unknown(name);
}

function unknown(name: string): HuntError {
  return new HuntError({
    code: 'workbench/no-such-function',
    message: `There is no function '${name}'.`,
  });
}

function toolDetail(tool: Tool): FunctionDetail {
  const { name, about, entities, source, cost, passesOver } = tool;
  const columns = (of: Tool['output']): FunctionDetail['gives'] =>
    Object.entries(of).map(([called, { type, about }]) => ({ name: called, type, about }));
  const sends = tool.kind === 'lookup' ? tool.sends : null;
  return {
    name,
    kind: kindOf(tool),
    about,
    signature: null,
    inputs: inputsOf(tool),
    settings: Object.entries(tool.parameters).map(([called, field]) => ({
      name: called,
      type: field.type,
      about: field.about,
      default: textOf(field.default),
      least: field.least ?? null,
      most: field.most ?? null,
      oneOf: field.oneOf ?? [],
      list: field.type === 'dynamic',
    })),
    gives: columns(tool.output),
    entities,
    sends: sends && { what: sends.instead ?? sends.what, to: sends.to },
    joins: !('joins' in tool && tool.joins === false),
    notes: [passesOver, attributionOf(tool), cost && `Cost: ${cost}`].flatMap((note) => note || []),
    source,
    examples: tool.examples.map(({ query }) => query),
  };
}

/** What it takes of each row; what it finds by itself may be left out. */
function inputsOf(tool: Tool): FunctionDetail['inputs'] {
  const finds = 'choose' in tool && tool.choose !== undefined;
  return Object.entries(tool.input).map(([name, { type, about, usual = [], optional = false }]) => {
    return { name, type, about, usual, optional: optional || finds || usual.includes('*') };
  });
}

function partDetail({ name, kind, ...part }: LanguagePart): FunctionDetail {
  return {
    name,
    kind,
    about: part.about,
    signature: part.signature || null,
    inputs: [],
    settings: [],
    gives: [],
    entities: [],
    sends: null,
    joins: false,
    notes: part.differs ? [part.differs] : [],
    source: part.source,
    examples: [part.example],
  };
}

function textOf(value: Setting['default']): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

const joins: readonly string[] = ['none', 'inner', 'left'];

/** The step that calls a function of the toolbox, with what a form says. */
export function functionText(
  body: BrowsingCalls['functionText']['body'],
): BrowsingCalls['functionText']['answer'] {
  const tool = tools.get(body.name);
  if (!tool) throw unknown(body.name);
  const columns = body.columns.filter(([input]) => Object.hasOwn(tool.input, input));
  const { values, faults } = settingsOf(tool, body.settings);
  const given = new Set(columns.map(([input]) => input));
  for (const { name, optional } of inputsOf(tool))
    if (!optional && !given.has(name))
      faults.push({ field: name, message: `${name} needs a column.`, hint: null });
  if (faults.length > 0) return { text: null, cell: null, faults };
  const text = invokeText(tool, Object.fromEntries(columns), Object.fromEntries(values));
  return { text, cell: text, faults };
}

/** The settings that a form says, read and checked one by one. */
function settingsOf(
  tool: Tool,
  texts: FormTexts,
): { values: [string, unknown][]; faults: FormFault[] } {
  const values: [string, unknown][] = [];
  const faults: FormFault[] = [];
  for (const [name, text] of texts) {
    const field = Object.hasOwn(tool.parameters, name) ? tool.parameters[name] : undefined;
    if (name === 'join' && joins.includes(text)) values.push([name, text]);
    else if (field) {
      const value = readSetting(field, text);
      const fault = faultOf(tool, name, value);
      if (fault === null) values.push([name, value]);
      else faults.push({ field: name, message: fault, hint: null });
    }
  }
  if (faults.length > 0) return { values, faults };
  const fault = faultOf(tool, null, Object.fromEntries(values.filter(([name]) => name !== 'join')));
  if (fault !== null) faults.push({ field: null, message: fault, hint: null });
  return { values, faults };
}

/** Why a setting, or where none is named all of them together, are not taken. */
function faultOf(tool: Tool, name: string | null, value: unknown): string | null {
  const { name: called, parameters } = tool;
  try {
    if (name === null) settingsFor(tool as never, value as Record<string, unknown>);
    else settingsFor({ name: called, parameters }, { [name]: value });
    return null;
  } catch (error) {
    if (error instanceof HuntError) return error.message;
    throw error;
  }
}

function readSetting({ type, oneOf, default: standard }: Setting, text: string): unknown {
  const plain = text.trim();
  if (type === 'bool') return plain === 'true' ? true : plain === 'false' ? false : plain;
  if (type === 'long' || type === 'real')
    return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : plain;
  if (type === 'string') return text;
  if (/^[[{]/.test(plain)) {
    try {
      return JSON.parse(plain) as unknown;
    } catch {
      return plain;
    }
  }
  const items = plain.split(/[,\n]/).flatMap((item) => item.trim() || []);
  const numbers = Array.isArray(standard) && standard.some((item) => typeof item === 'number');
  const asNumbers = numbers && !oneOf && items.every((item) => Number.isFinite(Number(item)));
  return asNumbers ? items.map(Number) : items;
}
