import type { ConnectSettings } from '../../src/providers/connect.ts';
import type { Asked, Told } from './azure-stand-in.ts';
import { kustoService } from './kusto-service.ts';

/** How a service answers a question for two rows, as its documentation shows it. */
export interface ProviderAnswer {
  settings: ConnectSettings;
  /** Two instances, as its setting for them names them. */
  instances: readonly [string, string];
  text: string;
  /** Answers whatever is asked on the way: sign-in, jobs, pages. */
  tell(asked: Asked): Told;
  /** Whether this is the question for rows, which is where it goes wrong. */
  isRows(asked: Asked): boolean;
  /** False where a refused sign-in cannot be made anew. */
  renews?: false;
  columns: readonly string[];
  rows: readonly (readonly unknown[])[];
}

const id = '52b1ab41-869e-4138-9e40-2a4457f09bf3';
const other = 'a927809c-8142-43e1-96b3-4ad87cfe95a3';
const azure = { tenant_id: 't', client_id: 'c', client_secret: 'secret-4711' };
const micros = BigInt(Date.parse('2025-11-03T10:00:00Z')) * 1000n + 123_456n;
const time = '2025-11-03T10:00:00.123456Z';

const workspacePath =
  '/subscriptions/s/resourceGroups/soc/providers/Microsoft.OperationalInsights/workspaces/Soc';

let sessions = 0;
let looks = 0;

