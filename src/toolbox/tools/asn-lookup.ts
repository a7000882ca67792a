import { announcerOf, announcersOfLines, asnAttribution, ownRefusal } from '../../geo/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';
import { addressInput } from '../inputs.ts';
import { looksLikeAddress } from '../looks-like-address.ts';

const parameters = {} as const;
const output = {
  asn: { type: 'long', about: 'Number of the autonomous system that announces the address.' },
  as_organization: { type: 'string', about: 'Who runs it.' },
} as const;

const asnLookup: EachTool<typeof addressInput, typeof parameters, typeof output> = defineEach({
  name: 'asn_lookup',
  about: 'Which network announces an address: number and organization.',
  source:
    'msticpy.context.ip_utils (get_asn_from_ip), from data that comes along, or a file of your own (`huntbook geo-data`), instead of a query to Cymru; an address that nobody announces gives no row.',
  attribution: asnAttribution,
  input: addressInput,
  parameters,
  output,
  entities: ['IpAddress'],
  tellsFacts: true,
  cost: 'The first address reads twenty megabytes, in about half a second.',
  refusal: () => ownRefusal('asn'),
  worth: ([ip = '']) => looksLikeAddress(ip),
  each: ({ ip }) => {
    const found = announcerOf(ip);
    return found === null ? [] : [{ asn: found.asn, as_organization: found.organization }];
  },
  many: (lines) => {
    const { of, facts } = announcersOfLines(lines);
    return {
      of,
      rows: {
        asn: facts.map(({ asn }) => asn),
        as_organization: facts.map(({ organization }) => organization),
      },
    };
  },
  examples: [
    {
      query: 'datatable(ip: string)["1.1.1.1", "10.0.0.1", ""] | invoke asn_lookup(ip)',
      rows: [['1.1.1.1', 13335, 'Cloudflare, Inc.']],
    },
    {
      query:
        'datatable(ip: string)["2606:4700:4700::1111"] | invoke asn_lookup(ip, join="inner") | project asn',
      rows: [[13335]],
    },
  ],
});

export default asnLookup;
