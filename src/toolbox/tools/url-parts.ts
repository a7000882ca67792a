import { urlParts } from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  url: {
    type: 'string',
    about: 'A URL, or a bare host name.',
    usual: ['Url', 'RemoteUrl', 'RequestURL'],
  },
} as const;
const output = {
  scheme: { type: 'string', about: 'As `https`.' },
  auth: { type: 'string', about: 'User and password.' },
  host: { type: 'string', about: 'In lower case; a name in another script in punycode.' },
  port: { type: 'long', about: 'The port, where one is said.' },
  path: { type: 'string', about: 'From the first slash on.' },
  query: { type: 'string', about: 'What stands behind the question mark.' },
  fragment: { type: 'string', about: 'What stands behind the number sign.' },
} as const;

const definition: EachTool<typeof input, Record<never, never>, typeof output> = defineEach({
  name: 'url_parts',
  about: 'The parts of a URL: scheme, user, host, port, path, query and fragment.',
  source: 'msticpy.context.domain_utils.url_components. Differs: an empty text gives no row.',
  input,
  parameters: {},
  output,
  entities: ['Url'],
  tellsFacts: true,
  each: ({ url }) => (url.trim() === '' ? [] : [{ ...urlParts(url.trim()) }]),
  examples: [
    {
      query:
        'datatable(u: string)["https://user:pw@Sub.Example.com:8080/p/a?q=1&r=[2]#top", "example.com.", "点看"] | invoke url_parts(u) | project-away u',
      rows: [
        ['https', 'user:pw', 'sub.example.com', 8080, '/p/a', 'q=1&r=[2]', 'top'],
        ['', '', 'example.com.', null, '', '', ''],
        ['', '', 'xn--3pxu8k', null, '', '', ''],
      ],
    },
  ],
});

export default definition;
