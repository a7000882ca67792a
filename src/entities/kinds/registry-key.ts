import {
  defineEntity,
  type EntityDefinition,
  type FieldValues,
  firstOf,
  key,
} from '../define-entity.ts';

const fields = { Hive: 'string', Key: 'string' } as const;

type Values = FieldValues<typeof fields>;
const path =
  /^(?:computer\\)?(HKEY_[A-Z_]{4,30}|HKLM|HKCU|HKCR|HKU|HKCC|\\REGISTRY\\(?:MACHINE|USER))(?:\\([^\r\n]{0,1024}))?$/i;
const short: ReadonlyMap<string, string> = new Map([
  ['HKEY_LOCAL_MACHINE', 'HKLM'],
  ['LOCALMACHINE', 'HKLM'],
  ['\\REGISTRY\\MACHINE', 'HKLM'],
  ['HKEY_CURRENT_USER', 'HKCU'],
  ['CURRENTUSER', 'HKCU'],
  ['HKEY_CLASSES_ROOT', 'HKCR'],
  ['CLASSESROOT', 'HKCR'],
  ['HKEY_USERS', 'HKU'],
  ['USERS', 'HKU'],
  ['\\REGISTRY\\USER', 'HKU'],
  ['HKEY_CURRENT_CONFIG', 'HKCC'],
  ['CURRENTCONFIG', 'HKCC'],
]);

/** The short name of a hive: `HKLM`. */
function shortHive(hive: string | undefined): string {
  return short.get(hive?.toUpperCase() ?? '') ?? hive ?? '';
}

function split(f: Values): Values {
  const found = f.Hive ? null : path.exec(f.Key ?? '');
  return found ? { ...f, Hive: found[1] ?? '', Key: found[2] ?? '' } : f;
}

function pathOf(f: Values): string | undefined {
  if (!f.Hive) return f.Key;
  return f.Key ? `${shortHive(f.Hive)}\\${f.Key}` : shortHive(f.Hive);
}

const registryKey: EntityDefinition<typeof fields> = defineEntity({
  name: 'RegistryKey',
  about: 'A key of the registry of Windows.',
  source:
    'msticpy.datamodel.entities.RegistryKey, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: a hive that is given as text is no error',
  said: ['registry-key', 'registrykey'],
  fields,
  complete: split,
  identity: (f) => key('key', [pathOf(f)]),
  label: (f) => `${shortHive(f.Hive)}\\..\\${f.Key?.split('\\').at(-1) || 'RegKeyNA'}`,
  describe: (f) => firstOf(pathOf(f), 'RegistryKey'),
  columns: [{ Key: 'RegistryKey' }, { Key: 'PreviousRegistryKey' }, { Key: 'TargetObject' }],
  looks: { rank: 25, read: (text) => (path.test(text) ? split({ Key: text }) : null) },
  examples: [
    {
      from: { Hive: 'HKEY_LOCAL_MACHINE', Key: 'SOFTWARE\\X' },
      identity: 'RegistryKey key=hklm\\software\\x',
      label: 'HKLM\\..\\X',
      description: 'HKLM\\SOFTWARE\\X',
    },
    {
      from: 'HKLM\\Software\\X',
      identity: 'RegistryKey key=hklm\\software\\x',
      label: 'HKLM\\..\\X',
      description: 'HKLM\\Software\\X',
    },
  ],
});

export default registryKey;
