import { defineScalar, type FunctionDefinition } from '../define.ts';

const parts = String.raw`^(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[0-9A-Fa-f:.]*\]|[^:/?#]*)(?::([0-9]*))?(/[^?#]*)?(?:\?([^#]*))?(?:#(.*))?$`;

/** The capture group that each property is. */
const groups: ReadonlyMap<string | number, number> = new Map([
  ['Scheme', 1],
  ['Username', 2],
  ['Password', 3],
  ['Host', 4],
  ['Port', 5],
  ['Path', 6],
  ['Fragment', 8],
]);

const query = (text: string): string => `k_query(${text})`;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'parse_url(url: string): dynamic',
    aliases: ['parseurl'],
    about:
      'The parts of a URL: Scheme, Host, Port, Path, Username, Password, Query Parameters and Fragment; empty where they are missing.',
    source: 'https://learn.microsoft.com/kusto/query/parse-url-function',
    sql: {
      duckdb: ([url]) =>
        `k_url(regexp_extract(${url}, '${parts}', ['scheme', 'username', 'password', 'host', 'port', 'path', 'query', 'fragment']))`,
    },
    part: {
      duckdb: (step, [url]) => {
        const group = groups.get(step);
        return group === undefined ? null : `regexp_extract(${url}, '${parts}', ${group})`;
      },
    },
    examples: [
      {
        query:
          'print u = parse_url("https://user:pw@host.example.com:8443/a/b?x=1&y=a%20b#frag") | project s = u.Scheme, h = u.Host, p = u.Port, path = u.Path, n = u.Username, w = u.Password, q = u["Query Parameters"], f = u.Fragment',
        rows: [
          ['https', 'host.example.com', '8443', '/a/b', 'user', 'pw', { x: '1', y: 'a b' }, 'frag'],
        ],
      },
      {
        query:
          'print a = parse_url("").Host, b = parse_url("http://[::1]/x").Host, c = tostring(parse_url("ftp://h").Path)',
        rows: [['', '[::1]', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'parse_urlquery(query: string): dynamic',
    aliases: ['parseurlquery'],
    about: 'The parameters of the query part of a URL, as a bag under `Query Parameters`.',
    source: 'https://learn.microsoft.com/kusto/query/parse-urlquery-function',
    sql: {
      duckdb: ([text]) => `json_object('Query Parameters', ${query(`ltrim(${text}, '?')`)})`,
    },
    examples: [
      {
        query: 'print a = parse_urlquery("k1=v1&k2=v%202&k3"), b = parse_urlquery("")',
        rows: [
          [{ 'Query Parameters': { k1: 'v1', k2: 'v 2', k3: '' } }, { 'Query Parameters': {} }],
        ],
      },
    ],
  }),
];

export default definitions;
