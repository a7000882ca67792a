import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  OAuthAppId: 'string',
  Name: 'string',
  OAuthObjectId: 'string',
  TenantId: 'string',
  PublisherName: 'string',
  Risk: 'string',
  Permissions: 'dynamic',
  RedirectURLs: 'dynamic',
  AuthorizedBy: 'dynamic',
} as const;

const oauthApplication: EntityDefinition<typeof fields> = defineEntity({
  name: 'OAuthApplication',
  about: 'An application that people have allowed to act for them.',
  source: 'msticpy.datamodel.entities.OAuthApplication. Differs: its name is read from alerts too',
  said: ['oauthapplication', 'oauth-application'],
  fields,
  aliases: { oauthapplicationid: 'OAuthAppId', oauthappname: 'Name' },
  identity: (f) => [
    ...key('app', [f.OAuthAppId]),
    ...key('object', [f.OAuthObjectId]),
    ...key('name', [f.Name, f.TenantId ?? '-']),
  ],
  label: (f) => firstOf(f.Name, f.OAuthAppId, 'OAuthApplication'),
  describe: (f) => firstOf(f.Name, f.OAuthAppId, 'OAuthApplication'),
  columns: [
    { OAuthAppId: 'OAuthApplicationId', Name: 'OAuthAppName' },
    { Name: 'OAuthAppName', OAuthAppId: 'OAuthApplicationId' },
  ],
  examples: [
    {
      from: { Name: 'Mail Helper', OAuthAppId: 'D3590ED6', Risk: 'High' },
      identity: 'OAuthApplication app=d3590ed6',
      label: 'Mail Helper',
      description: 'Mail Helper',
    },
  ],
});

export default oauthApplication;
