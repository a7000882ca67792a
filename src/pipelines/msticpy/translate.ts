import { spellName } from '../spell.ts';
import type { Call, Spelling } from './call.ts';
import { draws, frameMethods, where } from './frame.ts';
import { spellPivot } from './pivots.ts';

async function display(call: Call): Promise<Spelling> {
  call.name(['title', 'cols', 'query', 'head']);
  const [title, columns] = [call.text('title') ?? '', call.texts('cols')];
  const [condition, rows] = [call.text('query'), call.count('head')];
  const kql = [
    condition === undefined ? '' : await where(call, condition),
    columns ? `| project ${columns.map(spellName).join(', ')}` : '',
    rows === undefined ? '' : `| take ${rows}`,
  ];
  const shown = kql.filter((part) => part !== '').join('\n');
  return { kql: '', shown: { name: call.step.name, title, kql: shown } };
}

function tee(call: Call): Spelling {
  call.name(['var_name', 'clobber']);
  const name = call.text('var_name') ?? call.step.name;
  call.ignore('clobber');
  return { kql: '', shown: { name, title: '', kql: '' } };
}

function aside(call: Call): Spelling {
  call.rest();
  return { kql: '', note: `${call.where} is left out: it changes no rows.` };
}

async function method(call: Call): Promise<Spelling> {
  const name = call.step.function;
  if (name === 'mp_pivot.display') return display(call);
  if (name === 'mp_pivot.tee') return tee(call);
  if (name === 'mp_pivot.tee_exec') return aside(call);
  if (draws(name))
    return { ...aside(call), note: `${call.where} draws a picture, which is left out.` };
  const found = frameMethods.get(name);
  if (!found) return call.refuse('calls a method that has no counterpart here');
  call.name(found.places);
  return { kql: await found.spell(call) };
}

/** What a step of MSTICPy is in KQL. errors: `pipelines/cannot-translate`, one sentence with the file and the step. */
export async function translate(call: Call): Promise<Spelling> {
  const { kind } = call.step;
  if (kind === 'pivot_tee_exec') return aside(call);
  const spelling = await (kind === 'pivot'
    ? spellPivot(call)
    : kind === 'pivot_display'
      ? display(call)
      : kind === 'pivot_tee'
        ? tee(call)
        : method(call));
  call.done();
  return spelling;
}
