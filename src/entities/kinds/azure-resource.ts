import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  ResourceId: 'string',
  SubscriptionId: 'string',
  ResourceName: 'string',
  TryGetResourceGroup: 'string',
} as const;

const azureResource: EntityDefinition<typeof fields> = defineEntity({
  name: 'AzureResource',
  about: 'A resource in Azure.',
  source:
    'msticpy.datamodel.entities.AzureResource, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['azure-resource', 'azureresource'],
  fields,
  identity: (f) => key('id', [f.ResourceId]),
  label: (f) => firstOf(f.ResourceId, 'AzureResource'),
  describe: (f) => firstOf(f.ResourceId, 'AzureResource'),
  columns: [
    { ResourceId: 'ResourceId' },
    { ResourceId: '_ResourceId' },
    { ResourceId: 'AzureResourceId' },
    { ResourceId: 'TargetResourceId' },
    { ResourceId: 'SourceSystemId' },
  ],
  looks: {
    rank: 15,
    read: (text) =>
      /^\/subscriptions\/[^/\s]{1,64}(?:\/[^\r\n]{0,1024})?$/i.test(text)
        ? { ResourceId: text }
        : null,
  },
  examples: [
    {
      from: '/subscriptions/S/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1',
      identity:
        'AzureResource id=/subscriptions/s/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm1',
      label: '/subscriptions/S/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1',
      description:
        '/subscriptions/S/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1',
    },
  ],
});

export default azureResource;
