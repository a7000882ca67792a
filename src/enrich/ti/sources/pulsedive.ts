import {
  aDay,
  aMinute,
  aMonth,
  defineSource,
  key,
  notOfForm,
  type Severity,
  type TiSource,
} from '../define-source.ts';
import { few, number, object, objects, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'pulsedive_url', address: 'https://pulsedive.com/api/' };

const risks: Readonly<Record<string, Severity>> = {
  critical: 'high',
  high: 'high',
  medium: 'warning',
  low: 'information',
  none: 'unknown',
  unknown: 'unknown',
  retired: 'unknown',
};

const definition: TiSource = defineSource({
  name: 'Pulsedive',
  about:
    'The risk that Pulsedive sees in an address, a name or a URL, and the threats that it is part of.',
  source: 'https://pulsedive.com/api/ (info.php); msticpy.context.tiproviders.pulsedive.',
  takes: ['ipv4', 'ipv6', 'dns', 'url'],
  sends: { what: 'the address, name or URL', to: 'pulsedive.com' },
  settings: [
    key('pulsedive_key', ['PULSEDIVE_API_KEY', 'PULSEDIVE_AUTH'], 'the key of an account'),
  ],
  services: [service],
  allowances: [
    { most: 30, perMs: aMinute },
    { most: 50, perMs: aDay },
    { most: 500, perMs: aMonth },
  ],
  severity:
    'By the risk as MSTICPy maps it: high for high (and for critical, which MSTICPy leaves out), warning for medium, information for low, unknown for none.',
  async lookup({ value }, call) {
    const answer = await call.json(service, 'info.php', {
      absentBy404: true,
      query: { indicator: value, key: call.setting('pulsedive_key') },
    });
    if (answer === null) return null;
    const all = object(answer);
    const risk = text(all['risk']);
    if (/not found/i.test(text(all['error']))) return null;
    if (risk === '') throw notOfForm('Pulsedive');
    const named = (name: string, field: string): string =>
      few(objects(all[name]).map((one) => text(one[field])));
    const id = number(all['iid']);
    return {
      severity: Object.hasOwn(risks, risk) ? (risks[risk] ?? 'unknown') : 'unknown',
      summary: summaryOf(
        `risk ${risk}`,
        named('threats', 'name'),
        named('riskfactors', 'description'),
        named('feeds', 'name'),
      ),
      reference:
        id === null ? 'https://pulsedive.com/' : `https://pulsedive.com/indicator/?iid=${id}`,
      seenAt: time(all['stamp_seen']) ?? time(all['stamp_updated']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A name that is part of a threat.',
      observable: 'evil-name.com',
      answers: {
        'GET /info.php?indicator=evil-name.com&key=SeCrEt-pulsedive_key-0123456789': {
          iid: 53929,
          type: 'domain',
          indicator: 'evil-name.com',
          risk: 'critical',
          risk_recommended: 'critical',
          manualrisk: 0,
          stamp_added: '2024-10-04 04:58:57',
          stamp_updated: '2025-03-28 17:01:01',
          stamp_seen: '2025-03-28 17:01:02',
          recent: 1,
          riskfactors: [{ rfid: 3, description: 'found in threat feeds', risk: 'medium' }],
          threats: [{ tid: 1, name: 'Zeus', category: 'malware', risk: 'high' }],
          feeds: [{ fid: 1, name: 'Zeus Bad Domains', category: 'malware' }],
          comments: [],
        },
      },
      finding: {
        severity: 'high',
        summary: 'risk critical; Zeus; found in threat feeds; Zeus Bad Domains',
        reference: 'https://pulsedive.com/indicator/?iid=53929',
        seenAt: '2025-03-28T17:01:02.000Z',
      },
    },
    {
      about: 'An address that it does not know, told without a status of its own.',
      observable: '8.8.4.4',
      answers: {
        'GET /info.php?indicator=8.8.4.4&key=SeCrEt-pulsedive_key-0123456789': {
          error: 'Indicator not found.',
        },
      },
      finding: null,
    },
  ],
});

export default definition;
