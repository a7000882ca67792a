import { describeEntity, guessEntities, identityOf, plainFields } from '../../entities/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  value: {
    type: 'string',
    about: 'A loose value; a defanged one is read as it was.',
    usual: ['Indicator', 'Observable', 'Value', 'Entity'],
  },
} as const;
const parameters = {} as const;
const output = {
  entity_type: { type: 'string', about: 'What the value is: IpAddress, Url, Account and so on.' },
  identity: { type: 'string', about: 'The same text for the same thing, however it is spelled.' },
  entity_description: { type: 'string', about: 'What it is, in one line.' },
  fields: { type: 'dynamic', about: 'What the value says, by the fields of the entity.' },
  others: { type: 'dynamic', about: 'What else it may be, the likelier first.' },
} as const;

const guessEntity: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'guess_entity',
  about:
    'What kind of entity a loose value is: an address, a URL, a hash, an account, a path and so on.',
  source:
    'Huntbook. The kinds and their fields are those of msticpy.datamodel.entities; a value that looks like nothing known gives no row. Of a hash `fields.Algorithm` says which kind it is, as MSTICPy’s file_hash_type does.',
  passesOver: 'Values that look like nothing known have no row.',
  input,
  parameters,
  output,
  entities: ['FileHash'],
  tellsFacts: true,
  each: ({ value }) => {
    const [entity, ...others] = guessEntities(value);
    if (!entity) return [];
    return [
      {
        entity_type: entity.type,
        identity: identityOf(entity),
        entity_description: describeEntity(entity),
        fields: plainFields(entity),
        others: others.map((e) => e.type),
      },
    ];
  },
  examples: [
    {
      query:
        'datatable(v: string)["8.8.8.8", "hxxp://evil[.]example[.]com/a", "CORP\\\\bob", "hello there", "C:\\\\Windows\\\\cmd.exe"] | invoke guess_entity(v) | project entity_type, identity',
      rows: [
        ['IpAddress', 'IpAddress address=8.8.8.8'],
        ['Url', 'Url url=http://evil.example.com/a'],
        ['Account', 'Account nt=corp|bob'],
        ['File', 'File path=c:\\windows\\cmd.exe'],
      ],
    },
    {
      query: 'print v = "D41D8CD98F00B204E9800998ECF8427E" | invoke guess_entity(v)',
      rows: [
        [
          'D41D8CD98F00B204E9800998ECF8427E',
          'FileHash',
          'FileHash hash=d41d8cd98f00b204e9800998ecf8427e',
          'MD5: D41D8CD98F00B204E9800998ECF8427E',
          { Type: 'filehash', Algorithm: 'MD5', Value: 'D41D8CD98F00B204E9800998ECF8427E' },
          [],
        ],
      ],
    },
  ],
});

export default guessEntity;
