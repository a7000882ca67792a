import {
  defineEntity,
  type EntityDefinition,
  type FieldValues,
  firstOf,
  inner,
  key,
} from '../define-entity.ts';
import { makeEntity } from '../make.ts';
import file from './file.ts';

const fields = {
  ProcessId: 'string',
  CommandLine: 'string',
  ImagePath: 'string',
  ElevationToken: 'string',
  CreationTimeUtc: 'time',
  ImageFile: 'entity:File',
  Account: 'entity:Account',
  ParentProcess: 'entity:Process',
  Host: 'entity:Host',
  LogonSession: 'entity:HostLogonSession',
} as const;

type Values = FieldValues<typeof fields>;
const command =
  /^(?:"([^"]{1,260}\.(?:exe|com|cmd|bat|ps1))"|([^\s"]{1,260}\.(?:exe|com|cmd|bat|ps1)))\s+\S/i;

function pathOf(f: Values): string | undefined {
  return inner(f.ImageFile, 'FullPath') ?? inner(f.ImageFile, 'Name');
}

/** The id in decimal, however it is spelled. */
function processId({ ProcessId: id }: Values): string | undefined {
  return id && /^0x[0-9a-f]{1,12}$/i.test(id) ? String(Number.parseInt(id, 16)) : id;
}

function withImage(f: Values): Values {
  if (f.ImageFile || !f.ImagePath) return f;
  return { ...f, ImageFile: makeEntity(file, { FullPath: f.ImagePath }) };
}

function readCommand(text: string): Values | null {
  const found = command.exec(text);
  return found ? withImage({ CommandLine: text, ImagePath: found[1] ?? found[2] ?? '' }) : null;
}

const processKind: EntityDefinition<typeof fields> = defineEntity({
  name: 'Process',
  about: 'A process as it runs, or ran, on a host.',
  source:
    'msticpy.datamodel.entities.Process, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: a process is told by its id, start and host; an id is the same in hex and in decimal; the year 1 is no start',
  said: ['process'],
  fields,
  aliases: {
    pid: 'ProcessId',
    processcommandline: 'CommandLine',
    processcreationtime: 'CreationTimeUtc',
    imagepath: 'ImagePath',
  },
  complete: withImage,
  identity: (f, identify) => {
    const host = f.Host && identify(f.Host);
    const image = pathOf(f);
    return [
      ...key('run', [processId(f), f.CreationTimeUtc, host ?? '-']),
      ...(f.CreationTimeUtc ? [] : key('pid', [processId(f), image ?? '-', host ?? '-'])),
      ...(f.ProcessId ? [] : key('does', [f.CommandLine ?? image, host ?? '-'])),
    ];
  },
  label: (f) =>
    f.ImageFile
      ? `${firstOf(inner(f.ImageFile, 'Name'), inner(f.ImageFile, 'FullPath'), 'File')}[pid:${f.ProcessId ?? 'unknown'}]`
      : 'Process',
  describe: (f) => {
    const path = pathOf(f);
    return path ? `${path}: ${f.CommandLine ?? ''}` : 'Process';
  },
  columns: [
    { CommandLine: 'CommandLine', ProcessId: 'NewProcessId', ImagePath: 'NewProcessName' },
    {
      CommandLine: 'ProcessCommandLine',
      ProcessId: 'ProcessId',
      CreationTimeUtc: 'ProcessCreationTime',
    },
    {
      CommandLine: 'InitiatingProcessCommandLine',
      ProcessId: 'InitiatingProcessId',
      ImagePath: 'InitiatingProcessFolderPath',
    },
    { ImagePath: 'NewProcessName', ProcessId: 'NewProcessId' },
    { ImagePath: 'ParentProcessName', ProcessId: 'CreatorProcessId' },
    { ImagePath: 'ParentImage', ProcessId: 'ParentProcessId', CommandLine: 'ParentCommandLine' },
    { ImagePath: 'Image', ProcessId: 'ProcessId', CommandLine: 'CommandLine' },
    { CommandLine: 'cmdline' },
  ],
  looks: { rank: 70, read: readCommand },
  examples: [
    {
      from: { ProcessId: '0x10', CommandLine: 'cmd /c x' },
      identity: 'Process pid=16|-|-',
      label: 'Process',
      description: 'Process',
    },
    {
      from: 'powershell.exe -nop -w hidden',
      identity: 'Process does=powershell.exe -nop -w hidden|-',
      label: 'powershell.exe[pid:unknown]',
      description: 'powershell.exe: powershell.exe -nop -w hidden',
    },
  ],
});

export default processKind;
