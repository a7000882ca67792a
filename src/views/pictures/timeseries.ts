import { seriesData, seriesPlan } from '../series/series-data.ts';
import { seriesDrawing } from '../series/series-drawing.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { chartSvg } from '../static/chart-svg.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { timeText } from '../timeline/time-scale.ts';

const size = { width: 960, height: 340 };
const toldPeriods = 20;

const timeseries: PictureDefinition = definePicture({
  view: 'timeseries',
  library: 'charts',
  async draw({ source, settings, ask, name }) {
    const plan = seriesPlan(settings, source.columns);
    const data = await seriesData(plan, ask);
    if (data.moments.length === 0) return null;
    const of = data.only || plan.value.name;
    const svg = inBothSchemes((colours) =>
      chartSvg(seriesDrawing(data, { colours, name: of, stretch: null }), size, name),
    );
    const { periods } = data;
    const told = periods
      .slice(0, toldPeriods)
      .map((p) => `${timeText(p.from, 60_000)} to ${timeText(p.to, 60_000)}`);
    const more = periods.length > toldPeriods ? ` and ${periods.length - toldPeriods} more` : '';
    const odd =
      periods.length === 0 ? 'No anomalies.' : `Periods of anomaly: ${told.join('; ')}${more}.`;
    const others = data.names.length > 1 ? [`One of ${data.names.length} series is shown.`] : [];
    const notes = [odd, ...others, ...(data.note === '' ? [] : [data.note])];
    return { about: `${of} over time, beside what was expected of it`, drawn: [svg], notes };
  },
});

export default timeseries;
