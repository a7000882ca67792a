import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';
import { plainUrl, refanged } from '../spelling.ts';

const web = /^(?:https?|ftps?|wss?):\/\/[^\s/"'<>]{1,255}(?:[/?#]\S*)?$/i;

const fields = { Url: 'string' } as const;

const url: EntityDefinition<typeof fields> = defineEntity({
  name: 'Url',
  about: 'A web address.',
  source:
    'msticpy.datamodel.entities.Url, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['url'],
  fields,
  identity: (f) => key('url', [f.Url && plainUrl(f.Url)], true),
  label: (f) => firstOf(f.Url, 'Url'),
  describe: (f) => firstOf(f.Url, 'Url'),
  columns: [
    { Url: 'Url' },
    { Url: 'URL' },
    { Url: 'RemoteUrl' },
    { Url: 'RequestURL' },
    { Url: 'RequestUrl' },
    { Url: 'FileOriginUrl' },
    { Url: 'FileOriginReferrerUrl' },
    { Url: 'Uri' },
    { Url: 'cs_uri' },
  ],
  looks: {
    rank: 20,
    read: (text) => {
      const url = refanged(text);
      return web.test(url) ? { Url: url } : null;
    },
  },
  examples: [
    {
      from: 'HTTPS://Ex.com/a/B?q=1#f',
      identity: 'Url url=https://ex.com/a/B?q=1#f',
      label: 'HTTPS://Ex.com/a/B?q=1#f',
      description: 'HTTPS://Ex.com/a/B?q=1#f',
    },
    {
      from: 'hxxp://evil[.]example[.]com/x',
      identity: 'Url url=http://evil.example.com/x',
      label: 'http://evil.example.com/x',
      description: 'http://evil.example.com/x',
    },
  ],
});

export default url;
