import { tenantId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

/** Mail as Defender for Office 365 sees it. */
export const mailTables: readonly TableShape[] = [
  {
    name: 'EmailEvents',
    columns: `
      TimeGenerated:datetime Timestamp:datetime TenantId NetworkMessageId InternetMessageId
      SenderMailFromAddress SenderFromAddress SenderDisplayName SenderMailFromDomain
      SenderFromDomain SenderIPv4 RecipientEmailAddress RecipientObjectId Subject EmailDirection
      DeliveryAction DeliveryLocation LatestDeliveryAction LatestDeliveryLocation ThreatTypes
      ThreatNames DetectionMethods ConfidenceLevel AuthenticationDetails EmailAction
      AttachmentCount:int UrlCount:int EmailLanguage EmailSize:int ReportId Type`,
    alsoTime: ['Timestamp'],
    defaults: { TenantId: tenantId, Type: 'EmailEvents' },
  },
  {
    name: 'EmailAttachmentInfo',
    columns: `
      TimeGenerated:datetime Timestamp:datetime TenantId NetworkMessageId SenderFromAddress
      SenderDisplayName RecipientEmailAddress FileName FileType FileExtension SHA256 FileSize:long
      ThreatTypes ThreatNames DetectionMethods ReportId Type`,
    alsoTime: ['Timestamp'],
    defaults: { TenantId: tenantId, Type: 'EmailAttachmentInfo' },
  },
  {
    name: 'EmailUrlInfo',
    columns: `
      TimeGenerated:datetime Timestamp:datetime TenantId NetworkMessageId Url UrlDomain UrlLocation
      ReportId Type`,
    alsoTime: ['Timestamp'],
    defaults: { TenantId: tenantId, UrlLocation: 'Body', Type: 'EmailUrlInfo' },
  },
  {
    name: 'UrlClickEvents',
    columns: `
      TimeGenerated:datetime Timestamp:datetime TenantId Url ActionType AccountUpn Workload
      NetworkMessageId ThreatTypes DetectionMethods IPAddress IsClickedThrough:bool UrlChain
      ReportId Type`,
    alsoTime: ['Timestamp'],
    defaults: { TenantId: tenantId, Workload: 'Email', Type: 'UrlClickEvents' },
  },
];
