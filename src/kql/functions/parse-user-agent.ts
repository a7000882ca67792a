import { defineScalar, type ScalarFunction } from '../define.ts';
import { parseUserAgent } from '../values/user-agent.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'parse_user_agent(text: string, lookFor: any): dynamic',
  about:
    'The browser, operating system and device that a user agent names, by the patterns of the ua-parser project; `look-for` says which.',
  source: 'https://learn.microsoft.com/kusto/query/parse-user-agent-function',
  compute: (text, lookFor) => {
    if (lookFor === null) return null;
    const asked: unknown = lookFor.type === 'dynamic' ? JSON.parse(lookFor.text) : lookFor.text;
    return parseUserAgent(text, Array.isArray(asked) ? asked.map(String) : [String(asked)]);
  },
  examples: [
    {
      query:
        'print x = parse_user_agent("Mozilla/5.0 (Windows; U; en-US) AppleWebKit/531.9 (KHTML, like Gecko) AdobeAIR/2.5.1", "browser")',
      columns: ['x:dynamic'],
      rows: [
        [{ Browser: { Family: 'AdobeAIR', MajorVersion: '2', MinorVersion: '5', Patch: '1' } }],
      ],
    },
    {
      query:
        'print x = parse_user_agent("Mozilla/5.0 (SymbianOS/9.2; U; Series60/3.1 NokiaN81-3/10.0.032 Profile/MIDP-2.0 Configuration/CLDC-1.1 ) AppleWebKit/413 (KHTML, like Gecko) Safari/4", dynamic(["browser","os","device"]))',
      rows: [
        [
          {
            Browser: {
              Family: 'Nokia OSS Browser',
              MajorVersion: '3',
              MinorVersion: '1',
              Patch: '',
            },
            OperatingSystem: {
              Family: 'Symbian OS',
              MajorVersion: '9',
              MinorVersion: '2',
              Patch: '',
              PatchMinor: '',
            },
            Device: { Family: 'Nokia N81', Brand: 'Nokia', Model: 'N81-3' },
          },
        ],
      ],
    },
    {
      query:
        'print x = parse_user_agent("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91", dynamic(["browser", "os"])) | project a = strcat(x.Browser.Family, " ", x.Browser.MajorVersion), b = strcat(x.OperatingSystem.Family, " ", x.OperatingSystem.MajorVersion)',
      rows: [['Edge 120', 'Windows 10']],
    },
  ],
});

export default definition;
