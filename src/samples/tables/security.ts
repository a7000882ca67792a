import { subscriptionId, workspaceId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

/** What Sentinel itself keeps: alerts, incidents and indicators. */
export const securityTables: readonly TableShape[] = [
  {
    name: 'SecurityAlert',
    columns: `
      TimeGenerated:datetime TenantId DisplayName AlertName AlertSeverity Description ProviderName
      VendorName VendorOriginalId SystemAlertId ResourceId SourceComputerId AlertType
      ConfidenceLevel ConfidenceScore:real IsIncident:bool StartTime:datetime EndTime:datetime
      ProcessingEndTime:datetime RemediationSteps ExtendedProperties Entities SourceSystem
      WorkspaceSubscriptionId WorkspaceResourceGroup ExtendedLinks ProductName
      ProductComponentName AlertLink Status CompromisedEntity Tactics Techniques Type`,
    defaults: {
      TenantId: workspaceId,
      VendorName: 'Microsoft',
      IsIncident: false,
      SourceSystem: 'Detection',
      WorkspaceSubscriptionId: subscriptionId,
      WorkspaceResourceGroup: 'rg-security',
      Status: 'New',
      Type: 'SecurityAlert',
    },
  },
  {
    name: 'SecurityIncident',
    columns: `
      TimeGenerated:datetime TenantId IncidentName IncidentNumber:int Title Description Severity
      Status Classification ClassificationReason ClassificationComment Owner:dynamic ProviderName
      ProviderIncidentId FirstActivityTime:datetime LastActivityTime:datetime
      FirstModifiedTime:datetime LastModifiedTime:datetime CreatedTime:datetime
      ClosedTime:datetime AlertIds:dynamic BookmarkIds:dynamic Comments:dynamic Labels:dynamic
      RelatedAnalyticRuleIds:dynamic AdditionalData:dynamic IncidentUrl ModifiedBy SourceSystem
      Type`,
    defaults: {
      TenantId: workspaceId,
      ProviderName: 'Microsoft XDR',
      BookmarkIds: '[]',
      Comments: '[]',
      Labels: '[]',
      RelatedAnalyticRuleIds: '[]',
      SourceSystem: 'Azure',
      Type: 'SecurityIncident',
    },
  },
  {
    name: 'ThreatIntelligenceIndicator',
    columns: `
      TimeGenerated:datetime TenantId SourceSystem Action ActivityGroupNames ConfidenceScore:real
      Description ExternalIndicatorId IndicatorId ExpirationDateTime:datetime ThreatType
      ThreatSeverity:int Active:bool KillChainC2:bool KillChainDelivery:bool Tags
      TrafficLightProtocolLevel EmailSenderAddress EmailSourceDomain FileHashType FileHashValue
      FileName DomainName NetworkIP NetworkSourceIP NetworkDestinationIP Url IndicatorProvider
      Type`,
    defaults: {
      TenantId: workspaceId,
      SourceSystem: 'TAXII',
      Action: 'alert',
      Active: true,
      TrafficLightProtocolLevel: 'amber',
      IndicatorProvider: 'Maritime Sector ISAC',
      Type: 'ThreatIntelligenceIndicator',
    },
  },
];
