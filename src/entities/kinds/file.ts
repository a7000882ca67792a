import {
  defineEntity,
  type EntityDefinition,
  type FieldValues,
  firstOf,
  key,
} from '../define-entity.ts';

const fields = {
  FullPath: 'string',
  Directory: 'string',
  Name: 'string',
  Host: 'entity:Host',
  Md5: 'string',
  Sha1: 'string',
  Sha256: 'string',
  Sha256Ac: 'string',
  FileHashes: 'entities:FileHash',
  SizeInBytes: 'number',
  MimeType: 'string',
} as const;

type Values = FieldValues<typeof fields>;
const windowsPath =
  /^(?:[a-z]:\\|\\\\[^\\/:*?"<>|]{1,255}\\|%[a-z0-9_]{1,64}%\\|\\device\\)[^:*?"<>|\r\n]{0,1024}$/i;
const unixPath = /^\/(?:[^/\0\r\n]{1,255}\/){0,64}[^/\0\r\n]{1,255}$/;
/** Endings that are a file's, though some of them are also a country's. */
const bareName =
  /^[^\\/:*?"<>|\s][^\\/:*?"<>|\r\n]{0,200}\.(?:exe|dll|sys|ps1|psm1|bat|cmd|vbs|vbe|js|jse|wsf|hta|lnk|msi|scr|sh|py|jar|elf|bin|iso|img|zip|rar|7z|docx?|docm|xlsx?|xlsm|pptx?|pdf|rtf|txt|log|tmp|dat|png|jpg)$/i;

function withPath(f: Values): Values {
  const { FullPath: path, Directory: directory, Name: name } = f;
  if (path) {
    const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
    return name || cut < 0 ? f : { ...f, Name: path.slice(cut + 1) || path };
  }
  if (!directory || !name) return f;
  const mark = directory.includes('/') && !directory.includes('\\') ? '/' : '\\';
  if (directory.toLowerCase().endsWith(mark + name.toLowerCase()))
    return { ...f, FullPath: directory };
  return { ...f, FullPath: `${directory.replace(/[\\/]$/, '')}${mark}${name}` };
}

function readPath(text: string): Values | null {
  if (windowsPath.test(text) || (unixPath.test(text) && text.length > 2))
    return withPath({ FullPath: text });
  return bareName.test(text) ? { Name: text } : null;
}

const file: EntityDefinition<typeof fields> = defineEntity({
  name: 'File',
  about: 'A file, by its path or by what is in it.',
  source:
    'msticpy.datamodel.entities.File, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: a path with slashes is not one of Windows; a file is known by its name too',
  said: ['file'],
  fields,
  aliases: { filename: 'Name', folderpath: 'Directory', path: 'FullPath', filepath: 'FullPath' },
  complete: withPath,
  identity: (f) => {
    const path = f.FullPath ?? f.Name;
    return [
      ...key('path', [path], path?.startsWith('/')),
      ...key('sha256', [f.Sha256]),
      ...key('sha1', [f.Sha1]),
      ...key('md5', [f.Md5]),
    ];
  },
  label: (f) => firstOf(f.Name, f.FullPath, f.Sha256, f.Sha1, f.Md5, 'File'),
  describe: (f) => firstOf(f.FullPath, f.Name, f.Sha256, f.Sha1, f.Md5, 'File'),
  columns: [
    { FullPath: 'FilePath' },
    { FullPath: 'TargetFilename' },
    { FullPath: 'TargetFileName' },
    { FullPath: 'FullPath' },
    { FullPath: 'ImageLoaded' },
    { Name: 'FileName', Directory: 'FolderPath', Sha1: 'SHA1', Sha256: 'SHA256', Md5: 'MD5' },
    { Name: 'FileName' },
    { FullPath: 'FolderPath' },
    { FullPath: 'TargetFilePath' },
    { Name: 'SourceFileName' },
  ],
  looks: { rank: 40, read: readPath },
  examples: [
    {
      from: { Directory: 'c:\\windows', Name: 'x.exe' },
      identity: 'File path=c:\\windows\\x.exe',
      label: 'x.exe',
      description: 'c:\\windows\\x.exe',
    },
    {
      from: 'C:\\Windows\\x.exe',
      identity: 'File path=c:\\windows\\x.exe',
      label: 'x.exe',
      description: 'C:\\Windows\\x.exe',
    },
    { from: '/usr/bin/X', identity: 'File path=/usr/bin/X', label: 'X', description: '/usr/bin/X' },
    {
      from: 'invoice.docm',
      identity: 'File path=invoice.docm',
      label: 'invoice.docm',
      description: 'invoice.docm',
    },
  ],
});

export default file;
