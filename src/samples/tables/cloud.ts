import { tenantId, workspaceId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

/** Entra ID and Microsoft 365. */
export const cloudTables: readonly TableShape[] = [
  {
    name: 'SigninLogs',
    columns: `
      TimeGenerated:datetime TenantId SourceSystem OperationName Category ResultType
      ResultSignature ResultDescription DurationMs:long CorrelationId Identity Level Location
      AppDisplayName AppId AuthenticationDetails AuthenticationProcessingDetails
      AuthenticationProtocol AuthenticationRequirement AutonomousSystemNumber ClientAppUsed
      ConditionalAccessPolicies:dynamic ConditionalAccessStatus CreatedDateTime:datetime
      DeviceDetail:dynamic Id IncomingTokenType IPAddress IsInteractive:bool IsRisky:bool
      LocationDetails:dynamic MfaDetail:dynamic ResourceDisplayName ResourceIdentity RiskDetail
      RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState Status:dynamic
      TokenIssuerType UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName
      UserType AADTenantId Type`,
    alsoTime: ['CreatedDateTime'],
    defaults: {
      TenantId: workspaceId,
      SourceSystem: 'Azure AD',
      OperationName: 'Sign-in activity',
      Category: 'SignInLogs',
      ResultSignature: 'None',
      Level: '4',
      AuthenticationProcessingDetails: '[]',
      AuthenticationProtocol: 'none',
      IncomingTokenType: 'none',
      IsInteractive: true,
      RiskDetail: 'none',
      RiskEventTypes_V2: '[]',
      RiskLevelAggregated: 'none',
      RiskLevelDuringSignIn: 'none',
      RiskState: 'none',
      IsRisky: false,
      TokenIssuerType: 'AzureAD',
      UserType: 'Member',
      AADTenantId: tenantId,
      Type: 'SigninLogs',
    },
  },
  {
    name: 'AuditLogs',
    columns: `
      TimeGenerated:datetime TenantId SourceSystem OperationName OperationVersion Category
      ActivityDisplayName ActivityDateTime:datetime AADOperationType LoggedByService Result
      ResultReason ResultDescription CorrelationId Id Identity InitiatedBy:dynamic
      TargetResources:dynamic AdditionalDetails:dynamic AADTenantId Level Type`,
    alsoTime: ['ActivityDateTime'],
    defaults: {
      TenantId: workspaceId,
      SourceSystem: 'Azure AD',
      OperationVersion: '1.0',
      LoggedByService: 'Core Directory',
      Result: 'success',
      AADTenantId: tenantId,
      AdditionalDetails: '[]',
      Level: '4',
      Type: 'AuditLogs',
    },
  },
  {
    name: 'IdentityInfo',
    columns: `
      TimeGenerated:datetime TenantId AccountObjectId AccountUPN AccountName AccountDomain
      AccountDisplayName AccountSID GivenName Surname JobTitle Department Manager MailAddress City
      Country IsAccountEnabled:bool IsMFARegistered:bool IsServiceAccount:bool
      AssignedRoles:dynamic GroupMembership:dynamic Tags:dynamic UserType SourceSystem Type`,
    defaults: {
      TenantId: workspaceId,
      IsAccountEnabled: true,
      Tags: '[]',
      UserType: 'Member',
      SourceSystem: 'Microsoft',
      Type: 'IdentityInfo',
    },
  },
  {
    name: 'OfficeActivity',
    columns: `
      TimeGenerated:datetime TenantId RecordType Operation OfficeWorkload OrganizationId
      OrganizationName UserType UserKey UserId UserAgent ClientIP Client_IPAddress ResultStatus
      OfficeObjectId Parameters ExternalAccess OriginatingServer ClientInfoString ClientAppId AppId
      Logon_Type MailboxGuid MailboxOwnerUPN MailboxOwnerSid LogonUserDisplayName Folder Folders
      AffectedItems Item ModifiedProperties Site_Url SourceRelativeUrl SourceFileName
      SourceFileExtension ItemType EventSource IsManagedDevice:bool OfficeId SourceRecordId
      OfficeTenantId SourceSystem Type`,
    defaults: {
      TenantId: workspaceId,
      OrganizationId: tenantId,
      OfficeTenantId: tenantId,
      OrganizationName: 'norrvik.example',
      UserType: 'Regular',
      SourceSystem: 'OfficeActivityManager',
      Type: 'OfficeActivity',
    },
  },
];
