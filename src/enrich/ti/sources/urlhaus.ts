import { abuseKey, abuseStatus } from '../abuse-ch.ts';
import { aMinute, defineSource, type TiSource } from '../define-source.ts';
import type { Observable } from '../observable.ts';
import { count, few, number, object, objects, summaryOf, text, texts, time } from '../tidy.ts';

const service = { setting: 'urlhaus_url', address: 'https://urlhaus-api.abuse.ch/v1/' };

function placeOf({ type, value }: Observable): { path: string; form: Record<string, string> } {
  if (type === 'url') return { path: 'url/', form: { url: value } };
  if (type === 'md5_hash') return { path: 'payload/', form: { md5_hash: value } };
  if (type === 'sha256_hash') return { path: 'payload/', form: { sha256_hash: value } };
  return { path: 'host/', form: { host: value } };
}

const definition: TiSource = defineSource({
  name: 'URLhaus',
  about: 'Whether a URL, a host or a file is known for spreading malware, by abuse.ch.',
  source: 'https://urlhaus-api.abuse.ch/.',
  takes: ['ipv4', 'dns', 'url', 'md5_hash', 'sha256_hash'],
  sends: { what: 'the address, name, URL or hash', to: 'urlhaus-api.abuse.ch' },
  settings: [abuseKey],
  services: [service],
  allowances: [{ most: 60, perMs: aMinute }],
  severity:
    'High for a file, a URL, and a host with a URL that is online; warning for a host all of whose URLs are offline; MSTICPy has no such provider.',
  async lookup(observable, call) {
    const { path, form } = placeOf(observable);
    const answer = await call.json(service, path, {
      form,
      headers: { 'auth-key': call.setting('abusech_key') },
    });
    if (!abuseStatus('URLhaus', answer)) return null;
    const all = object(answer);
    const urls = objects(all['urls']);
    const isHost = path === 'host/';
    const online = [all, ...urls].filter((one) => one['url_status'] === 'online').length;
    const many = number(all['url_count']) ?? urls.length;
    const tags = [all, ...urls].flatMap((one) => texts(one['tags']));
    const threats = [all, ...urls].map((one) => text(one['threat']));
    return {
      severity: !isHost || online > 0 ? 'high' : 'warning',
      summary: summaryOf(
        path === 'url/'
          ? `a URL that is ${text(all['url_status']) || 'known'}`
          : count(many, 'URL'),
        isHost && `${online} of ${urls.length} online`,
        text(all['signature']) || few(threats, 2),
        tags.length > 0 && `tags ${few(tags)}`,
      ),
      reference: text(all['urlhaus_reference']) || text(urls[0]?.['urlhaus_reference']),
      seenAt:
        time(all['last_online']) ??
        time(all['lastseen']) ??
        time(all['date_added']) ??
        time(urls[0]?.['date_added']) ??
        time(all['firstseen']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A URL that spread malware.',
      observable: 'http://45.61.49.78/razor/r4z0r.mips',
      answers: {
        'POST /url/ url=http%3A%2F%2F45.61.49.78%2Frazor%2Fr4z0r.mips': {
          query_status: 'ok',
          id: '223622',
          urlhaus_reference: 'https://urlhaus.abuse.ch/url/223622/',
          url: 'http://45.61.49.78/razor/r4z0r.mips',
          url_status: 'offline',
          host: '45.61.49.78',
          date_added: '2019-08-10 09:02:05 UTC',
          last_online: null,
          threat: 'malware_download',
          blacklists: { spamhaus_dbl: 'not listed', surbl: 'not listed' },
          reporter: 'zbetcheckin',
          larted: 'true',
          tags: ['elf'],
          payloads: [],
        },
      },
      finding: {
        severity: 'high',
        summary: 'a URL that is offline; malware_download; tags elf',
        reference: 'https://urlhaus.abuse.ch/url/223622/',
        seenAt: '2019-08-10T09:02:05.000Z',
      },
    },
    {
      about: 'A host whose URLs are offline.',
      observable: 'old-drop.com',
      answers: {
        'POST /host/ host=old-drop.com': {
          query_status: 'ok',
          urlhaus_reference: 'https://urlhaus.abuse.ch/host/old-drop.com/',
          host: 'old-drop.com',
          firstseen: '2019-01-15 07:09:01 UTC',
          url_count: '1',
          blacklists: { spamhaus_dbl: 'not listed', surbl: 'not listed' },
          urls: [
            {
              id: '121319',
              urlhaus_reference: 'https://urlhaus.abuse.ch/url/121319/',
              url: 'http://old-drop.com/a.exe',
              url_status: 'offline',
              date_added: '2019-02-11 07:45:05 UTC',
              threat: 'malware_download',
              reporter: 'somebody',
              larted: 'true',
              tags: ['exe', 'Loader'],
            },
          ],
        },
      },
      finding: {
        severity: 'warning',
        summary: '1 URL; 0 of 1 online; malware_download; tags exe, Loader',
        reference: 'https://urlhaus.abuse.ch/host/old-drop.com/',
        seenAt: '2019-02-11T07:45:05.000Z',
      },
    },
    {
      about: 'A file that it does not know.',
      observable: '44d88612fea8a8f36de82e1278abb02f',
      answers: {
        'POST /payload/ md5_hash=44d88612fea8a8f36de82e1278abb02f': { query_status: 'no_results' },
      },
      finding: null,
    },
  ],
});

export default definition;
