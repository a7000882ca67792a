import { aMinute, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import { Indicators } from '../indicators.ts';
import { indicatorOf, valuesOf } from '../misp.ts';
import { observableOf, observableTypes } from '../observable.ts';
import { list, object, objects } from '../tidy.ts';

const service = { setting: 'misp_url', address: '' };

const definition: TiSource = defineSource({
  name: 'MISP',
  about: 'Attributes of the events of a MISP server.',
  source: 'https://www.misp-project.org/openapi/#tag/Attributes/operation/restSearchAttributes.',
  takes: observableTypes,
  sends: {
    what: 'the address, name, URL or hash',
    to: 'the MISP server of the setting `misp_url`',
  },
  settings: [
    {
      name: 'misp_url',
      environment: ['MISP_URL'],
      about: 'the address of the server',
      secret: false,
      needed: true,
    },
    key('misp_key', ['MISP_KEY', 'MISP_API_KEY'], 'the key of a user'),
  ],
  services: [service],
  allowances: [{ most: 600, perMs: aMinute }],
  severity:
    'High for an attribute that is marked for detection (to_ids), warning where its event is of low threat, information where it is not marked; MSTICPy has no such provider.',
  async lookup(observable, call) {
    const answer = await call.json(service, 'attributes/restSearch', {
      json: {
        returnFormat: 'json',
        value: observable.value,
        limit: 100,
        page: 1,
        includeContext: true,
        includeEventTags: true,
      },
      headers: { authorization: call.setting('misp_key'), accept: 'application/json' },
    });
    const { response } = object(answer);
    const attributes = Array.isArray(response) ? response : object(response)['Attribute'];
    if (!Array.isArray(attributes)) throw notOfForm('MISP');
    const found = new Indicators();
    for (const attribute of objects(list(attributes)))
      for (const value of valuesOf(attribute))
        if (observableOf(value)?.value === observable.value)
          found.add(
            value,
            indicatorOf(attribute, object(attribute['Event']), call.address(service)),
          );
    return found.find(observable);
  },
  examples: [
    {
      about: 'An address in two events; a value that only looks like it is left out.',
      observable: '45.61.49.78',
      settings: { misp_url: 'BASE/' },
      answers: {
        'POST /attributes/restSearch': {
          response: {
            Attribute: [
              {
                id: '1201',
                event_id: '77',
                category: 'Network activity',
                type: 'ip-dst|port',
                to_ids: true,
                uuid: '5f1d2c3b-0000-4000-8000-000000000001',
                timestamp: '1760000000',
                comment: 'C2',
                value: '45.61.49.78|443',
                Event: {
                  id: '77',
                  info: 'Loader of spring',
                  threat_level_id: '2',
                  uuid: '5f1d2c3b-0000-4000-8000-000000000002',
                },
                Tag: [{ name: 'tlp:green', colour: '#00ff00' }],
              },
              {
                id: '1300',
                event_id: '78',
                category: 'Network activity',
                type: 'ip-src',
                to_ids: false,
                timestamp: '1750000000',
                comment: '',
                value: '45.61.49.78',
                Event: { id: '78', info: 'Scans', threat_level_id: '3' },
              },
              { id: '1301', event_id: '78', type: 'text', to_ids: true, value: '145.61.49.78' },
            ],
          },
        },
      },
      finding: {
        severity: 'high',
        summary:
          '2 entries; Loader of spring; C2; Network activity, ip-dst|port; tags tlp:green, Scans; Network activity, ip-src',
        reference: 'BASE/events/view/77',
        seenAt: '2025-10-09T08:53:20.000Z',
      },
    },
    {
      about: 'A name in no event.',
      observable: 'good-name.com',
      settings: { misp_url: 'BASE/' },
      answers: { 'POST /attributes/restSearch': { response: { Attribute: [] } } },
      finding: null,
    },
  ],
});

export default definition;
