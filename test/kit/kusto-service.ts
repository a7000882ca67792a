import type { Asked, Told } from './azure-stand-in.ts';

/** What a cluster answers with. Numbers that JSON cannot hold stand as `{ exact: '…' }`. */
export interface KustoAnswer {
  columns: readonly (readonly [name: string, type: string])[];
  rows: readonly (readonly unknown[])[];
  /** Rows that a progressive answer gives first, and then takes back. */
  before?: readonly (readonly unknown[])[];
  /** What went wrong behind the rows. */
  errors?: readonly object[];
  /** Lines of the report of the run: level and text. */
  report?: readonly (readonly [level: number, text: string])[];
}

interface Request {
  db: string;
  csl: string;
  properties?: { Options?: Readonly<Record<string, unknown>> };
}

const fragmentRows = 2;

/**
 * A cluster that speaks the protocol of Kusto's REST interface as documented: version 2 for queries, in one frame a table, in
 * fragments or progressively as the request asks, version 1 for commands, and the metadata that clients look for first.
 */
export function kustoService(answer: (csl: string) => KustoAnswer): (asked: Asked) => Told {
  return (asked) => {
    const { to, method, headers, body } = asked;
    if (to.endsWith('v1/rest/auth/metadata') && method === 'GET') return { body: metadata };
    if (method !== 'POST') return { status: 405 };
    if (!headers['content-type']?.startsWith('application/json')) return { status: 415 };
    const request = JSON.parse(body) as Request;
    const told = to.endsWith('/v2/rest/query')
      ? queryAnswer(answer(request.csl), request.properties?.Options ?? {})
      : JSON.stringify(commandAnswer(answer(request.csl)));
    return {
      headers: {
        'content-type': 'application/json',
        'x-ms-client-request-id': String(headers['x-ms-client-request-id'] ?? 'unspecified'),
      },
      gzip: true,
      body: told.replace(/\{"exact":"([^"]*)"\}/g, '$1'),
    };
  };
}

const metadata = {
  AzureAD: {
    LoginEndpoint: 'https://login.microsoftonline.com',
    LoginMfaRequired: false,
    KustoClientAppId: 'db662dc1-0cfe-4e1c-a843-19a68e65be58',
    KustoClientRedirectUri: 'https://microsoft/kustoclient',
    KustoServiceResourceId: 'https://kusto.kusto.windows.net',
    FirstPartyAuthorityUrl:
      'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  },
};

const columnsOf = (columns: KustoAnswer['columns']): object[] =>
  columns.map(([ColumnName, ColumnType]) => ({ ColumnName, ColumnType }));

function queryAnswer(answer: KustoAnswer, options: Readonly<Record<string, unknown>>): string {
  const progressive = options['results_progressive_enabled'] === true;
  const fragmented = progressive || options['results_v2_fragment_primary_tables'] === true;
  const frames: object[] = [
    {
      FrameType: 'DataSetHeader',
      IsProgressive: progressive,
      Version: 'v2.0',
      ...(fragmented ? { IsFragmented: true } : {}),
    },
    {
      FrameType: 'DataTable',
      TableId: 0,
      TableKind: 'QueryProperties',
      TableName: '@ExtendedProperties',
      Columns: columnsOf([
        ['TableId', 'int'],
        ['Key', 'string'],
        ['Value', 'dynamic'],
      ]),
      Rows: [[1, 'Visualization', '{"Visualization":null}']],
    },
    ...(fragmented ? fragments(answer, progressive) : [wholeTable(answer)]),
    reportTable(answer.report ?? [[4, 'Query completed successfully']]),
    {
      FrameType: 'DataSetCompletion',
      HasErrors: answer.errors !== undefined,
      Cancelled: false,
      ...(answer.errors ? { OneApiErrors: answer.errors } : {}),
    },
  ];
  const between = options['results_v2_newlines_between_frames'] === true ? '\n,' : ',';
  return `[${frames.map((frame) => JSON.stringify(frame)).join(between)}]`;
}

const primary = { TableId: 1, TableKind: 'PrimaryResult', TableName: 'PrimaryResult' };

const wholeTable = ({ columns, rows }: KustoAnswer): object => ({
  FrameType: 'DataTable',
  ...primary,
  Columns: columnsOf(columns),
  Rows: rows,
});

function fragments({ columns, rows, before }: KustoAnswer, progressive: boolean): object[] {
  const fragment = (TableFragmentType: string, Rows: readonly unknown[]): object => ({
    FrameType: 'TableFragment',
    TableFragmentType,
    TableId: 1,
    FieldCount: columns.length,
    Rows,
  });
  const pages: (readonly unknown[])[] = [];
  for (let at = 0; at < rows.length; at += fragmentRows)
    pages.push(rows.slice(at, at + fragmentRows));
  const [first = [], ...others] = pages;
  const begun =
    progressive && before
      ? [
          fragment('DataAppend', before),
          { FrameType: 'TableProgress', TableId: 1, TableProgress: 50 },
          fragment('DataReplace', first),
        ]
      : [fragment('DataAppend', first)];
  return [
    { FrameType: 'TableHeader', ...primary, Columns: columnsOf(columns) },
    ...begun,
    ...others.map((page) => fragment('DataAppend', page)),
    { FrameType: 'TableCompletion', TableId: 1, RowCount: rows.length },
  ];
}

const reportTable = (lines: readonly (readonly [number, string])[]): object => ({
  FrameType: 'DataTable',
  TableId: 2,
  TableKind: 'QueryCompletionInformation',
  TableName: 'QueryCompletionInformation',
  Columns: columnsOf([
    ['Timestamp', 'datetime'],
    ['ClientRequestId', 'string'],
    ['Level', 'int'],
    ['LevelName', 'string'],
    ['StatusCode', 'int'],
    ['Payload', 'string'],
  ]),
  Rows: lines.map(([level, Text]) => [
    '2025-11-03T10:00:00Z',
    'unspecified',
    level,
    level <= 2 ? 'Error' : level === 3 ? 'Warning' : 'Info',
    level <= 2 ? -2133196797 : 0,
    JSON.stringify({ Count: 1, Text }),
  ]),
});

/** Version 1: tables with .NET's names of types, and those of Kusto beside them. */
const commandAnswer = ({ columns, rows }: KustoAnswer): object => ({
  Tables: [
    {
      TableName: 'Table_0',
      Columns: columns.map(([ColumnName, ColumnType]) => ({
        ColumnName,
        DataType: netTypes.get(ColumnType) ?? 'String',
        ColumnType,
      })),
      Rows: rows,
    },
  ],
});

const netTypes: ReadonlyMap<string, string> = new Map([
  ['long', 'Int64'],
  ['datetime', 'DateTime'],
  ['bool', 'SByte'],
]);
