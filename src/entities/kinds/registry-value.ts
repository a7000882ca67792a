import { defineEntity, type EntityDefinition, key } from '../define-entity.ts';
import registryKey from './registry-key.ts';

const fields = {
  Key: 'entity:RegistryKey',
  Name: 'string',
  Value: 'string',
  ValueType: 'string',
  Host: 'entity:Host',
} as const;

const registryValue: EntityDefinition<typeof fields> = defineEntity({
  name: 'RegistryValue',
  about: 'A value under a key of the registry.',
  source:
    'msticpy.datamodel.entities.RegistryValue, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['registry-value', 'registryvalue'],
  fields,
  identity: (f, identify) =>
    f.Key
      ? key('value', [identify(f.Key), f.Name ?? '-', f.Value ?? '-'])
      : key('named', [f.Name, f.Value ?? '-']),
  label: (f) =>
    `${f.Key ? registryKey.label(f.Key.fields) : 'RegPathNA'}:${f.Name ?? 'NameNA'} (RegVal)`,
  describe: (f) =>
    `${f.Key ? registryKey.describe(f.Key.fields) : 'Unknown key'}:${f.Name ?? ''}[${f.ValueType ?? ''}]:'${f.Value ?? ''}'`,
  columns: [
    { Name: 'RegistryValueName', Value: 'RegistryValueData', ValueType: 'RegistryValueType' },
  ],
  examples: [
    {
      from: {
        Name: 'Run1',
        Value: 'x.exe',
        ValueType: 'REG_SZ',
        Key: { Type: 'registry-key', Hive: 'HKLM', Key: 'Software\\Run' },
      },
      identity: 'RegistryValue value=registrykey key=hklm\\\\software\\\\run|run1|x.exe',
      label: 'HKLM\\..\\Run:Run1 (RegVal)',
      description: "HKLM\\Software\\Run:Run1[REG_SZ]:'x.exe'",
    },
  ],
});

export default registryValue;
