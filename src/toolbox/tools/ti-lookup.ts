import { didYouMean, HuntError } from '../../base/index.ts';
import { askSource, hostOf, type Observable, observableOf, tiSources } from '../../enrich/index.ts';
import { domainParts, refang } from '../../extract/index.ts';
import { type answerOutput, defineLookupOfMany, type LookupTool } from '../define-tool.ts';

const sourceNames: readonly string[] = [...tiSources.keys()];
const input = {
  value: {
    type: 'string',
    about: 'An address, a domain name, a URL, or an MD5, SHA-1 or SHA-256 hash, also defanged.',
    usual: ['IPAddress', 'IpAddress', 'RemoteIP', 'RemoteUrl', 'SHA256', 'Domain', 'DomainName'],
  },
} as const;
const parameters = {
  sources: {
    type: 'dynamic',
    about:
      'Whom to ask, a list of names; all that are set up unless said, or those that the setting `ti_sources` names.',
    default: null,
    oneOf: sourceNames as readonly string[],
  },
} as const;
const output = {
  source: { type: 'string', about: 'Who was asked; empty where nobody was.' },
  observable: { type: 'string', about: 'What was asked about, in its one form.' },
  type: {
    type: 'string',
    about: 'What it is: ipv4, ipv6, dns, url, md5_hash, sha1_hash or sha256_hash.',
  },
  severity: {
    type: 'string',
    about: 'How severe that is: high, warning, information or unknown; each source says how.',
  },
  summary: { type: 'string', about: 'What the source knows, on one line.' },
  reference: { type: 'string', about: 'Where more is told: an address of the web, or empty.' },
  seen_at: { type: 'datetime', about: 'When the source last saw, looked at or changed it.' },
  raw: { type: 'dynamic', about: 'The answer of the source, cut where it is long.' },
} as const;

const name = 'ti_lookup';

/** What a text stands for; a name, also of a URL, must end as names of the internet do, save for sources that are here. */
function asks(text: string, isLocal: boolean): Observable | null {
  const found = observableOf(refang(text));
  if (found === null || isLocal) return found;
  const host = found.type === 'url' ? hostOf(found.value) : found.value;
  const isName =
    found.type === 'dns' || (found.type === 'url' && observableOf(host)?.type === 'dns');
  return isName && domainParts(host).suffix === '' ? null : found;
}

/** `asks` for all sources of a call, each text read once. */
function asksOnce(): typeof asks {
  const known = [
    new Map<string, Observable | null>(),
    new Map<string, Observable | null>(),
  ] as const;
  return (text, isLocal) => {
    const read = known[isLocal ? 1 : 0];
    const found = read.get(text);
    if (found !== undefined) return found;
    const made = asks(text, isLocal);
    read.set(text, made);
    return made;
  };
}

/** The names of the setting `ti_sources`; null where it is not set. */
function named(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const names = text.split(/[\s,]+/).filter(Boolean);
  const wrong = names.find((one) => !tiSources.has(one));
  if (wrong === undefined) return names;
  throw new HuntError({
    code: 'toolbox/unknown-source',
    message: `ti_sources names '${wrong}', which is no source.${didYouMean(wrong, sourceNames)}`,
    hint: `There are ${sourceNames.join(', ')}.`,
  });
}

const definition: LookupTool<typeof input, typeof parameters, typeof output & typeof answerOutput> =
  defineLookupOfMany({
    name,
    about: 'What sources of threat intelligence know of an address, a name, a URL or a hash.',
    source:
      'msticpy.context.tilookup. Differs: a row for each source that takes the value; private addresses, inner names and names without a public suffix are not asked about; answers are kept for a day.',
    input,
    parameters,
    output,
    entities: ['IpAddress', 'Dns', 'Url', 'FileHash'],
    cost: 'The network; each source at the pace that a free account has, such as four questions a minute.',
    sends: {
      what: 'the address, name, URL or hash',
      to: 'the sources that are named or set up (docs/threat-intelligence.md)',
    },
    parties({ sources }, setting) {
      const wanted = Array.isArray(sources) && sources.length > 0 ? sources : null;
      const names = wanted ?? named(setting('ti_sources')) ?? sourceNames;
      const optional = wanted === null;
      const once = asksOnce();
      return [...tiSources.values()]
        .filter((source) => names.includes(source.name))
        .map((source) => askSource(source, { tool: name, asks: once, setting, optional }));
    },
    examples: [
      {
        query:
          'datatable(ip: string)["118.25.6.39", "10.0.0.1", "8[.]8[.]8[.]8"] | invoke ti_lookup(ip, sources=dynamic(["AbuseIPDB"])) | project ip, source, observable, type, severity, summary, outcome | sort by ip asc',
        answers: {
          '118.25.6.39': [{ severity: 'high', summary: 'confidence of abuse 100 %' }],
        },
        rows: [
          ['10.0.0.1', '', '', '', '', '', 'not sent'],
          [
            '118.25.6.39',
            'AbuseIPDB',
            '118.25.6.39',
            'ipv4',
            'high',
            'confidence of abuse 100 %',
            'found',
          ],
          ['8[.]8[.]8[.]8', 'AbuseIPDB', '8.8.8.8', 'ipv4', 'information', '', 'not found'],
        ],
      },
      {
        query:
          'print h = "44d88612fea8a8f36de82e1278abb02f" | invoke ti_lookup(h, sources=dynamic(["OTX", "VirusTotal", "AbuseIPDB"])) | project source, severity, tags = raw.tags | sort by source asc',
        answers: {
          '44d88612fea8a8f36de82e1278abb02f': [{ severity: 'high', raw: { tags: ['eicar'] } }],
        },
        rows: [
          ['OTX', 'high', ['eicar']],
          ['VirusTotal', 'high', ['eicar']],
        ],
      },
    ],
  });

export default definition;
