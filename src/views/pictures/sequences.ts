import { cellText, element, type Markup } from '../../base/index.ts';
import { likelihoodText, oneInText, usualThreshold } from '../sequences/likelihood-words.ts';
import { sequenceDrawing, windowText } from '../sequences/sequence-drawing.ts';
import { type SequencePlan, sequencePlan } from '../sequences/sequence-plan.ts';
import { type Session, sequenceData, sessionRecord } from '../sequences/sequence-questions.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { chartSvg } from '../static/chart-svg.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { countText } from '../value-text.ts';

const size = { width: 960, height: 300 };
/** Sessions that are listed, and of how many all is told. */
const [listed, told] = [60, 20];

const sequences: PictureDefinition = definePicture({
  view: 'sequences',
  library: 'charts',
  async draw({ source, settings, ask, name }) {
    const plan = sequencePlan(settings, source.columns);
    const data = await sequenceData(plan, ask);
    const { rarest, scored, unscored } = data;
    if (scored === 0) return null;
    const likelihoods = rarest.map(({ likelihood }) => likelihood);
    const threshold = plan.threshold ?? usualThreshold(likelihoods, scored);
    const below = rarest.filter(({ likelihood }) => likelihood < threshold);
    const svg = inBothSchemes((colours) =>
      chartSvg(sequenceDrawing(data, { plan, colours, threshold, current: -1 }), size, name),
    );
    const shown = below.slice(0, listed);
    const beyond = below.length === rarest.length && rarest.length < scored ? 'at least ' : '';
    return {
      about: `${countText(scored)} sessions by how likely they are, ${beyond}${countText(below.length)} of them below ${likelihoodText(threshold)}`,
      drawn: [svg, ...(shown.length > 0 ? [table(shown, plan)] : [])],
      notes: [
        ...(unscored > 0
          ? [`${countText(unscored)} sessions are shorter than a window and have no likelihood.`]
          : []),
        ...(rarest.length < scored
          ? [`The rarest ${countText(rarest.length)} are drawn one by one.`]
          : []),
        ...(shown.length < below.length
          ? [`The rarest ${countText(shown.length)} of those below are listed.`]
          : []),
      ],
    };
  },
  async foresee({ source, settings, ask }) {
    const plan = sequencePlan(settings, source.columns);
    const { rarest } = await sequenceData(plan, ask);
    for (const session of rarest.slice(0, told)) await sessionRecord(plan, session, source);
  },
});

function table(sessions: readonly Session[], { time, show }: SequencePlan): Markup {
  const names = [
    'Likelihood',
    ...(time ? [time.name] : []),
    ...show.map((c) => c.name),
    'Rarest window',
  ];
  const lines = sessions.map(({ likelihood, time: at, shown, window }) => {
    const texts = [
      ...(time ? [cellText(at, 'datetime')] : []),
      ...show.map((_, i) => shown[i] ?? ''),
    ];
    return element(
      'tr',
      {},
      element('td', {}, `${likelihoodText(likelihood)}, ${oneInText(likelihood)}`),
      texts.map((text) => element('td', {}, text)),
      element('td', {}, windowText(window)),
    );
  });
  const head = element(
    'tr',
    {},
    names.map((text) => element('th', { scope: 'col' }, text)),
  );
  return element(
    'table',
    { class: 'tree' },
    element('thead', {}, head),
    element('tbody', {}, lines),
  );
}

export default sequences;
