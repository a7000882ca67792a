import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  IoTHub: 'entity:AzureResource',
  DeviceId: 'string',
  DeviceName: 'string',
  IoTSecurityAgentId: 'string',
  DeviceType: 'string',
  Source: 'string',
  SourceRef: 'string',
  Manufacturer: 'string',
  Model: 'string',
  OperatingSystem: 'string',
  IpAddress: 'entity:IpAddress',
  MacAddress: 'string',
  Protocols: 'dynamic',
  SerialNumber: 'string',
} as const;

const iotDevice: EntityDefinition<typeof fields> = defineEntity({
  name: 'IoTDevice',
  about: 'A device of the internet of things.',
  source:
    'msticpy.datamodel.entities.IoTDevice, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['iotdevice', 'iot-device'],
  fields,
  identity: (f, identify) => [
    ...key('device', [f.DeviceId, f.IoTHub ? identify(f.IoTHub) : '-']),
    ...key('serial', [f.SerialNumber]),
    ...key('mac', [f.MacAddress]),
  ],
  label: (f) => firstOf(f.DeviceName, f.DeviceId, 'IoTDevice'),
  describe: (f) => [f.DeviceName, f.DeviceId].filter((part) => part).join(' - ') || 'IoTDevice',
  columns: [{ DeviceId: 'IoTDeviceId' }],
  examples: [
    {
      from: { DeviceName: 'cam1', DeviceId: 'D7' },
      identity: 'IoTDevice device=d7|-',
      label: 'cam1',
      description: 'cam1 - D7',
    },
  ],
});

export default iotDevice;
