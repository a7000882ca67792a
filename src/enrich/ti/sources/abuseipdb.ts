import { aDay, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import { count, number, object, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'abuseipdb_url', address: 'https://api.abuseipdb.com/api/v2/' };

const definition: TiSource = defineSource({
  name: 'AbuseIPDB',
  about: 'Who reported an address for abuse within 90 days.',
  source: 'https://docs.abuseipdb.com/#check-endpoint; msticpy.context.tiproviders.abuseipdb.',
  takes: ['ipv4', 'ipv6'],
  sends: { what: 'the address', to: 'api.abuseipdb.com' },
  settings: [
    key('abuseipdb_key', ['ABUSEIPDB_API_KEY', 'ABUSEIPDB_AUTH'], 'the key of an account'),
  ],
  services: [service],
  allowances: [{ most: 1000, perMs: aDay }],
  severity: 'High above a confidence of 50 %, warning above 0, information otherwise, as MSTICPy.',
  async lookup({ value }, call) {
    const answer = await call.json(service, 'check', {
      query: { ipAddress: value, maxAgeInDays: '90' },
      headers: { key: call.setting('abuseipdb_key') },
    });
    const data = object(object(answer)['data']);
    const score = number(data['abuseConfidenceScore']);
    if (score === null) throw notOfForm('AbuseIPDB');
    const reports = number(data['totalReports']) ?? 0;
    const people = number(data['numDistinctUsers']);
    return {
      severity: score > 50 ? 'high' : score > 0 ? 'warning' : 'information',
      summary: summaryOf(
        `confidence of abuse ${score} %`,
        count(reports, 'report') + (people === null ? '' : ` by ${people}`),
        [text(data['usageType']), text(data['isp']), text(data['countryCode'])]
          .filter(Boolean)
          .join(', '),
        data['isTor'] === true && 'Tor',
        data['isWhitelisted'] === true && 'listed as harmless',
      ),
      reference: `https://www.abuseipdb.com/check/${encodeURIComponent(value)}`,
      seenAt: time(data['lastReportedAt']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'An address that many reported.',
      observable: '118.25.6.39',
      answers: {
        'GET /check?ipAddress=118.25.6.39&maxAgeInDays=90': {
          data: {
            ipAddress: '118.25.6.39',
            isPublic: true,
            ipVersion: 4,
            isWhitelisted: false,
            abuseConfidenceScore: 100,
            countryCode: 'CN',
            usageType: 'Data Center/Web Hosting/Transit',
            isp: 'Some Cloud Computing Co. Ltd',
            domain: 'some-cloud.com',
            hostnames: [],
            isTor: false,
            totalReports: 12,
            numDistinctUsers: 7,
            lastReportedAt: '2025-12-20T20:55:14+00:00',
          },
        },
      },
      finding: {
        severity: 'high',
        summary:
          'confidence of abuse 100 %; 12 reports by 7; Data Center/Web Hosting/Transit, Some Cloud Computing Co. Ltd, CN',
        reference: 'https://www.abuseipdb.com/check/118.25.6.39',
        seenAt: '2025-12-20T20:55:14.000Z',
      },
    },
    {
      about: 'An address that nobody reported.',
      observable: '2001:4860:4860::8888',
      answers: {
        'GET /check?ipAddress=2001%3A4860%3A4860%3A%3A8888&maxAgeInDays=90': {
          data: { abuseConfidenceScore: 0, isWhitelisted: true, totalReports: 0 },
        },
      },
      finding: {
        severity: 'information',
        summary: 'confidence of abuse 0 %; 0 reports; listed as harmless',
        reference: 'https://www.abuseipdb.com/check/2001%3A4860%3A4860%3A%3A8888',
        seenAt: null,
      },
    },
  ],
});

export default definition;
