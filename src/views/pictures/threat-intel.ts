import { cellText, element, type Markup } from '../../base/index.ts';
import { gapTexts, type Observable, observablesOf, talliesOf } from '../intel/intel-answers.ts';
import {
  answersQuestion,
  barsOf,
  intelPlan,
  levels,
  levelsQuestion,
  noFilter,
  observablesQuestion,
  sourcesQuestion,
} from '../intel/intel-questions.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { severityBars } from '../static/severity-bars.ts';
import { countText } from '../value-text.ts';

/** As many as the view asks for first, and of how many all answers are told. */
const [listed, told] = [200, 30];

const threatIntel: PictureDefinition = definePicture({
  view: 'threat_intel',
  library: null,
  async draw({ source, settings, ask }) {
    const plan = intelPlan(settings, source.columns);
    const byLevel = await ask(levelsQuestion(plan));
    const bySource = await ask(sourcesQuestion(plan));
    const answer = await ask(observablesQuestion(plan, noFilter), listed);
    const found = observablesOf(answer);
    if (found.length === 0) return null;
    const counts = byLevel.rows.map(
      ([rank, count]) => `${countText(Number(count))} ${levels[Number(rank)] ?? ''}`,
    );
    const left = answer.total - found.length;
    return {
      about: `${countText(answer.total)} observables: ${counts.join(', ')}`,
      drawn: [element('ol', { class: 'alerts' }, found.map(line))],
      notes: [
        ...gapTexts(talliesOf(bySource)),
        ...(left > 0
          ? [`The worst ${countText(found.length)} are shown; ${countText(left)} more not.`]
          : []),
      ],
    };
  },
  async foresee({ source, settings, ask }) {
    const plan = intelPlan(settings, source.columns);
    const found = observablesOf(await ask(observablesQuestion(plan, noFilter), listed));
    for (const { key } of found.slice(0, told)) await ask(answersQuestion(plan, key), 100);
  },
});

function line({ rank, key, type, found, absent, failed, unsent, summary, at }: Observable): Markup {
  const said = [
    type,
    summary,
    found && `known to ${found}`,
    absent && `not known to ${absent}`,
    failed && `${failed} failed`,
    unsent > 0 ? 'not sent' : '',
  ];
  const level = barsOf(rank);
  return element(
    'li',
    { 'data-level': level },
    element('span', { class: 'severity' }, severityBars(level), levels[rank] ?? ''),
    element('strong', {}, key.slice(0, 300) || '(empty)'),
    element('time', {}, cellText(at, 'datetime').slice(0, 19)),
    element('small', {}, said.filter((text) => text !== '').join(' · ')),
  );
}

export default threatIntel;
