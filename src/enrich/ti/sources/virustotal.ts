import { aDay, aMinute, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import type { Observable } from '../observable.ts';
import { count, few, number, object, summaryOf, text, texts, time } from '../tidy.ts';

const service = { setting: 'virustotal_url', address: 'https://www.virustotal.com/api/v3/' };

/** Where an observable is in the API, and in the pages for people. */
function placeOf({ type, value }: Observable): { path: string; page: string } {
  if (type === 'dns') return { path: `domains/${value}`, page: `domain/${value}` };
  if (type === 'url') {
    const id = Buffer.from(value).toString('base64url');
    return { path: `urls/${id}`, page: `url/${id}` };
  }
  if (type !== 'ipv4' && type !== 'ipv6') return { path: `files/${value}`, page: `file/${value}` };
  const address = encodeURIComponent(value);
  return { path: `ip_addresses/${address}`, page: `ip-address/${address}` };
}

const definition: TiSource = defineSource({
  name: 'VirusTotal',
  about: 'What some ninety engines and lists say of an address, a name, a URL or a file.',
  source:
    'https://docs.virustotal.com/reference/overview (API v3); msticpy.context.tiproviders.virustotal, which asks v2.',
  takes: ['ipv4', 'ipv6', 'dns', 'url', 'md5_hash', 'sha1_hash', 'sha256_hash'],
  sends: { what: 'the address, name, URL or hash', to: 'www.virustotal.com' },
  settings: [
    key(
      'virustotal_key',
      ['VT_API_KEY', 'VIRUSTOTAL_AUTH', 'VIRUSTOTAL_API_KEY', 'VTAUTHKEY'],
      'the key of an account',
    ),
  ],
  services: [service],
  allowances: [
    { most: 4, perMs: aMinute },
    { most: 500, perMs: aDay },
  ],
  severity:
    'High where two or more engines call it malicious, warning where one does, information where none does, as MSTICPy counts positives; warning also where engines call it suspicious and none malicious.',
  async lookup(observable, call) {
    const { path, page } = placeOf(observable);
    const answer = await call.json(service, path, {
      absentBy404: true,
      headers: { 'x-apikey': call.setting('virustotal_key') },
    });
    if (answer === null) return null;
    const attributes = object(object(object(answer)['data'])['attributes']);
    const stats = object(attributes['last_analysis_stats']);
    const malicious = number(stats['malicious']);
    if (malicious === null) throw notOfForm('VirusTotal');
    const suspicious = number(stats['suspicious']) ?? 0;
    const engines = Object.values(stats).reduce<number>((sum, n) => sum + (number(n) ?? 0), 0);
    const threat = object(attributes['popular_threat_classification'])['suggested_threat_label'];
    const tags = texts(attributes['tags']);
    return {
      severity:
        malicious > 1 ? 'high' : malicious > 0 || suspicious > 0 ? 'warning' : 'information',
      summary: summaryOf(
        `${malicious} of ${count(engines, 'engine')} call it malicious`,
        suspicious > 0 && `${suspicious} suspicious`,
        text(threat),
        text(attributes['meaningful_name']),
        tags.length > 0 && `tags ${few(tags)}`,
      ),
      reference: `https://www.virustotal.com/gui/${page}`,
      seenAt: time(attributes['last_analysis_date']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A file that engines know.',
      observable: '44d88612fea8a8f36de82e1278abb02f',
      answers: {
        'GET /files/44d88612fea8a8f36de82e1278abb02f': {
          data: {
            id: '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
            type: 'file',
            links: {
              self: 'https://www.virustotal.com/api/v3/files/275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
            },
            attributes: {
              meaningful_name: 'eicar.com',
              tags: ['powershell', 'via-tor'],
              last_analysis_date: 1760000000,
              last_analysis_stats: {
                malicious: 66,
                suspicious: 0,
                undetected: 2,
                harmless: 0,
                timeout: 0,
                'confirmed-timeout': 0,
                failure: 0,
                'type-unsupported': 4,
              },
              popular_threat_classification: { suggested_threat_label: 'virus.eicar/test' },
            },
          },
        },
      },
      finding: {
        severity: 'high',
        summary:
          '66 of 72 engines call it malicious; virus.eicar/test; eicar.com; tags powershell, via-tor',
        reference: 'https://www.virustotal.com/gui/file/44d88612fea8a8f36de82e1278abb02f',
        seenAt: '2025-10-09T08:53:20.000Z',
      },
    },
    {
      about: 'A URL of which one list warns; it is asked by its own text in Base64.',
      observable: 'hxxp://evil[.]com/a?b=c',
      answers: {
        'GET /urls/aHR0cDovL2V2aWwuY29tL2E_Yj1j': {
          data: {
            type: 'url',
            attributes: {
              last_analysis_date: 1760000000,
              last_analysis_stats: { malicious: 1, suspicious: 1, undetected: 20, harmless: 70 },
            },
          },
        },
      },
      finding: {
        severity: 'warning',
        summary: '1 of 92 engines call it malicious; 1 suspicious',
        reference: 'https://www.virustotal.com/gui/url/aHR0cDovL2V2aWwuY29tL2E_Yj1j',
        seenAt: '2025-10-09T08:53:20.000Z',
      },
    },
    { about: 'A name that it does not know.', observable: 'unknown-name.com', finding: null },
  ],
});

export default definition;
