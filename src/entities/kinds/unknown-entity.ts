import { defineEntity, type EntityDefinition, firstOf } from '../define-entity.ts';

const fields = { Name: 'string' } as const;

const unknownEntity: EntityDefinition<typeof fields> = defineEntity({
  name: 'UnknownEntity',
  about: 'Something that says of no kind known here what it is.',
  source:
    'msticpy.datamodel.entities.UnknownEntity, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['unknown', 'unknownentity', 'other'],
  fields,
  identity: () => [],
  label: (f) => firstOf(f.Name, 'UnknownEntity'),
  describe: (f) => firstOf(f.Name, 'OtherEntity'),
  columns: [],
  examples: [
    {
      from: { Type: 'sorcery', Spell: 'x' },
      identity: 'UnknownEntity is=Spell:x',
      label: 'UnknownEntity',
      description: 'OtherEntity',
    },
  ],
});

export default unknownEntity;
