import { defineScalar, type FunctionDefinition } from '../define.ts';

const parts = String.raw`(?s)^(?:([A-Za-z][A-Za-z0-9+.-]*)://)?((?:.*[\\/])?)([^\\/:]*)(?::([^\\/]*))?$`;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'parse_path(path: string): dynamic',
    about:
      'The parts of a file path: Scheme, RootPath, DirectoryPath, DirectoryName, Filename, Extension and AlternateDataStreamName.',
    source: 'https://learn.microsoft.com/kusto/query/parse-path-function',
    sql: {
      duckdb: ([path]) =>
        `k_path_parts(regexp_extract(${path}, '${parts}', ['scheme', 'directory', 'file', 'stream']))`,
    },
    examples: [
      {
        query: String.raw`print a = parse_path(@"C:\temp\file.txt"), b = parse_path("file://C:/temp/file.txt:some.exe"), c = parse_path(@"\\shared\users\temp\file.txt.gz")`,
        rows: [
          [
            {
              Scheme: '',
              RootPath: 'C:',
              DirectoryPath: 'C:\\temp',
              DirectoryName: 'temp',
              Filename: 'file.txt',
              Extension: 'txt',
              AlternateDataStreamName: '',
            },
            {
              Scheme: 'file',
              RootPath: 'C:',
              DirectoryPath: 'C:/temp',
              DirectoryName: 'temp',
              Filename: 'file.txt',
              Extension: 'txt',
              AlternateDataStreamName: 'some.exe',
            },
            {
              Scheme: '',
              RootPath: '',
              DirectoryPath: '\\\\shared\\users\\temp',
              DirectoryName: 'temp',
              Filename: 'file.txt.gz',
              Extension: 'gz',
              AlternateDataStreamName: '',
            },
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'parse_command_line(text: string, parser: string): dynamic',
    about:
      'The arguments of a Windows command line: split at spaces outside quotes, quotes taken off.',
    source: 'https://learn.microsoft.com/kusto/query/parse-command-line-function',
    sql: {
      duckdb: ([text], call) => {
        if (String(call.constant(1)).toLowerCase() !== 'windows')
          return call.refuse('the only parser is "windows"', 1);
        return `k_arguments(${text})`;
      },
    },
    examples: [
      {
        query: String.raw`print a = parse_command_line(@'echo "hello world!" C:\x\y "" say:\"hi\"', "windows"), b = parse_command_line("", "windows")`,
        rows: [[['echo', 'hello world!', 'C:\\x\\y', '', 'say:"hi"'], null]],
      },
    ],
  }),
  defineScalar({
    signature: 'parse_csv(text: string): dynamic',
    about: 'The fields of the first record of a text of comma-separated values.',
    source: 'https://learn.microsoft.com/kusto/query/parse-csv-function',
    sql: { duckdb: ([text]) => `k_fields(${text})` },
    examples: [
      {
        query: String.raw`print a = parse_csv("aa,b,cc"), b = parse_csv(',"b ""q"", c",'), c = parse_csv("a,b\r\nc,d"), d = parse_csv("")`,
        rows: [[['aa', 'b', 'cc'], ['', 'b "q", c', ''], ['a', 'b'], ['']]],
      },
    ],
  }),
  defineScalar({
    signature: 'parse_version(text: string): decimal',
    about:
      'A version of up to four numbers as a decimal that compares as versions do; null for what is no version.',
    source: 'https://learn.microsoft.com/kusto/query/parse-version-function',
    sql: { duckdb: ([text]) => `k_version(${text})` },
    examples: [
      {
        query:
          'print a = parse_version("1.2.3.40"), b = parse_version("1.2") < parse_version("1.10"), c = parse_version("x.1"), d = parse_version("0.0.0.5")',
        rows: [['1000000020000000300000040', true, null, '5']],
      },
    ],
  }),
];

export default definitions;
