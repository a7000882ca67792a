import { HuntError } from '../base/index.ts';
import { readYaml } from '../yaml/index.ts';
import { type CallStep, callTypes, type KqlStep, type Pipeline, type Plain } from './pipeline.ts';

const mostSteps = 500;
const formatHint =
  'A file of pipelines is YAML with `pipelines:`, as MSTICPy has them, or plain KQL that begins with `|`.';

/** Where in a file something is at fault. */
interface Place {
  file: string;
  pipeline: string;
}

function bad({ file, pipeline }: Place, why: string, hint: string): HuntError {
  return new HuntError({
    code: 'pipelines/bad-pipeline',
    message: `${file}: pipeline '${pipeline}' ${why}.`,
    hint,
  });
}

/** KQL that goes on from a table: a pipe after comments, perhaps. */
function continues(text: string): boolean {
  return /^\s*(?:\/\/[^\n]*\n\s*)*\|/.test(text);
}

function baseName(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
}

/** The pipeline of a text that is KQL: what its first comments say is what it is for. */
function kqlPipeline(text: string, file: string): Pipeline {
  const [head = ''] = /^\s*(?:\/\/[^\n]*\n\s*)*/.exec(text) ?? [];
  const said = [...head.matchAll(/\/\/ ?([^\n]*)/g)].map(([, line]) => line?.trim());
  const name = baseName(file);
  return {
    name,
    description: said.join(' ').trim(),
    file,
    steps: [{ kind: 'kql', name, kql: text }],
  };
}

function plain(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return new Map([...value].map(([name, of]) => [String(name), plain(of)]));
  return value instanceof Date ? value.toISOString() : String(value);
}

function textOf(value: unknown): string {
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}

function stepOf(value: unknown, index: number, place: Place): CallStep | KqlStep {
  const named = value instanceof Map ? textOf(value.get('name')) : '';
  const name = named || `step ${index + 1}`;
  const hint = 'A step has a name, a step_type and, as its type asks, entity, function and params.';
  if (!(value instanceof Map)) throw bad(place, `has a ${name} that is no mapping`, hint);
  const known = [
    'name',
    'step_type',
    'function',
    'entity',
    'comment',
    'pos_params',
    'params',
    'kql',
  ];
  const odd = [...value.keys()].find((key) => !known.includes(String(key)));
  if (odd !== undefined) throw bad(place, `says ${String(odd)} of step '${name}'`, hint);
  const kql = value.get('kql');
  if (typeof kql === 'string') return { kind: 'kql', name, kql: asStep(kql, place) };
  const type = textOf(value.get('step_type'));
  // MSTICPy's own documentation leaves out the first word of three of them.
  const kind = callTypes.find((known) => known === type || known === `pivot_${type}`);
  if (!kind) {
    const said = JSON.stringify(type);
    throw bad(
      place,
      `has the step_type ${said} in step '${name}'`,
      `There are ${callTypes.join(', ')}.`,
    );
  }
  const [positional, parameters] = [plain(value.get('pos_params')), plain(value.get('params'))];
  if (positional !== null && !Array.isArray(positional))
    throw bad(place, `has pos_params in step '${name}' that are no list`, hint);
  if (parameters !== null && !(parameters instanceof Map))
    throw bad(place, `has params in step '${name}' that are no mapping`, hint);
  return {
    kind,
    name,
    function: textOf(value.get('function')),
    entity: textOf(value.get('entity')),
    positional: positional ?? [],
    parameters: parameters ?? new Map(),
  };
}

function asStep(kql: string, place: Place): string {
  if (continues(kql)) return kql;
  throw bad(place, 'has KQL that does not begin with |', 'Its steps go on from a table: | where …');
}

function pipelineOf(name: string, value: unknown, file: string): Pipeline {
  const place = { file, pipeline: name };
  const hint = 'A pipeline has a description and steps, or kql.';
  if (!(value instanceof Map)) throw bad(place, 'is no mapping', hint);
  const description = textOf(value.get('description'));
  const kql = value.get('kql');
  if (typeof kql === 'string')
    return { name, description, file, steps: [{ kind: 'kql', name, kql: asStep(kql, place) }] };
  const steps: unknown = value.get('steps');
  if (!Array.isArray(steps) || steps.length === 0) throw bad(place, 'has no steps', hint);
  if (steps.length > mostSteps) throw bad(place, `has more than ${mostSteps} steps`, hint);
  return { name, description, file, steps: steps.map((step, i) => stepOf(step, i, place)) };
}

/**
 * The pipelines of a file, in order: KQL that begins with `|` is one, and YAML in MSTICPy's format may hold many,
 * where a pipeline may also say `kql:`.
 *
 * errors: `pipelines/bad-yaml`, `pipelines/bad-pipeline`.
 */
export function readPipelines(text: string, file: string): readonly Pipeline[] {
  const bare = text.replace(/^\uFEFF/, '');
  if (continues(bare)) return [kqlPipeline(bare, file)];
  const root = readYaml(bare, { file, code: 'pipelines/bad-yaml', hint: formatHint });
  const found: unknown = root instanceof Map ? (root.get('pipelines') ?? root) : root;
  if (!(found instanceof Map) || found.size === 0)
    throw new HuntError({
      code: 'pipelines/bad-pipeline',
      message: `${file} holds no pipelines.`,
      hint: formatHint,
    });
  return [...found].map(([name, value]) => pipelineOf(String(name), value, file));
}
