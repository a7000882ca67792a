import { refang } from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  indicator: {
    type: 'string',
    about: 'An indicator as reports write it: `hxxps://evil[.]com`.',
    usual: ['Observable', 'observable'],
  },
} as const;
const output = {
  refanged: { type: 'string', about: 'The indicator as a machine reads it.' },
} as const;

const definition: EachTool<typeof input, Record<never, never>, typeof output> = defineEach({
  name: 'refang',
  about: 'An indicator that was made harmless for a report, as it was before.',
  source:
    'msticpy.common.utility.refang_ioc. Differs: the kind need not be said; hxxp in either case, and [dot], (.), [:], [at] in any case are undone too.',
  input,
  parameters: {},
  output,
  entities: ['IpAddress', 'Dns', 'Url'],
  each: ({ indicator }) => (indicator === '' ? [] : [{ refanged: refang(indicator) }]),
  examples: [
    {
      query:
        'datatable(i: string)["hXXps[:]//evil[.]com/a", "a[AT]b[.]c", "1[.]2[.]3[.]4", "fXp://x[.]y", "evil.com"] | invoke refang(i) | project refanged',
      rows: [['https://evil.com/a'], ['a@b.c'], ['1.2.3.4'], ['ftp://x.y'], ['evil.com']],
    },
  ],
});

export default definition;
