import { matrixData, matrixPlan } from '../matrix/matrix-data.ts';
import { matrixDrawing } from '../matrix/matrix-drawing.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { chartSvg } from '../static/chart-svg.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';

const matrix: PictureDefinition = definePicture({
  view: 'matrix',
  library: 'charts',
  async draw({ source, settings, ask, name }) {
    const plan = matrixPlan(settings, source.columns);
    const data = await matrixData(plan, ask);
    if (data.cells.length === 0) return null;
    const size = { width: 960, height: Math.max(160, 90 + 22 * data.ys.length) };
    const svg = inBothSchemes((colours) =>
      chartSvg(matrixDrawing(data, { plan, colours, ...size }), size, name),
    );
    const about = `Matrix of ${plan.y.name} by ${plan.x.name}, ${data.cells.length} cells`;
    return { about, drawn: [svg], notes: data.note === '' ? [] : [data.note] };
  },
});

export default matrix;
