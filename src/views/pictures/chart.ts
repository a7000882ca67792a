import { cellText, element, visible } from '../../base/index.ts';
import { chartData } from '../chart/chart-data.ts';
import { chartDrawing } from '../chart/chart-drawing.ts';
import { arraysOf, chartPlan } from '../chart/chart-plan.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { chartSvg } from '../static/chart-svg.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';

const size = { width: 960, height: 340 };

const chart: PictureDefinition = definePicture({
  view: 'chart',
  library: 'charts',
  async draw({ source, settings, ask, name }) {
    const dynamic = source.columns.some((c) => c.type === 'dynamic');
    const first = dynamic ? await ask('| take 1', 1) : null;
    const plan = chartPlan(settings, source.columns, arraysOf(source.columns, first?.rows[0]));
    const data = await chartData(plan, source.rows, ask);
    const notes = data.note === '' ? [] : [data.note];
    const { title } = plan.told;
    const kind = plan.type.replace(/chart$/, ' chart');
    if (plan.type === 'card') {
      const { columns, rows } = data.answer;
      const cards = columns.map((c, i) =>
        element(
          'div',
          {},
          element('dt', {}, c.name),
          element('dd', {}, cellText(rows[0]?.[i], c.type).slice(0, 200)),
        ),
      );
      return { about: 'Card', drawn: [element('dl', { class: 'cards' }, cards)], notes };
    }
    if (data.series.length === 0) return null;
    const names = data.series.slice(0, 5).map((s) => s.name);
    const svg = inBothSchemes((colours) =>
      chartSvg(chartDrawing({ plan, data, colours, width: size.width }), size, name),
    );
    const said = title ? `${visible(title)}: ` : '';
    return { about: `${said}${kind} of ${names.join(', ') || 'values'}`, drawn: [svg], notes };
  },
});

export default chart;
