import {
  describeEntity,
  identityOf,
  labelOf,
  plainFields,
  readEntities,
} from '../../entities/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  entities: {
    type: 'string',
    about: 'The entities of an alert or an incident as JSON, references by `$id` and `$ref` too.',
    usual: ['Entities'],
  },
} as const;
const parameters = {} as const;
const output = {
  entity_type: { type: 'string', about: 'IpAddress, Host, Account, Process and so on.' },
  identity: { type: 'string', about: 'The same text for the same thing, in whichever alert.' },
  entity_name: { type: 'string', about: 'Its name, short.' },
  entity_description: { type: 'string', about: 'What it is, in one line.' },
  fields: {
    type: 'dynamic',
    about:
      'What the alert says of it, entities that it refers to within; deeper than three, and the entity itself, as `$ref` with the identity.',
  },
  problem: {
    type: 'string',
    about: 'What could not be read, in a row of its own without an entity; else empty.',
  },
} as const;

const entitiesOfAlert: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'entities_of_alert',
  about: 'The entities that an alert tells of: one row an entity, references resolved.',
  source:
    'msticpy SecurityAlert.entities. Differs: an entity without `$id` is not lost, lists of entities are followed, and what cannot be read is a row that says so.',
  input,
  parameters,
  output,
  entities: ['Alert', 'Incident'],
  each: ({ entities: text }) => {
    const { entities, problems } = readEntities(text);
    const found = entities.map((entity) => ({
      entity_type: entity.type,
      identity: identityOf(entity),
      entity_name: labelOf(entity),
      entity_description: describeEntity(entity),
      fields: plainFields(entity) as unknown,
      problem: '',
    }));
    const faults = problems.map((problem) => ({
      entity_type: '',
      identity: '',
      entity_name: '',
      entity_description: '',
      fields: null,
      problem,
    }));
    return [...found, ...faults];
  },
  examples: [
    {
      query:
        'datatable(Entities: string)[\'[{"$id":"1","HostName":"vic00","OSFamily":"Windows","Type":"host"},{"$id":"2","Name":"bob","Host":{"$ref":"1"},"Type":"account"}]\', ""] | invoke entities_of_alert() | project entity_type, identity, entity_description, fields.Host.HostName',
      rows: [
        ['Host', 'Host fqdn=vic00', 'vic00 (Windows)', null],
        ['Account', 'Account on=vic00|bob', 'vic00\\bob', 'vic00'],
      ],
    },
    {
      query:
        'print Entities = \'[{"Type":"ip","Address":"::ffff:8.8.8.8"},{"$ref":"7"}]\' | invoke entities_of_alert() | project identity, problem',
      rows: [
        ['IpAddress address=8.8.8.8', ''],
        ['', 'No entity has the $id "7".'],
      ],
    },
  ],
});

export default entitiesOfAlert;
