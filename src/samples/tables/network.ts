import { workspaceId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

/** The firewall, raw and as a summary rule condenses it, and the domain name service. */
export const networkTables: readonly TableShape[] = [
  {
    name: 'CommonSecurityLog',
    columns: `
      TimeGenerated:datetime TenantId DeviceVendor DeviceProduct DeviceVersion DeviceEventClassID
      Activity LogSeverity DeviceAction SimplifiedDeviceAction ApplicationProtocol Protocol
      CommunicationDirection SourceIP SourcePort:int SourceHostName SourceUserName
      SourceTranslatedAddress DestinationIP DestinationPort:int DestinationHostName
      DeviceName DeviceInboundInterface DeviceOutboundInterface SentBytes:long ReceivedBytes:long
      EventCount:int StartTime:datetime EndTime:datetime RequestURL Message AdditionalExtensions
      Computer CollectorHostName Type`,
    defaults: {
      TenantId: workspaceId,
      DeviceVendor: 'Palo Alto Networks',
      DeviceProduct: 'PAN-OS',
      DeviceVersion: '11.1.6',
      DeviceName: 'nvk-fw01',
      Computer: 'nvk-fw01',
      CollectorHostName: 'nvk-log01',
      EventCount: 1,
      Type: 'CommonSecurityLog',
    },
  },
  {
    name: 'NetworkSummary_CL',
    columns: `
      TimeGenerated:datetime TenantId SourceHostName SourceIP SourceZone DestinationZone
      DestinationCountry DestinationPort:int Sessions:long DistinctDestinations:long TopDestinationIP SentBytes:long
      ReceivedBytes:long _BinStartTime:datetime _BinSize:int _RuleName Type`,
    defaults: {
      TenantId: workspaceId,
      _BinSize: 60,
      _RuleName: 'Network traffic per hour',
      Type: 'NetworkSummary_CL',
    },
  },
  {
    name: 'DnsEvents',
    columns: `
      TimeGenerated:datetime TenantId Computer SubType EventId:int ClientIP Name QueryType
      IPAddresses Result ResultCode:int TaskCategory Type`,
    defaults: {
      TenantId: workspaceId,
      SubType: 'LookupQuery',
      EventId: 256,
      QueryType: 'A',
      Result: 'Success',
      ResultCode: 0,
      TaskCategory: 'LOOK_UP',
      Type: 'DnsEvents',
    },
  },
];
