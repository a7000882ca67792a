import type { Severity } from './define-source.ts';
import type { Indicator, Indicators } from './indicators.ts';
import { jsonOf } from './list-files.ts';
import { few, number, object, objects, summaryOf, text, time } from './tidy.ts';

type Json = Readonly<Record<string, unknown>>;

const deepest = 6;

/** How severe an attribute is: marked for detection or not, in an event of some level of threat. */
function severityOf(attribute: Json, event: Json): Severity {
  if (attribute['to_ids'] !== true && attribute['to_ids'] !== '1') return 'information';
  return number(event['threat_level_id']) === 3 ? 'warning' : 'high';
}

/** What an attribute of MISP says; `page` is where its events are shown, or empty. */
export function indicatorOf(attribute: Json, event: Json, page: string): Indicator {
  const id = text(attribute['event_id']) || text(event['id']);
  const tags = [...objects(event['Tag']), ...objects(attribute['Tag'])];
  const org = object(event['Orgc'] ?? event['Org']);
  return {
    severity: severityOf(attribute, event),
    summary: summaryOf(
      text(event['info']) || 'an attribute of MISP',
      text(attribute['comment']),
      few([text(attribute['category']), text(attribute['type'])], 2),
      text(org['name']),
      tags.length > 0 && `tags ${few(tags.map((tag) => text(tag['name'])))}`,
    ),
    reference: page !== '' && /^\d+$/.test(id) ? `${page}events/view/${id}` : '',
    seenAt:
      time(attribute['last_seen']) ?? time(number(attribute['timestamp'])) ?? time(event['date']),
    raw: { ...attribute, Event: { info: event['info'], id: event['id'], uuid: event['uuid'] } },
  };
}

/** The values of an attribute: two where it is of a composite type, such as `ip-dst|port`. */
export const valuesOf = (attribute: Json): readonly string[] =>
  text(attribute['value']).split('|').slice(0, 2);

function addEvent(event: Json, into: Indicators): void {
  const own = objects(event['Attribute']);
  const within = objects(event['Object']).flatMap((one) => objects(one['Attribute']));
  for (const attribute of [...own, ...within]) {
    if (attribute['deleted'] === true) continue;
    for (const value of valuesOf(attribute)) into.add(value, indicatorOf(attribute, event, ''));
  }
}

function addAll(value: unknown, into: Indicators, depth: number): void {
  if (depth > deepest) return;
  if (Array.isArray(value)) for (const one of value) addAll(one, into, depth + 1);
  else {
    const { Event: event, response, Attribute: attributes } = object(value) as Json;
    if (event !== undefined && attributes === undefined) addEvent(object(event), into);
    else if (response !== undefined) addAll(response, into, depth + 1);
    else
      for (const attribute of objects(attributes))
        for (const said of valuesOf(attribute))
          into.add(said, indicatorOf(attribute, object(attribute['Event']), ''));
  }
}

/** Read events as MISP exports them: one, several, or the answer of a search, in JSON. */
export function readMisp(said: string, into: Indicators): void {
  addAll(jsonOf(said), into, 0);
}
