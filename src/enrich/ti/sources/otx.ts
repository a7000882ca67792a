import { registrable } from '../../lookup/rdap.ts';
import { anHour, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import type { Observable } from '../observable.ts';
import { count, few, number, object, objects, summaryOf, text, texts, time } from '../tidy.ts';

const service = { setting: 'otx_url', address: 'https://otx.alienvault.com/' };

/** What OTX calls the kind of an observable, in the API and in the pages for people. */
function kindOf({ type, value }: Observable): { api: string; page: string } {
  if (type === 'ipv4') return { api: 'IPv4', page: 'ip' };
  if (type === 'ipv6') return { api: 'IPv6', page: 'ip' };
  if (type === 'url') return { api: 'url', page: 'url' };
  if (type !== 'dns') return { api: 'file', page: 'file' };
  return registrable(value)[0] === value
    ? { api: 'domain', page: 'domain' }
    : { api: 'hostname', page: 'hostname' };
}

const definition: TiSource = defineSource({
  name: 'OTX',
  about: 'In which pulses of AlienVault’s Open Threat Exchange an observable stands.',
  source: 'https://otx.alienvault.com/api; msticpy.context.tiproviders.alienvault_otx.',
  takes: ['ipv4', 'ipv6', 'dns', 'url', 'md5_hash', 'sha1_hash', 'sha256_hash'],
  sends: { what: 'the address, name, URL or hash', to: 'otx.alienvault.com' },
  settings: [key('otx_key', ['OTX_API_KEY', 'OTX_AUTH'], 'the key of an account')],
  services: [service],
  allowances: [{ most: 10_000, perMs: anHour }],
  severity: 'Information where it stands in no pulse, warning in one, high in more, as MSTICPy.',
  async lookup(observable, call) {
    const { api, page } = kindOf(observable);
    const value = encodeURIComponent(observable.value);
    const answer = await call.json(service, `api/v1/indicators/${api}/${value}/general`, {
      absentBy404: true,
      headers: { 'x-otx-api-key': call.setting('otx_key') },
    });
    if (answer === null) return null;
    const info = object(answer)['pulse_info'];
    const pulses = objects(object(info)['pulses']);
    const many = Math.max(number(object(info)['count']) ?? -1, pulses.length);
    if (info === undefined || typeof info !== 'object') throw notOfForm('OTX');
    const names = pulses.map((pulse) => text(pulse['name']));
    const tags = pulses.flatMap((pulse) => texts(pulse['tags']));
    const times = pulses.map((pulse) => time(pulse['modified'])).filter((t) => t !== null);
    return {
      severity: many > 1 ? 'high' : many === 1 ? 'warning' : 'information',
      summary: summaryOf(
        many > 0 ? `in ${count(many, 'pulse')}: ${few(names, 3)}` : 'in no pulse',
        tags.length > 0 && `tags ${few(tags)}`,
      ),
      reference: `https://otx.alienvault.com/indicator/${page}/${value}`,
      seenAt: times.sort().at(-1) ?? null,
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A host name in two pulses.',
      observable: 'c2.evil-name.com',
      answers: {
        'GET /api/v1/indicators/hostname/c2.evil-name.com/general': {
          sections: ['general', 'geo', 'url_list', 'passive_dns', 'malware', 'whois'],
          indicator: 'c2.evil-name.com',
          type: 'hostname',
          type_title: 'Hostname',
          validation: [],
          pulse_info: {
            count: 2,
            pulses: [
              {
                id: '5f0000000000000000000001',
                name: 'Loader of spring',
                modified: '2025-03-04T05:06:07.890000',
                tags: ['loader', 'c2'],
                references: ['https://blog.evil-watch.com/1'],
              },
              {
                id: '5f0000000000000000000002',
                name: 'C2 servers',
                modified: '2024-03-04T05:06:07',
                tags: ['c2'],
                references: [],
              },
            ],
            references: ['https://blog.evil-watch.com/1'],
          },
        },
      },
      finding: {
        severity: 'high',
        summary: 'in 2 pulses: Loader of spring, C2 servers; tags loader, c2',
        reference: 'https://otx.alienvault.com/indicator/hostname/c2.evil-name.com',
        seenAt: '2025-03-04T05:06:07.890Z',
      },
    },
    {
      about: 'An address in no pulse.',
      observable: '8.8.4.4',
      answers: {
        'GET /api/v1/indicators/IPv4/8.8.4.4/general': {
          indicator: '8.8.4.4',
          type: 'IPv4',
          pulse_info: { count: 0, pulses: [], references: [] },
        },
      },
      finding: {
        severity: 'information',
        summary: 'in no pulse',
        reference: 'https://otx.alienvault.com/indicator/ip/8.8.4.4',
        seenAt: null,
      },
    },
    { about: 'A URL that it does not know.', observable: 'http://unknown.com/', finding: null },
  ],
});

export default definition;