/** One of each provider. */
export const providerAnswers: Readonly<Record<string, ProviderAnswer>> = {
  sentinel: {
    settings: { workspace: id, ...azure },
    instances: [id, other],
    text: 'T',
    isRows: ({ to }) => to.endsWith('/query'),
    tell: () => ({
      body: {
        tables: [
          {
            name: 'PrimaryResult',
            columns: [
              { name: 'TimeGenerated', type: 'datetime' },
              { name: 'n', type: 'long' },
            ],
            rows: [
              [time, 1],
              [null, 2],
            ],
          },
        ],
      },
    }),
    columns: ['TimeGenerated:datetime', 'n:long'],
    rows: [
      [micros, 1],
      [null, 2],
    ],
  },
  kusto: {
    settings: { cluster: 'https://help.kusto.windows.net', database: 'Samples', ...azure },
    instances: ['https://help.kusto.windows.net', 'https://more.kusto.windows.net'],
    text: 'T',
    isRows: ({ to }) => to.endsWith('/v2/rest/query'),
    tell: kustoService(() => ({
      columns: [
        ['StartTime', 'datetime'],
        ['Ok', 'bool'],
      ],
      rows: [
        [time, 1],
        [null, false],
      ],
    })),
    columns: ['StartTime:datetime', 'Ok:bool'],
    rows: [
      [micros, true],
      [null, false],
    ],
  },
  defender: {
    settings: { ...azure, tenant_id: 'contoso.example' },
    instances: ['contoso.example', 'fabrikam.example'],
    text: 'DeviceProcessEvents',
    isRows: ({ to }) => to.endsWith('/runHuntingQuery'),
    tell: () => ({
      body: {
        schema: [
          { name: 'Timestamp', type: 'DateTime' },
          { name: 'Seen', type: 'SByte' },
          { name: 'More', type: 'Object' },
        ],
        results: [
          { Timestamp: time, Seen: 1, More: { a: [1] }, 'More@odata.type': '#x' },
          { Timestamp: null, Seen: 0 },
        ],
      },
    }),
    columns: ['Timestamp:datetime', 'Seen:bool', 'More:dynamic'],
    rows: [
      [micros, true, '{"a":[1]}'],
      [null, false, null],
    ],
  },
  'resource-graph': {
    settings: { subscription_id: id, ...azure },
    instances: [id, other],
    text: 'resources',
    isRows: ({ to }) => to.includes('Microsoft.ResourceGraph'),
    tell: ({ body }) => {
      const columns = [
        { name: 'id', type: 'string' },
        { name: 'n', type: 'integer' },
      ];
      const { options } = JSON.parse(body) as { options: { $skipToken?: string } };
      const common = { totalRecords: 2, count: 1, facets: [] };
      return options.$skipToken === 'next'
        ? { body: { ...common, resultTruncated: 'false', data: { columns, rows: [['b', 2]] } } }
        : {
            body: {
              ...common,
              resultTruncated: 'true',
              $skipToken: 'next',
              data: { columns, rows: [['a', 1]] },
            },
          };
    },
    columns: ['id:string', 'n:long'],
    rows: [
      ['a', 1],
      ['b', 2],
    ],
  },
  'sentinel-api': {
    settings: { workspace: id, ...azure },
    instances: [id, other],
    text: 'HuntingQueries',
    isRows: ({ to }) => to.includes('/savedSearches') || to.includes('/incidents'),
    tell: ({ to }) =>
      to.includes('Microsoft.ResourceGraph')
        ? { body: { data: [{ id: workspacePath }] } }
        : to.includes('skipToken')
          ? { body: { value: [{ name: 'b', properties: { category: 'Hunting Queries' } }] } }
          : {
              body: {
                nextLink: `https://management.azure.com${workspacePath}/savedSearches?$skipToken=x`,
                value: [
                  {
                    id: '/a',
                    name: 'a',
                    etag: '1',
                    properties: {
                      category: 'Hunting Queries',
                      displayName: 'Rare logons',
                      query: 'SecurityEvent',
                      version: 2,
                      tags: [{ name: 'tactics', value: 'Persistence' }],
                    },
                  },
                  { name: 'log', properties: { category: 'Log Management' } },
                ],
              },
            },
    columns: [
      'Name:string',
      'Kind:string',
      'ResourceId:string',
      'Etag:string',
      'Category:string',
      'DisplayName:string',
      'Query:string',
      'Version:long',
      'Tags:dynamic',
      'FunctionAlias:string',
    ],
    rows: [
      [
        'a',
        null,
        '/a',
        '1',
        'Hunting Queries',
        'Rare logons',
        'SecurityEvent',
        2,
        '[{"name":"tactics","value":"Persistence"}]',
        null,
      ],
      ['b', null, null, null, 'Hunting Queries', null, null, null, null, null],
    ],
  },
  graph: {
    settings: { ...azure, tenant_id: 'contoso.example' },
    instances: ['contoso.example', 'fabrikam.example'],
    text: 'security/alerts_v2',
    isRows: ({ to }) => to.includes('/alerts_v2'),
    tell: ({ to }) =>
      to.includes('skip')
        ? { body: { value: [{ id: 'b', createdDateTime: null, n: 2, evidence: [{ a: 1 }] }] } }
        : {
            body: {
              '@odata.nextLink': 'https://graph.microsoft.com/v1.0/security/alerts_v2?$skiptoken=x',
              value: [{ '@odata.type': '#x', id: 'a', createdDateTime: time, n: 1 }],
            },
          },
    columns: ['id:string', 'createdDateTime:datetime', 'n:long', 'evidence:dynamic'],
    rows: [
      ['a', micros, 1, null],
      ['b', null, 2, '[{"a":1}]'],
    ],
  },
  splunk: {
    settings: { host: 'splunk.example', username: 'analyst', password: 'secret-4711' },
    instances: ['splunk.example', 'second.example'],
    text: 'index=main',
    isRows: ({ to }) => to.includes('/results'),
    tell: ({ to, method, headers }) => {
      if (to.endsWith('/auth/login')) return { body: { sessionKey: `key-${++sessions}` } };
      if (!headers['authorization']?.startsWith('Splunk key-')) return { status: 401 };
      if (method === 'DELETE') return { body: {} };
      if (to.includes('current-context'))
        return { body: { entry: [{ content: { username: 'analyst' } }] } };
      if (to.includes('/results')) {
        const second = to.includes('offset=1');
        const fields = [{ name: '_time' }, { name: 'host' }];
        const results = second
          ? [{ _time: '', host: ['a', 'b'] }]
          : [{ _time: '2025-11-03T11:00:00.123456+01:00', host: 'web' }];
        return { body: { preview: false, fields, results, messages: [] } };
      }
      if (method === 'POST') return { status: 201, body: { sid: 'job/1' } };
      const isDone = ++looks % 2 === 0;
      return {
        body: {
          entry: [
            { content: { isDone, isFailed: false, resultCount: isDone ? 2 : 0, messages: [] } },
          ],
        },
      };
    },
    columns: ['_time:datetime', 'host:string'],
    rows: [
      [micros, 'web'],
      [null, '["a","b"]'],
    ],
  },
  elastic: {
    settings: { url: 'https://elastic.example:9200', api_key: 'secret-4711' },
    instances: ['https://elastic.example:9200', 'https://second.example:9200'],
    text: 'FROM logs-* | LIMIT 2',
    renews: false,
    isRows: ({ to }) => to.includes('/_query') || to === 'elastic.example:9200/',
    tell: ({ to }) =>
      to === 'elastic.example:9200/'
        ? { body: { version: { number: '9.1.0' } } }
        : {
            body: {
              took: 3,
              is_partial: false,
              columns: [
                { name: '@timestamp', type: 'date' },
                { name: 'n', type: 'integer' },
                { name: 'tags', type: 'keyword' },
              ],
              values: [
                [time, 1, ['a', 'b']],
                [null, 2, 'c'],
              ],
            },
          },
    columns: ['@timestamp:datetime', 'n:long', 'tags:dynamic'],
    rows: [
      [micros, 1, '["a","b"]'],
      [null, 2, '"c"'],
    ],
  },
};
