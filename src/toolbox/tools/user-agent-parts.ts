import { parseUserAgent } from '../../kql/values/user-agent.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  user_agent: {
    type: 'string',
    about: 'What a client calls itself.',
    usual: ['UserAgent', 'HttpUserAgent', 'RequestClientApplication', 'cs_User_Agent'],
  },
} as const;
const parameters = {} as const;
const output = {
  browser: { type: 'string', about: 'The browser or other client.' },
  browser_version: { type: 'string', about: 'Its version, as far as it is said.' },
  os: { type: 'string', about: 'The operating system.' },
  os_version: { type: 'string', about: 'Its version, as far as it is said.' },
  device: { type: 'string', about: 'The device.' },
  brand: { type: 'string', about: 'Who makes the device.' },
} as const;

const version = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('.');

const userAgentParts: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'user_agent_parts',
  about: 'The browser, operating system and device that a user agent names.',
  source:
    'The patterns of the ua-parser project (uap-core), as parse_user_agent of Kusto; an empty text gives no row.',
  input,
  parameters,
  output,
  entities: ['UserAgent'],
  tellsFacts: true,
  each: ({ user_agent: text }) => {
    const found = text.trim() === '' ? null : parseUserAgent(text, ['browser', 'os', 'device']);
    if (found === null) return [];
    const { Browser: browser, OperatingSystem: os, Device: device } = found;
    return [
      {
        browser: browser?.['Family'] ?? '',
        browser_version: version(
          browser?.['MajorVersion'],
          browser?.['MinorVersion'],
          browser?.['Patch'],
        ),
        os: os?.['Family'] ?? '',
        os_version: version(os?.['MajorVersion'], os?.['MinorVersion'], os?.['Patch']),
        device: device?.['Family'] ?? '',
        brand: device?.['Brand'] ?? '',
      },
    ];
  },
  examples: [
    {
      query:
        'print ua = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91" | invoke user_agent_parts(ua) | project browser, browser_version, os, os_version, device',
      rows: [['Edge', '120.0.2210', 'Windows', '10', 'Other']],
    },
    {
      query: 'print ua = "curl/8.4.0" | invoke user_agent_parts(ua) | project browser, os',
      rows: [['curl', 'Other']],
    },
  ],
});

export default userAgentParts;
