import { aDay, aMinute, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import type { Observable } from '../observable.ts';
import { count, few, list, number, object, objects, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'urlscan_url', address: 'https://urlscan.io/api/v1/' };

/** A search as ElasticSearch's query strings have it; in quotes only quotes and backslashes mean something. */
function searchFor({ type, value }: Observable): string {
  const quoted = `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (type === 'url') return `page.url:${quoted} OR task.url:${quoted}`;
  if (type === 'dns') return `page.domain:${quoted}`;
  return type === 'sha256_hash' ? `hash:${quoted}` : `page.ip:${quoted}`;
}

const definition: TiSource = defineSource({
  name: 'urlscan',
  about:
    'Public scans of pages at an address, a name or a URL, or that served a file; nothing is submitted.',
  source: 'https://docs.urlscan.io/apis/urlscan-openapi/search (search only).',
  takes: ['ipv4', 'ipv6', 'dns', 'url', 'sha256_hash'],
  sends: { what: 'the address, name, URL or hash', to: 'urlscan.io' },
  settings: [
    {
      ...key('urlscan_key', ['URLSCAN_API_KEY'], 'the key of an account; not needed for a search'),
      needed: false,
    },
  ],
  services: [service],
  allowances: [
    { most: 60, perMs: aMinute },
    { most: 500, perMs: aDay },
  ],
  severity:
    'High where a scan is marked as malicious, which only some accounts are told, information otherwise; MSTICPy has no such provider.',
  onlyNamed: true,
  async lookup(observable, call) {
    const secret = call.setting('urlscan_key');
    const query = searchFor(observable);
    const answer = await call.json(service, 'search/', {
      query: { q: query, size: '100' },
      headers: secret === '' ? {} : { 'api-key': secret },
    });
    const all = object(answer);
    const results = objects(all['results']);
    if (!Array.isArray(all['results'])) throw notOfForm('urlscan');
    if (results.length === 0) return null;
    const malicious = results.filter((r) => object(r['verdicts'])['malicious'] === true);
    const total = number(all['total']) ?? results.length;
    const first = malicious[0] ?? results[0];
    const id = text(first?.['_id']);
    const tags = results.flatMap((r) => list(object(r['task'])['tags']).map(text));
    const more = all['has_more'] === true ? ' or more' : '';
    return {
      severity: malicious.length > 0 ? 'high' : 'information',
      summary: summaryOf(
        `${count(total, 'scan')}${more}`,
        malicious.length > 0 && `${malicious.length} marked as malicious`,
        `pages at ${
          few(
            results.map((r) => text(object(r['page'])['domain'])),
            3,
          ) || 'unknown names'
        }`,
        tags.length > 0 && `tags ${few(tags)}`,
      ),
      reference: /^[0-9a-f-]{36}$/.test(id)
        ? `https://urlscan.io/result/${id}/`
        : `https://urlscan.io/search/#${encodeURIComponent(query)}`,
      seenAt: time(object(results[0]?.['task'])['time']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A name whose pages were scanned, once as malicious.',
      observable: 'evil-login.com',
      answers: {
        'GET /search/?q=page.domain%3A%22evil-login.com%22&size=100': {
          results: [
            {
              _id: '0196d976-07f6-7aae-8a57-aa019145f31c',
              task: {
                uuid: '0196d976-07f6-7aae-8a57-aa019145f31c',
                time: '2025-11-16T13:09:01.123Z',
                url: 'https://evil-login.com/',
                visibility: 'public',
                method: 'api',
                tags: ['phishing'],
              },
              page: { domain: 'evil-login.com', ip: '45.61.49.78', url: 'https://evil-login.com/' },
              verdicts: { score: 100, malicious: true },
              result: 'https://urlscan.io/api/v1/result/0196d976-07f6-7aae-8a57-aa019145f31c/',
              sort: [1763298541123, '0196d976'],
            },
            {
              _id: '0196d976-07f6-7aae-8a57-aa019145f31d',
              task: { time: '2025-10-16T13:09:01.123Z', tags: [] },
              page: { domain: 'evil-login.com' },
            },
          ],
          total: 2,
          took: 12,
          has_more: false,
        },
      },
      finding: {
        severity: 'high',
        summary: '2 scans; 1 marked as malicious; pages at evil-login.com; tags phishing',
        reference: 'https://urlscan.io/result/0196d976-07f6-7aae-8a57-aa019145f31c/',
        seenAt: '2025-11-16T13:09:01.123Z',
      },
    },
    {
      about: 'An address that no scan saw.',
      observable: '8.8.4.4',
      settings: { urlscan_key: 'SeCrEt-urlscan' },
      answers: {
        'GET /search/?q=page.ip%3A%228.8.4.4%22&size=100': {
          results: [],
          total: 0,
          took: 3,
          has_more: false,
        },
      },
      finding: null,
    },
  ],
});

export default definition;
