import type { Column, KustoType } from '../base/index.ts';

/** A list of Sentinel's that is asked as a table. */
export interface SentinelTable {
  readonly name: string;
  /** Below the workspace; `{}` stands for what the list belongs to. */
  readonly path: string;
  readonly version: string;
  readonly method?: 'POST';
  /** The name of the list in the answer. */
  readonly list?: 'entities';
  /** The columns that are documented, with their types; what else there is comes behind them. */
  readonly columns: readonly Column[];
  /** The column that a span of time is about. */
  readonly time?: string;
  /** What may stand in brackets behind the name, and what is listed where nothing does. */
  readonly of?: 'incident' | 'watchlist' | 'keyword' | 'self';
  /** Whether the properties of a record become columns, or one dynamic. */
  readonly properties: 'columns' | 'whole';
  /** Only records whose column says so. */
  readonly only?: { readonly column: string; readonly value: string };
}

const insights = '/providers/Microsoft.SecurityInsights';
const version = '2024-03-01';

/** `Name Kind:long` as columns; those without a type are text. */
function columnsOf(text: string): Column[] {
  return text.split(' ').map((part) => {
    const [name = '', type = 'string'] = part.split(':');
    return { name, type: type as KustoType };
  });
}

const resource = 'Name Kind ResourceId Etag';
const bookmark =
  'DisplayName Query QueryResult Notes EventTime:datetime QueryStartTime:datetime QueryEndTime:datetime Created:datetime CreatedBy:dynamic Updated:datetime UpdatedBy:dynamic Labels:dynamic Tactics:dynamic Techniques:dynamic IncidentInfo:dynamic';
const rule =
  'DisplayName Description Severity Query QueryFrequency QueryPeriod TriggerOperator TriggerThreshold:long Tactics:dynamic Techniques:dynamic EntityMappings:dynamic';
const indicator =
  'DisplayName Description Source Pattern PatternType ParsedPattern:dynamic ThreatTypes:dynamic IndicatorTypes:dynamic Confidence:long Revoked:bool ValidFrom:datetime ValidUntil:datetime Created:datetime Modified:datetime LastUpdatedTimeUtc:datetime ExternalLastUpdatedTimeUtc:datetime ThreatIntelligenceTags:dynamic Labels:dynamic KillChainPhases:dynamic ExternalReferences:dynamic ExternalId CreatedByRef';
const savedSearch = 'Category DisplayName Query Version:long Tags:dynamic FunctionAlias';

const table = (
  name: string,
  path: string,
  columns: string,
  more: Partial<SentinelTable> = {},
): SentinelTable => ({
  name,
  path: insights + path,
  version,
  columns: columnsOf(`${resource} ${columns}`),
  properties: 'columns',
  ...more,
});

const ofIncident = (name: string, path: string, columns: string): SentinelTable =>
  table(name, `/incidents/{}/${path}`, `IncidentName IncidentNumber:long ${columns}`, {
    of: 'incident',
  });

/** The lists of Sentinel's own interface, by the names under which they are asked. */
export const sentinelTables: readonly SentinelTable[] = [
  table(
    'Incidents',
    '/incidents',
    'IncidentNumber:long Title Description Severity Status Classification ClassificationReason ClassificationComment Owner:dynamic Labels:dynamic CreatedTimeUtc:datetime LastModifiedTimeUtc:datetime FirstActivityTimeUtc:datetime LastActivityTimeUtc:datetime IncidentUrl ProviderName ProviderIncidentId RelatedAnalyticRuleIds:dynamic AdditionalData:dynamic',
    { time: 'CreatedTimeUtc', of: 'self' },
  ),
  {
    ...ofIncident(
      'IncidentAlerts',
      'alerts',
      'SystemAlertId AlertDisplayName FriendlyName Description Severity Status AlertType ProductName VendorName ConfidenceLevel CompromisedEntity Tactics:dynamic TimeGenerated:datetime StartTimeUtc:datetime EndTimeUtc:datetime ProcessingEndTime:datetime ProviderAlertId AlertLink ResourceIdentifiers:dynamic AdditionalData:dynamic',
    ),
    method: 'POST',
  },
  {
    ...ofIncident('IncidentEntities', 'entities', 'FriendlyName Properties:dynamic'),
    method: 'POST',
    list: 'entities',
    properties: 'whole',
  },
  { ...ofIncident('IncidentBookmarks', 'bookmarks', bookmark), method: 'POST' },
  ofIncident(
    'IncidentComments',
    'comments',
    'Message Author:dynamic CreatedTimeUtc:datetime LastModifiedTimeUtc:datetime',
  ),
  table('Bookmarks', '/bookmarks', bookmark, { time: 'Created' }),
  table(
    'Watchlists',
    '/watchlists',
    'WatchlistAlias DisplayName Description Provider Source ItemsSearchKey Created:datetime CreatedBy:dynamic Updated:datetime UpdatedBy:dynamic IsDeleted:bool Labels:dynamic WatchlistId WatchlistType TenantId',
  ),
  table(
    'WatchlistItems',
    '/watchlists/{}/watchlistItems',
    'WatchlistAlias ItemsKeyValue:dynamic EntityMapping:dynamic Created:datetime CreatedBy:dynamic Updated:datetime UpdatedBy:dynamic IsDeleted:bool WatchlistItemId WatchlistItemType TenantId',
    { of: 'watchlist' },
  ),
  table(
    'AlertRules',
    '/alertRules',
    `${rule} Enabled:bool LastModifiedUtc:datetime AlertRuleTemplateName SuppressionEnabled:bool SuppressionDuration CustomDetails:dynamic IncidentConfiguration:dynamic`,
  ),
  table(
    'AlertRuleTemplates',
    '/alertRuleTemplates',
    `${rule} Status AlertRulesCreatedByTemplateCount:long CreatedDateUTC:datetime LastUpdatedDateUTC:datetime RequiredDataConnectors:dynamic`,
  ),
  table(
    'AutomationRules',
    '/automationRules',
    'DisplayName Order:long TriggeringLogic:dynamic Actions:dynamic CreatedTimeUtc:datetime CreatedBy:dynamic LastModifiedTimeUtc:datetime LastModifiedBy:dynamic',
  ),
  table('DataConnectors', '/dataConnectors', 'TenantId DataTypes:dynamic'),
  table('Indicators', '/threatIntelligence/main/indicators', indicator, {
    time: 'LastUpdatedTimeUtc',
    of: 'keyword',
  }),
  {
    ...table('SavedSearches', '', savedSearch),
    path: '/savedSearches',
    version: '2020-08-01',
  },
  {
    ...table('HuntingQueries', '', savedSearch),
    path: '/savedSearches',
    version: '2020-08-01',
    only: { column: 'Category', value: 'Hunting Queries' },
  },
];

/** Where indicators are searched by words instead of listed. */
export const indicatorSearch: Pick<SentinelTable, 'path' | 'version'> = {
  path: `${insights}/threatIntelligence/main/queryIndicators`,
  version,
};
