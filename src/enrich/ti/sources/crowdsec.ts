import { aDay, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import { few, number, object, objects, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'crowdsec_url', address: 'https://cti.api.crowdsec.net/v2/' };

const definition: TiSource = defineSource({
  name: 'CrowdSec',
  about: 'What those who run CrowdSec saw an address do.',
  source:
    'https://docs.crowdsec.net/u/cti_api/api_introduction (smoke); msticpy.context.tiproviders.crowdsec.',
  takes: ['ipv4', 'ipv6'],
  sends: { what: 'the address', to: 'cti.api.crowdsec.net' },
  settings: [
    key(
      'crowdsec_key',
      ['CROWDSEC_CTI_API_KEY', 'CROWDSEC_API_KEY', 'CROWDSEC_AUTH'],
      'a CTI key of an account',
    ),
  ],
  services: [service],
  allowances: [{ most: 50, perMs: aDay }],
  severity:
    'By the overall score from 0 to 5 as MSTICPy: up to 2 information, 3 warning, high above.',
  async lookup({ value }, call) {
    const said = encodeURIComponent(value);
    const answer = await call.json(service, `smoke/${said}`, {
      absentBy404: true,
      headers: { 'x-api-key': call.setting('crowdsec_key') },
    });
    if (answer === null) return null;
    const all = object(answer);
    const score = number(object(object(all['scores'])['overall'])['total']);
    if (score === null) throw notOfForm('CrowdSec');
    const labels = (name: string): string =>
      few(objects(all[name]).map((one) => text(one['label']) || text(one['name'])));
    const behaviors = labels('behaviors');
    const falsePositives = objects(object(all['classifications'])['false_positives']);
    return {
      severity: score <= 2 ? 'information' : score <= 3 ? 'warning' : 'high',
      summary: summaryOf(
        `score ${score} of 5`,
        text(all['reputation']),
        behaviors,
        falsePositives.length > 0 &&
          `known as ${few(falsePositives.map((one) => text(one['label']) || text(one['name'])))}`,
        text(all['as_name']),
      ),
      reference: `https://app.crowdsec.net/cti/${said}`,
      seenAt: time(object(all['history'])['last_seen']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'An address that many saw.',
      observable: '185.7.214.104',
      answers: {
        'GET /smoke/185.7.214.104': {
          ip: '185.7.214.104',
          reputation: 'malicious',
          ip_range: '185.7.214.0/24',
          ip_range_score: 5,
          background_noise_score: 9,
          as_name: 'Some Hosting Ltd',
          as_num: 207812,
          location: { country: 'FR', city: null, latitude: 48.8, longitude: 2.3 },
          reverse_dns: null,
          behaviors: [
            { name: 'http:scan', label: 'HTTP Scan', description: 'Scans web servers.' },
            { name: 'ssh:bruteforce', label: 'SSH Bruteforce', description: 'Guesses passwords.' },
          ],
          history: {
            first_seen: '2022-02-02T11:15:00+00:00',
            last_seen: '2025-12-02T12:30:00+00:00',
            full_age: 300,
            days_age: 299,
          },
          classifications: { false_positives: [], classifications: [] },
          attack_details: [{ name: 'crowdsecurity/ssh-bf', label: 'SSH Bruteforce' }],
          scores: {
            overall: { aggressiveness: 5, threat: 4, trust: 5, anomaly: 1, total: 5 },
            last_day: { total: 5 },
          },
        },
      },
      finding: {
        severity: 'high',
        summary: 'score 5 of 5; malicious; HTTP Scan, SSH Bruteforce; Some Hosting Ltd',
        reference: 'https://app.crowdsec.net/cti/185.7.214.104',
        seenAt: '2025-12-02T12:30:00.000Z',
      },
    },
    { about: 'An address that nobody saw.', observable: '8.8.4.4', finding: null },
  ],
});

export default definition;
