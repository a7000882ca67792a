import { defineEntity, type Entity, type EntityDefinition, inner, key } from '../define-entity.ts';

function at(address: Entity | undefined): string {
  return inner(address, 'Address') ?? '?';
}

const fields = {
  SourceAddress: 'entity:IpAddress',
  SourcePort: 'number',
  DestinationAddress: 'entity:IpAddress',
  DestinationPort: 'number',
  Protocol: 'string',
} as const;

const networkConnection: EntityDefinition<typeof fields> = defineEntity({
  name: 'NetworkConnection',
  about: 'A connection from an address to an address.',
  source:
    'msticpy.datamodel.entities.NetworkConnection, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: its description has the destination, not the name of the variable',
  said: ['network-connection', 'networkconnection'],
  fields,
  identity: (f) =>
    f.SourceAddress || f.DestinationAddress
      ? key('connection', [
          at(f.SourceAddress),
          f.SourcePort ?? '-',
          at(f.DestinationAddress),
          f.DestinationPort ?? '-',
          f.Protocol ?? '-',
        ])
      : [],
  label: () => 'NetworkConnection',
  describe: (f) =>
    `${at(f.SourceAddress)}:${f.SourcePort ?? ''} [${f.Protocol ?? ''}]-> ${at(f.DestinationAddress)}:${f.DestinationPort ?? ''}`,
  columns: [],
  examples: [
    {
      from: {
        SourceAddress: { Type: 'ip', Address: '10.0.0.1' },
        SourcePort: 5000,
        DestinationAddress: { Type: 'ip', Address: '8.8.8.8' },
        DestinationPort: 53,
        Protocol: 'UDP',
      },
      identity: 'NetworkConnection connection=10.0.0.1|5000|8.8.8.8|53|udp',
      label: 'NetworkConnection',
      description: '10.0.0.1:5000 [UDP]-> 8.8.8.8:53',
    },
  ],
});

export default networkConnection;
