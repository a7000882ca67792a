import { bracketedName, cellText, element, type Markup, valueText } from '../../base/index.ts';
import { severityLevel } from '../alerts/alert-entities.ts';
import { alertPlan } from '../alerts/alert-plan.ts';
import {
  alertStep,
  type ListedAlert,
  listedAlerts,
  listQuestion,
  severitiesQuestion,
} from '../alerts/alert-questions.ts';
import { textLiteral } from '../kql-spelling.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { severityBars } from '../static/severity-bars.ts';
import { countText } from '../value-text.ts';

/** As many as the view asks for first, and of how many everything is told. */
const [listed, told] = [200, 60];
const mostTold = 300;
const everything = { severities: [], words: '' };

const alerts: PictureDefinition = definePicture({
  view: 'alerts',
  library: null,
  async draw({ source, settings, ask }) {
    const columns = alertPlan(settings, source.columns);
    const severities = await ask(severitiesQuestion(columns));
    const answer = await ask(listQuestion(columns, everything), listed);
    const found = listedAlerts(answer);
    if (found.length === 0) return null;
    const counts = severities.rows
      .map(([severity, count]): [string, number] => [String(severity ?? ''), Number(count)])
      .sort(([a], [b]) => severityLevel(b) - severityLevel(a))
      .map(([severity, count]) => `${countText(count)} ${severity || 'without a severity'}`);
    const left = answer.total - found.length;
    return {
      about: `${countText(answer.total)} alerts: ${counts.join(', ')}`,
      drawn: [element('ol', { class: 'alerts' }, found.map(line))],
      notes:
        left > 0
          ? [`The newest ${countText(found.length)} are shown; ${countText(left)} more not.`]
          : [],
    };
  },
  async foresee({ source, settings, ask, remember }) {
    const named = alertPlan(settings, source.columns);
    const { id } = named;
    if (!id) return;
    const found = listedAlerts(await ask(listQuestion(named, everything), listed));
    const ids = new Map(found.slice(0, told).map((alert) => [alert.id, alert]));
    ids.delete('');
    if (ids.size === 0) return;
    const { columns, rows } = await ask(
      `| where tostring(${bracketedName(id.name)}) in (${[...ids.keys()].map(textLiteral).join(', ')})`,
      mostTold,
    );
    const at = columns.findIndex((c) => c.name === id.name);
    for (const [wanted, alert] of ids) {
      const own = rows.filter((row) => valueText(row[at]) === wanted);
      if (own.length > 0)
        remember(alertStep(named, alert), 1, { columns, rows: own.slice(0, 1), total: own.length });
    }
  },
});

function line({ name, severity, at, status, source }: ListedAlert): Markup {
  const more = [source, status].filter((text) => text !== '').join(' · ');
  return element(
    'li',
    { 'data-level': severityLevel(severity) },
    element(
      'span',
      { class: 'severity' },
      severityBars(severityLevel(severity)),
      severity || 'no severity',
    ),
    element('strong', {}, name || 'without a name'),
    element('time', {}, cellText(at, 'datetime')),
    more === '' ? null : element('small', {}, more),
  );
}

export default alerts;
