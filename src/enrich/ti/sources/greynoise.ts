import {
  aWeek,
  defineSource,
  key,
  notOfForm,
  type Severity,
  type TiSource,
} from '../define-source.ts';
import { few, object, objects, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'greynoise_url', address: 'https://api.greynoise.io/' };

function severityOf(classification: string): Severity {
  if (classification === 'malicious') return 'high';
  return classification === 'suspicious' ? 'warning' : 'information';
}

const definition: TiSource = defineSource({
  name: 'GreyNoise',
  about: 'Whether an address scans the whole internet, or belongs to a common service.',
  source:
    'https://docs.greynoise.io/reference (v3: community, and ip for subscribers; v2 has ended); msticpy.context.tiproviders.greynoise.',
  takes: ['ipv4'],
  sends: { what: 'the address', to: 'api.greynoise.io' },
  settings: [
    {
      ...key(
        'greynoise_key',
        ['GREYNOISE_API_KEY', 'GREYNOISE_AUTH'],
        'the key of an account; the community’s answers can be had without one',
      ),
      needed: false,
    },
    {
      name: 'greynoise_plan',
      environment: [],
      about: '`subscription` where the key is a subscriber’s, for the whole answer',
      secret: false,
      needed: false,
    },
  ],
  services: [service],
  allowances: [{ most: 50, perMs: aWeek }],
  severity:
    'High where it is classified as malicious, as MSTICPy, warning where as suspicious, information otherwise.',
  onlyNamed: true,
  async lookup({ value }, call) {
    const secret = call.setting('greynoise_key');
    const isSubscriber = secret !== '' && call.setting('greynoise_plan') === 'subscription';
    const path = isSubscriber ? `v3/ip/${value}` : `v3/community/${value}`;
    const answer = await call.json(service, path, {
      absentBy404: true,
      headers: secret === '' ? {} : { key: secret },
    });
    if (answer === null) return null;
    const all = object(answer);
    const scans = object(all['internet_scanner_intelligence']);
    const serves = object(all['business_service_intelligence']);
    const noise = all['noise'] === true || scans['found'] === true;
    const riot = all['riot'] === true || serves['found'] === true;
    if (text(all['ip']) === '') throw notOfForm('GreyNoise');
    if (!noise && !riot) return null;
    const said = isSubscriber ? scans : all;
    const classification = text(said['classification']) || 'unknown';
    const tags = objects(scans['tags']).map((tag) => text(tag['name']));
    return {
      severity: severityOf(classification),
      summary: summaryOf(
        `classified as ${classification}`,
        noise && 'scans the internet',
        riot && 'a common service',
        text(all['name']) || text(serves['name']) || text(scans['actor']),
        few(tags),
      ),
      reference: `https://viz.greynoise.io/ip/${value}`,
      seenAt: time(said['last_seen_timestamp']) ?? time(said['last_seen']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A scanner, as the community’s API tells it.',
      observable: '71.6.135.131',
      settings: { greynoise_key: 'SeCrEt-greynoise' },
      answers: {
        'GET /v3/community/71.6.135.131': {
          ip: '71.6.135.131',
          noise: true,
          riot: false,
          classification: 'malicious',
          name: 'unknown',
          link: 'https://viz.greynoise.io/ip/71.6.135.131',
          last_seen: '2025-12-01',
          message: 'Success',
        },
      },
      finding: {
        severity: 'high',
        summary: 'classified as malicious; scans the internet; unknown',
        reference: 'https://viz.greynoise.io/ip/71.6.135.131',
        seenAt: '2025-12-01T00:00:00.000Z',
      },
    },
    {
      about: 'A scanner, as subscribers are told.',
      observable: '71.6.135.131',
      settings: { greynoise_key: 'SeCrEt-greynoise', greynoise_plan: 'subscription' },
      answers: {
        'GET /v3/ip/71.6.135.131': {
          ip: '71.6.135.131',
          business_service_intelligence: { found: false, category: '', name: '', trust_level: '' },
          internet_scanner_intelligence: {
            found: true,
            classification: 'suspicious',
            actor: 'Some Scanner Inc.',
            last_seen: '2025-12-01',
            last_seen_timestamp: '2025-12-01T10:11:12Z',
            tags: [{ id: '1', slug: 'web-crawler', name: 'Web Crawler' }],
          },
          request_metadata: { restricted_fields: [] },
        },
      },
      finding: {
        severity: 'warning',
        summary: 'classified as suspicious; scans the internet; Some Scanner Inc.; Web Crawler',
        reference: 'https://viz.greynoise.io/ip/71.6.135.131',
        seenAt: '2025-12-01T10:11:12.000Z',
      },
    },
    { about: 'An address that it has not seen.', observable: '8.8.4.4', finding: null },
  ],
});

export default definition;
