import { HuntError } from '../base/index.ts';
import { readYamlTree, setYaml, type YamlValue } from '../yaml/index.ts';
import type { HuntDocument } from './document.ts';
import type { FrontMatter, HuntParameterValue } from './front-matter.ts';
import type { HuntEdit, HuntTime } from './hunt-edit.ts';
import { headSpan, readHunt } from './read-hunt.ts';

type HeadEdit = Extract<HuntEdit, { kind: 'parameter' | 'time' | 'title' }>;

/**
 * The text of a hunt with one thing in its head changed, or put in; a head is made where there is none. Errors:
 * `hunts/unknown-parameter`, `hunts/cannot-edit`.
 */
export function editHead(document: HuntDocument, edit: HeadEdit): string {
  const { text, file } = document;
  const { start, end } = headSpan(text) ?? { start: 0, end: 0 };
  const head = text.slice(start, end);
  const next = changed(document, head, edit);
  if (next === null) throw cannotEdit();
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const made =
    headSpan(text) === null
      ? `---${lineEnd}${next.replace(/\n/g, lineEnd)}---${lineEnd}${text === '' ? '' : lineEnd}${text}`
      : text.slice(0, start) + next + text.slice(end);
  const after = readHunt(made, file);
  const meant = JSON.stringify(asMeant(document, edit));
  const same = after.blocks.map((block) => made.slice(block.span.start, block.span.end).trim());
  const were = document.blocks.map((block) => text.slice(block.span.start, block.span.end).trim());
  if (JSON.stringify(headOf(after)) !== meant || same.join('\0') !== were.join('\0'))
    throw cannotEdit();
  return made;
}

function changed(document: HuntDocument, head: string, edit: HeadEdit): string | null {
  if (edit.kind === 'title') return setYaml(head, ['title'], edit.title);
  if (edit.kind === 'time') return setYaml(head, ['time'], timeValue(edit.time));
  const { name, value } = edit;
  if (!document.parameters.some((parameter) => parameter.name === name))
    throw new HuntError({
      code: 'hunts/unknown-parameter',
      message: `The hunt has no parameter '${name.slice(0, 80)}'.`,
      hint: 'Write it into the head of the hunt first.',
    });
  const { tree } = readYamlTree(head, document.file);
  const parameters = tree?.kind === 'map' ? tree.entries.get('parameters') : undefined;
  const one = parameters?.kind === 'map' ? parameters.entries.get(name) : undefined;
  const path = ['parameters', name, ...(one?.kind === 'map' ? ['default'] : [])];
  return setYaml(head, path, value);
}

function timeValue(time: HuntTime | null): YamlValue | null {
  if (time === null) return null;
  const said = Object.entries(time).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value as string] as const],
  );
  return Object.fromEntries(said);
}

const headOf = ({ title, parameters, time, data, sample }: FrontMatter): unknown[] => [
  title,
  parameters.map((parameter) => [parameter.name, parameter.default, parameter.about]),
  time && [time.start, time.end, time.period].map((part) => part ?? null),
  data,
  sample,
];

function asMeant(document: HuntDocument, edit: HeadEdit): unknown[] {
  const { title, parameters, time, data, sample } = document;
  const withValue = (value: HuntParameterValue): typeof parameters =>
    parameters.map((one) =>
      edit.kind === 'parameter' && one.name === edit.name ? { ...one, default: value } : one,
    );
  return headOf({
    title: edit.kind === 'title' ? edit.title : title,
    parameters: edit.kind === 'parameter' ? withValue(edit.value) : parameters,
    time: edit.kind === 'time' ? edit.time : time,
    data,
    sample,
  });
}

function cannotEdit(): HuntError {
  return new HuntError({
    code: 'hunts/cannot-edit',
    message: 'The head of the hunt cannot be changed in place.',
    hint: 'Change the text of the hunt itself.',
  });
}
