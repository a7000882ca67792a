import { crc32, isSystemLogon, log10OrZero, textFeatures } from '../../analysis/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  process: {
    type: 'string',
    about: 'The path of the process.',
    usual: ['NewProcessName', 'ProcessName', 'FolderPath', 'FileName', 'Image'],
  },
  command_line: {
    type: 'string',
    about: 'Its command line.',
    usual: ['CommandLine', 'ProcessCommandLine'],
    optional: true,
  },
  account: {
    type: 'string',
    about: 'Who ran it.',
    usual: ['Account', 'AccountName', 'SubjectUserName'],
    optional: true,
  },
  logon_id: {
    type: 'string',
    about: 'The logon session.',
    usual: ['SubjectLogonId', 'LogonId'],
    optional: true,
  },
} as const;

const output = {
  process_name: { type: 'string', about: 'The last part of the path.' },
  path_score: { type: 'long', about: 'The sum of the code points of the path.' },
  path_log_score: { type: 'real', about: 'Its base-10 logarithm.' },
  path_hash: { type: 'long', about: 'The CRC-32 of the path.' },
  command_length: { type: 'long', about: 'Characters of the command line.' },
  command_log_length: { type: 'real', about: 'Their base-10 logarithm.' },
  command_tokens: { type: 'long', about: 'Delimiters in the command line.' },
  command_score: { type: 'long', about: 'The sum of the code points of the command line.' },
  command_tokens_hash: { type: 'long', about: 'The CRC-32 of its delimiters: its shape.' },
  account_score: { type: 'long', about: 'The sum of the code points of the account.' },
  is_system_session: { type: 'bool', about: 'True for the logon session of the system.' },
} as const;

const processFeatures: EachTool<typeof input, Record<never, never>, typeof output> = defineEach({
  name: 'process_features',
  about: 'Numbers by which process events can be compared and clustered.',
  source:
    'msticpy.analysis.eventcluster.add_process_features. Differs: what separates the path is found for each value, not for the whole table.',
  input,
  parameters: {},
  output,
  entities: ['Process'],
  each: ({ process, command_line, account, logon_id }) => {
    const path = textFeatures(process);
    const command = textFeatures(command_line);
    const separator = process.includes('\\') ? '\\' : '/';
    return [
      {
        process_name: process.slice(process.lastIndexOf(separator) + 1),
        path_score: path.score,
        path_log_score: log10OrZero(path.score),
        path_hash: crc32(process),
        command_length: command.length,
        command_log_length: log10OrZero(command.length),
        command_tokens: command.delimiters,
        command_score: command.score,
        command_tokens_hash: command.delimiterHash,
        account_score: textFeatures(account).score,
        is_system_session: isSystemLogon(logon_id),
      },
    ];
  },
  examples: [
    {
      query:
        'datatable(NewProcessName: string, CommandLine: string, SubjectLogonId: string)["C:\\\\Windows\\\\cmd.exe", "cmd /c dir", "0x3e7"] | invoke process_features() | project process_name, path_score, command_length, command_tokens, is_system_session',
      rows: [['cmd.exe', 1732, 10, 3, true]],
    },
  ],
});

export default processFeatures;
