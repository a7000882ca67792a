import { element } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { legend } from '../static/legend.ts';
import { SvgPen } from '../static/svg-pen.ts';
import { axisHeight, geometry } from '../timeline/geometry.ts';
import { paintAxis, paintLanes } from '../timeline/paint.ts';
import { timelinePlan } from '../timeline/plan.ts';
import { timeText } from '../timeline/time-scale.ts';
import { TimelineData } from '../timeline/timeline-data.ts';
import { countText } from '../value-text.ts';

const width = 960;

const timeline: PictureDefinition = definePicture({
  view: 'timeline',
  library: null,
  async draw({ source, settings, ask, name }) {
    const { plan, references, mostLanes } = timelinePlan(settings, source.columns);
    const data = await TimelineData.load(plan, { rows: source.rows, mostLanes }, ask);
    if (!data) return null;
    const { lanes, whole, overview, kinds, rows, timeless } = data;
    const count = lanes.list.length;
    const longestLabel = Math.max(...lanes.list.map(({ label }) => label.length)) * 6.4;
    const height = Math.max(60, Math.min(44, Math.max(22, 320 / count)) * count);
    const g = geometry({ width, height, lanes: count, view: whole, longestLabel });
    const high = g.laneHeight * g.lanes;
    const svg = inBothSchemes((colours) => {
      const content = overview;
      const scene = { geometry: g, lanes: lanes.list, content, references, kinds, colours };
      const [lanesPen, axisPen] = [new SvgPen(`${name}-l`), new SvgPen(`${name}-a`)];
      paintLanes(lanesPen, scene);
      paintAxis(axisPen, scene);
      const axis = element('g', { transform: `translate(0 ${high})` }, axisPen.drawn());
      const viewBox = `0 0 ${width} ${high + axisHeight}`;
      return element('svg', { viewBox }, lanesPen.drawn(), axis);
    });
    const span = `${timeText(whole.from, 1000)} to ${timeText(whole.to, 1000)} UTC`;
    const key = legend([...kinds].map(([value, i]) => [value, (dark) => categoryColour(i, dark)]));
    return {
      about: `Timeline of ${countText(rows)} events in ${count} lanes, ${span}`,
      drawn: [...key, svg],
      notes: [
        ...(timeless > 0 ? [`${countText(timeless)} rows without a time are not in it.`] : []),
        ...(overview.kind === 'density' ? ['Rows are counted in bins.'] : []),
      ],
    };
  },
});

export default timeline;
