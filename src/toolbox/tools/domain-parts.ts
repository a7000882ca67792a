import { domainParts, urlParts } from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  host: {
    type: 'string',
    about: 'A host name, or a URL with one.',
    usual: ['DnsName', 'Name', 'RemoteUrl', 'Url', 'Domain'],
  },
} as const;
const output = {
  subdomain: { type: 'string', about: 'What stands before the registered domain.' },
  domain: {
    type: 'string',
    about: 'The label that was registered: `example` of `www.example.co.uk`.',
  },
  suffix: { type: 'string', about: 'The public suffix: `co.uk`; empty where the list has none.' },
  registered_domain: {
    type: 'string',
    about: 'Domain and suffix: `example.co.uk`; empty where one is missing.',
  },
} as const;

const definition: EachTool<typeof input, Record<never, never>, typeof output> = defineEach({
  name: 'domain_parts',
  about: 'The subdomain, the registered domain and the public suffix of a host name.',
  source:
    'msticpy.context.domain_utils.dns_components, with the ICANN section of https://publicsuffix.org/list; a name is given in lower case. An empty text gives no row.',
  input,
  parameters: {},
  output,
  entities: ['Dns', 'Url', 'Host'],
  tellsFacts: true,
  each: ({ host }) => {
    const name = /^[a-z][a-z0-9+.-]*:\/\//i.test(host) ? urlParts(host).host : host;
    if (name.trim() === '') return [];
    const { subdomain, domain, suffix } = domainParts(name.trim());
    return [
      {
        subdomain,
        domain,
        suffix,
        registered_domain: domain && suffix ? `${domain}.${suffix}` : '',
      },
    ];
  },
  examples: [
    {
      query:
        'datatable(h: string)["www.Microsoft.com", "a.b.c.co.uk", "evil.notatld", "10.0.0.1", "http://sub.example.com:8080/p", "co.uk"] | invoke domain_parts(h) | project-away h',
      rows: [
        ['www', 'microsoft', 'com', 'microsoft.com'],
        ['a.b', 'c', 'co.uk', 'c.co.uk'],
        ['evil', 'notatld', '', ''],
        ['', '10.0.0.1', '', ''],
        ['sub', 'example', 'com', 'example.com'],
        ['', '', 'co.uk', ''],
      ],
    },
  ],
});

export default definition;
