import { defang } from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  indicator: {
    type: 'string',
    about: 'An address, a name, a URL or an email address.',
    usual: ['Observable', 'observable', 'Url', 'RemoteUrl'],
  },
} as const;
const output = {
  defanged: { type: 'string', about: 'The indicator as nobody follows it by a click.' },
} as const;

const definition: EachTool<typeof input, Record<never, never>, typeof output> = defineEach({
  name: 'defang',
  about: 'An indicator made harmless for a report: `hXXps://evil[.]com`.',
  source:
    'msticpy.common.utility.defang_ioc. Differs: the kind is seen from the text and need not be said.',
  input,
  parameters: {},
  output,
  entities: ['IpAddress', 'Dns', 'Url'],
  each: ({ indicator }) => (indicator === '' ? [] : [{ defanged: defang(indicator) }]),
  examples: [
    {
      query:
        'datatable(i: string)["https://evil.com", "a@b.c", "1.2.3.4", "ftp://x.y", "evil[.]com"] | invoke defang(i) | project defanged',
      rows: [
        ['hXXps://evil[.]com'],
        ['a[AT]b[.]c'],
        ['1[.]2[.]3[.]4'],
        ['fXp://x[.]y'],
        ['evil[.]com'],
      ],
    },
  ],
});

export default definition;
