import { abuseKey, abuseStatus } from '../abuse-ch.ts';
import { aMinute, defineSource, type TiSource } from '../define-source.ts';
import { observableOf } from '../observable.ts';
import { count, few, number, object, objects, summaryOf, text, texts, time } from '../tidy.ts';

const service = { setting: 'threatfox_url', address: 'https://threatfox-api.abuse.ch/api/v1/' };

/** Whether an indicator of the answer is the observable; servers are told with their port. */
function isOf(value: string, ioc: string): boolean {
  const host = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(ioc)?.[1];
  return (host ?? observableOf(ioc)?.value) === value;
}

const definition: TiSource = defineSource({
  name: 'ThreatFox',
  about: 'Indicators of malware, such as command and control servers, by abuse.ch.',
  source: 'https://threatfox.abuse.ch/api/.',
  takes: ['ipv4', 'dns', 'url', 'md5_hash', 'sha256_hash'],
  sends: { what: 'the address, name, URL or hash', to: 'threatfox-api.abuse.ch' },
  settings: [abuseKey],
  services: [service],
  allowances: [{ most: 60, perMs: aMinute }],
  severity: 'High from a confidence of 50 % on, warning below; MSTICPy has no such provider.',
  async lookup({ type, value }, call) {
    const isHash = type === 'md5_hash' || type === 'sha256_hash';
    const term = type === 'url' ? value.replace(/^(\w+:\/\/[^/]+)\/$/, '$1') : value;
    const answer = await call.json(service, '', {
      json: isHash
        ? { query: 'search_hash', hash: value }
        : { query: 'search_ioc', search_term: term },
      headers: { 'auth-key': call.setting('abusech_key') },
    });
    if (!abuseStatus('ThreatFox', answer)) return null;
    const found = objects(object(answer)['data']).filter(
      (one) => isHash || isOf(value, text(one['ioc'])),
    );
    if (found.length === 0) return null;
    const confidence = Math.max(0, ...found.map((one) => number(one['confidence_level']) ?? 0));
    const id = text(found[0]?.['id']);
    const times = found.flatMap((one) => time(one['last_seen']) ?? time(one['first_seen']) ?? []);
    return {
      severity: confidence >= 50 ? 'high' : 'warning',
      summary: summaryOf(
        count(found.length, 'indicator'),
        few(
          found.map((one) => text(one['malware_printable'])),
          3,
        ),
        few(
          found.map((one) => text(one['threat_type'])),
          3,
        ),
        `confidence ${confidence} %`,
        few(found.flatMap((one) => texts(one['tags']))),
      ),
      reference: /^\d+$/.test(id)
        ? `https://threatfox.abuse.ch/ioc/${id}/`
        : text(found[0]?.['reference']),
      seenAt: times.sort().at(-1) ?? null,
      raw: answer,
    };
  },
  examples: [
    {
      about: 'An address of a command and control server; others of the answer are left out.',
      observable: '139.180.203.104',
      answers: {
        'POST / {"query":"search_ioc","search_term":"139.180.203.104"}': {
          query_status: 'ok',
          data: [
            {
              id: '12',
              ioc: '139.180.203.104:443',
              threat_type: 'botnet_cc',
              threat_type_desc: 'Indicator that identifies a botnet command&control server (C&C)',
              ioc_type: 'ip:port',
              malware: 'win.cobalt_strike',
              malware_printable: 'Cobalt Strike',
              malware_alias: 'Agentemis,BEACON,CobaltStrike',
              confidence_level: 75,
              first_seen: '2020-12-06 09:10:23 UTC',
              last_seen: null,
              reporter: 'abuse_ch',
              reference: null,
              tags: null,
              malware_samples: [],
            },
            { id: '13', ioc: '9.139.180.203.104.evil.com', confidence_level: 100 },
          ],
        },
      },
      finding: {
        severity: 'high',
        summary: '1 indicator; Cobalt Strike; botnet_cc; confidence 75 %',
        reference: 'https://threatfox.abuse.ch/ioc/12/',
        seenAt: '2020-12-06T09:10:23.000Z',
      },
    },
    {
      about: 'A name that it does not know.',
      observable: 'unknown-name.com',
      answers: {
        'POST / {"query":"search_ioc","search_term":"unknown-name.com"}': {
          query_status: 'no_result',
          data: 'Your search did not yield any results',
        },
      },
      finding: null,
    },
  ],
});

export default definition;
