import {
  aMonth,
  defineSource,
  type Finding,
  key,
  notOfForm,
  type TiSource,
} from '../define-source.ts';
import { few, number, object, summaryOf, text, texts, time } from '../tidy.ts';

const service = { setting: 'xforce_url', address: 'https://api.xforce.ibmcloud.com/' };
const pages = 'https://exchange.xforce.ibmcloud.com/';

type Said = Pick<Finding, 'severity' | 'summary' | 'seenAt'>;

function fileOf(answer: Readonly<Record<string, unknown>>): Said {
  if (!('malware' in answer)) throw notOfForm('XForce');
  const malware = object(answer['malware']);
  return {
    severity: Object.keys(malware).length > 0 ? 'high' : 'information',
    summary: summaryOf(
      `malware of ${text(malware['risk']) || 'unknown'} risk`,
      few(texts(malware['family'])),
    ),
    seenAt: time(malware['lastseen']) ?? time(malware['created']),
  };
}

function webOf(report: Readonly<Record<string, unknown>>): Said {
  if (!('score' in report)) throw notOfForm('XForce');
  const score = number(report['score']);
  const risk = score ?? 0;
  return {
    severity: risk >= 5 ? 'high' : risk >= 2 ? 'warning' : 'information',
    summary: summaryOf(
      score === null ? 'no score' : `score ${score} of 10`,
      few(Object.keys(object(report['cats']))),
      text(report['reasonDescription']),
    ),
    seenAt: null,
  };
}

const definition: TiSource = defineSource({
  name: 'XForce',
  about: 'The risk that IBM X-Force Exchange sees in an address, a name, a URL or a file.',
  source: 'https://api.xforce.ibmcloud.com/doc/; msticpy.context.tiproviders.ibm_xforce.',
  takes: ['ipv4', 'ipv6', 'dns', 'url', 'md5_hash', 'sha1_hash', 'sha256_hash'],
  sends: { what: 'the address, name, URL or hash', to: 'api.xforce.ibmcloud.com' },
  settings: [
    key('xforce_id', ['XFORCE_ID'], 'the API key of an account'),
    key('xforce_key', ['XFORCE_AUTH', 'XFORCE_KEY'], 'the API password of an account'),
  ],
  services: [service],
  allowances: [{ most: 5000, perMs: aMonth }],
  severity:
    'By the score as MSTICPy: below 2 information, below 5 warning, high from there; high for a file that is malware.',
  async lookup({ type, value }, call) {
    const said = encodeURIComponent(value);
    const isAddress = type === 'ipv4' || type === 'ipv6';
    const isWeb = type === 'url' || type === 'dns';
    const path = isAddress ? `ipr/${said}` : isWeb ? `url/${said}` : `malware/${said}`;
    const pair = `${call.setting('xforce_id')}:${call.setting('xforce_key')}`;
    const token = Buffer.from(pair).toString('base64');
    const answer = await call.json(service, path, {
      absentBy404: true,
      headers: { authorization: `Basic ${token}` },
      secrets: [token],
    });
    if (answer === null) return null;
    const all = object(answer);
    const kind = isAddress ? 'ip' : isWeb ? 'url' : 'malware';
    const found = kind === 'malware' ? fileOf(all) : webOf(object(all['result'] ?? all));
    return { ...found, reference: `${pages}${kind}/${said}`, raw: answer };
  },
  examples: [
    {
      about: 'An address of bots.',
      observable: '45.61.49.78',
      answers: {
        'GET /ipr/45.61.49.78': {
          ip: '45.61.49.78',
          history: [],
          subnets: [],
          cats: { Bots: 71, 'Scanning IPs': 43 },
          geo: { country: 'United States', countrycode: 'US' },
          score: 7.1,
          reason: 'Content found on multihoster',
          reasonDescription: 'Seen by one of the systems that look for bots.',
          categoryDescriptions: { Bots: 'Machines that are told what to do.' },
          tags: [],
        },
      },
      finding: {
        severity: 'high',
        summary:
          'score 7.1 of 10; Bots, Scanning IPs; Seen by one of the systems that look for bots.',
        reference: 'https://exchange.xforce.ibmcloud.com/ip/45.61.49.78',
        seenAt: null,
      },
    },
    {
      about: 'A name of small risk; names are asked as URLs.',
      observable: 'some-shop.com',
      answers: {
        'GET /url/some-shop.com': {
          result: {
            url: 'some-shop.com',
            cats: { Shopping: true },
            score: 1,
            categoryDescriptions: {},
          },
          associated: [],
          tags: [],
        },
      },
      finding: {
        severity: 'information',
        summary: 'score 1 of 10; Shopping',
        reference: 'https://exchange.xforce.ibmcloud.com/url/some-shop.com',
        seenAt: null,
      },
    },
    {
      about: 'A file that is malware.',
      observable: '44d88612fea8a8f36de82e1278abb02f',
      answers: {
        'GET /malware/44d88612fea8a8f36de82e1278abb02f': {
          malware: {
            type: 'md5',
            md5: '0x44D88612FEA8A8F36DE82E1278ABB02F',
            family: ['eicar test file'],
            risk: 'high',
            created: '2014-10-20T23:19:00Z',
          },
          tags: [],
        },
      },
      finding: {
        severity: 'high',
        summary: 'malware of high risk; eicar test file',
        reference: 'https://exchange.xforce.ibmcloud.com/malware/44d88612fea8a8f36de82e1278abb02f',
        seenAt: '2014-10-20T23:19:00.000Z',
      },
    },
    { about: 'A URL that it does not know.', observable: 'http://unknown.com/', finding: null },
  ],
});

export default definition;
