import { LookupFault } from '../../lookup/lookup.ts';
import {
  aMinute,
  defineSource,
  key,
  notOfForm,
  type TiCall,
  type TiSource,
} from '../define-source.ts';
import { Indicators } from '../indicators.ts';
import { observableTypes } from '../observable.ts';
import { Shared } from '../shared.ts';
import { addStix } from '../stix.ts';
import { object, objects, text } from '../tidy.ts';

const service = { setting: 'taxii_url', address: '' };
const hourMs = 3_600_000;
const mostPages = 1000;
const collections = new Shared<Indicators>(hourMs);

async function collectionOf(call: TiCall): Promise<Indicators> {
  const pair = `${call.setting('taxii_user')}:${call.setting('taxii_password')}`;
  const token = Buffer.from(pair).toString('base64');
  const into = new Indicators();
  let next = '';
  for (let page = 0; page < mostPages; page++) {
    const answer = await call.json(service, 'objects/', {
      query: { 'match[type]': 'indicator', ...(next === '' ? {} : { next }) },
      headers: {
        accept: 'application/taxii+json;version=2.1',
        ...(pair === ':' ? {} : { authorization: `Basic ${token}` }),
      },
      secrets: [token],
      what: 'the indicators of the collection',
      mostBytes: 64 * 2 ** 20,
    });
    const envelope = object(answer);
    if (!('objects' in envelope || 'more' in envelope || page > 0)) throw notOfForm('TAXII');
    addStix(objects(envelope['objects']), into);
    next = text(envelope['next']);
    if (envelope['more'] !== true || next === '') return into;
  }
  throw new LookupFault(`The collection has more than ${mostPages} pages.`, { dead: true });
}

const definition: TiSource = defineSource({
  name: 'TAXII',
  about: 'Indicators of a collection of a TAXII 2.1 server.',
  source: 'https://docs.oasis-open.org/cti/taxii/v2.1/os/taxii-v2.1-os.html (get objects).',
  takes: observableTypes,
  sends: {
    what: 'none of the values, as the whole collection is fetched',
    to: 'the TAXII server of the setting `taxii_url`',
    instead: 'a request for the collection',
  },
  settings: [
    {
      name: 'taxii_url',
      environment: ['TAXII_URL'],
      about: 'the address of the collection, `https://…/collections/<id>/`',
      secret: false,
      needed: true,
    },
    {
      name: 'taxii_user',
      environment: ['TAXII_USER'],
      about: 'the user, where the server wants one',
      secret: false,
      needed: false,
    },
    {
      ...key('taxii_password', ['TAXII_PASSWORD'], 'the password, where the server wants one'),
      needed: false,
    },
  ],
  services: [service],
  allowances: [{ most: 10_000, perMs: aMinute }],
  severity: 'As of STIX files.',
  async lookup(observable, call) {
    const under = [call.address(service), call.setting('taxii_user')].join(' ');
    const known = await collections.get(under, call.context.signal, () => collectionOf(call));
    return known.find(observable);
  },
  examples: [
    {
      about: 'An address on the second page of a collection.',
      observable: '45.61.49.78',
      settings: {
        taxii_url: 'BASE/api/collections/1/',
        taxii_user: 'hunter',
        taxii_password: 'SeCrEt-taxii',
      },
      answers: {
        'GET /api/collections/1/objects/?match%5Btype%5D=indicator': {
          more: true,
          next: 'page 2',
          objects: [{ type: 'indicator', pattern: "[domain-name:value = 'evil-name.com']" }],
        },
        'GET /api/collections/1/objects/?match%5Btype%5D=indicator&next=page+2': {
          more: false,
          objects: [
            {
              type: 'indicator',
              name: 'C2',
              confidence: 40,
              modified: '2025-04-06T20:03:48.000Z',
              pattern: "[ipv4-addr:value = '45.61.49.78']",
            },
          ],
        },
      },
      finding: {
        severity: 'warning',
        summary: 'C2; confidence 40',
        reference: '',
        seenAt: '2025-04-06T20:03:48.000Z',
      },
    },
    {
      about: 'A name of a collection that has none.',
      observable: 'good-name.com',
      settings: { taxii_url: 'BASE/' },
      answers: { 'GET /objects/?match%5Btype%5D=indicator': { more: false, objects: [] } },
      finding: null,
    },
  ],
});

export default definition;
