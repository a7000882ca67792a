import {
  aSecond,
  defineSource,
  key,
  notOfForm,
  type Severity,
  type TiSource,
} from '../define-source.ts';
import { count, few, list, number, object, summaryOf, text, texts, time } from '../tidy.ts';

const service = { setting: 'shodan_url', address: 'https://api.shodan.io/' };
const open = { setting: 'shodan_internetdb_url', address: 'https://internetdb.shodan.io/' };
const bad = ['c2', 'malware', 'compromised', 'botnet'];

function severityOf(tags: readonly string[], vulnerabilities: readonly string[]): Severity {
  if (tags.some((tag) => bad.includes(tag))) return 'high';
  return vulnerabilities.length > 0 ? 'warning' : 'information';
}

const definition: TiSource = defineSource({
  name: 'Shodan',
  about: 'Which ports, names and vulnerabilities an address shows to the internet.',
  source:
    'https://developer.shodan.io/api (host), and https://internetdb.shodan.io/ without a key.',
  takes: ['ipv4', 'ipv6'],
  sends: { what: 'the address', to: 'api.shodan.io, or internetdb.shodan.io without a key' },
  settings: [
    {
      ...key('shodan_key', ['SHODAN_API_KEY'], 'the key of an account; InternetDB needs none'),
      needed: false,
    },
  ],
  services: [service, open],
  allowances: [{ most: 1, perMs: aSecond }],
  severity:
    'High where it is tagged as malware, compromised or a command and control server, warning where it shows vulnerabilities, information otherwise; MSTICPy has no such provider.',
  onlyNamed: true,
  async lookup({ value }, call) {
    const secret = call.setting('shodan_key');
    const said = encodeURIComponent(value);
    const answer =
      secret === ''
        ? await call.json(open, said, { absentBy404: true })
        : await call.json(service, `shodan/host/${said}`, {
            absentBy404: true,
            query: { key: secret, minify: 'true' },
          });
    if (answer === null) return null;
    const all = object(answer);
    if (!Array.isArray(all['ports'])) throw notOfForm('Shodan');
    const ports = list(all['ports'])
      .filter((port) => number(port) !== null)
      .map(String);
    const vulnerabilities = texts(all['vulns']);
    const tags = texts(all['tags']);
    const names = texts(all['hostnames']);
    return {
      severity: severityOf(tags, vulnerabilities),
      summary: summaryOf(
        ports.length > 0
          ? `${ports.length === 1 ? 'port' : 'ports'} ${few(ports, 10)}`
          : 'no open port',
        vulnerabilities.length > 0 &&
          `${count(vulnerabilities.length, 'vulnerability').replace(/ys$/, 'ies')}: ${few(vulnerabilities, 3)}`,
        tags.length > 0 && `tags ${few(tags)}`,
        names.length > 0 && `names ${few(names, 3)}`,
        text(all['org']),
      ),
      reference: `https://www.shodan.io/host/${said}`,
      seenAt: time(all['last_update']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'An address, by the key of an account.',
      observable: '45.61.49.78',
      settings: { shodan_key: 'SeCrEt-shodan' },
      answers: {
        'GET /shodan/host/45.61.49.78?key=SeCrEt-shodan&minify=true': {
          region_code: 'NV',
          ip: 758985038,
          ip_str: '45.61.49.78',
          ports: [22, 443, 50050],
          tags: ['c2', 'self-signed'],
          vulns: ['CVE-2023-38408'],
          hostnames: ['c2.evil-name.com'],
          domains: ['evil-name.com'],
          org: 'Some Hosting',
          last_update: '2025-11-30T20:29:44.123456',
        },
      },
      finding: {
        severity: 'high',
        summary:
          'ports 22, 443, 50050; 1 vulnerability: CVE-2023-38408; tags c2, self-signed; names c2.evil-name.com; Some Hosting',
        reference: 'https://www.shodan.io/host/45.61.49.78',
        seenAt: '2025-11-30T20:29:44.123Z',
      },
    },
    {
      about: 'An address, by InternetDB without a key.',
      observable: '8.8.8.8',
      answers: {
        'GET /8.8.8.8': {
          cpes: [],
          hostnames: ['dns.google'],
          ip: '8.8.8.8',
          ports: [53, 443],
          tags: [],
          vulns: [],
        },
      },
      finding: {
        severity: 'information',
        summary: 'ports 53, 443; names dns.google',
        reference: 'https://www.shodan.io/host/8.8.8.8',
        seenAt: null,
      },
    },
    { about: 'An address that it has not seen.', observable: '8.8.4.4', finding: null },
  ],
});

export default definition;
