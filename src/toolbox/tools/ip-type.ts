import { kindOfAddress } from '../../enrich/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';
import { addressInput } from '../inputs.ts';

const parameters = {} as const;
const output = {
  ip_type: {
    type: 'string',
    about: 'Public, Private, Loopback, Link Local, Multicast, Shared, Reserved or Unspecified.',
  },
} as const;

const ipType: EachTool<typeof addressInput, typeof parameters, typeof output> = defineEach({
  name: 'ip_type',
  about: 'What kind of address an IP address is: public, private, loopback and so on.',
  source:
    'msticpy.context.ip_utils.get_ip_type. Differs: Reserved (documentation, benchmark and future use) and Shared (carrier NAT) are told apart from Private and Unspecified, and what is no address gives no row.',
  input: addressInput,
  parameters,
  output,
  entities: ['IpAddress'],
  tellsFacts: true,
  each: ({ ip }) => {
    const kind = kindOfAddress(ip.trim());
    return kind === '' ? [] : [{ ip_type: kind }];
  },
  examples: [
    {
      query: 'datatable(ClientIP: string)["10.1.2.3", "8.8.8.8", "x"] | invoke ip_type(ClientIP)',
      rows: [
        ['10.1.2.3', 'Private'],
        ['8.8.8.8', 'Public'],
      ],
    },
    {
      query:
        'datatable(ClientIP: string, n: long)["fe80::1", 1, "x", 2] | invoke ip_type(join="left") | where n > 0 | sort by n asc',
      rows: [
        ['fe80::1', 1, 'Link Local'],
        ['x', 2, ''],
      ],
    },
  ],
});

export default ipType;
