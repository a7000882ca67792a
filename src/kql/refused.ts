const cluster = 'asks about a cluster, and there is none here';

/** Functions that are never going to run here, by name, and why: `{name} {why}.` */
export const refused: ReadonlyMap<string, string> = new Map([
  ['current_cluster_endpoint', cluster],
  ['current_database', cluster],
  ['current_principal', cluster],
  ['current_principal_details', cluster],
  ['current_principal_is_member_of', cluster],
  ['cursor_after', cluster],
  ['cursor_before_or_at', cluster],
  ['cursor_current', cluster],
  ['cluster', cluster],
  ['database', cluster],
  ['entity_group', cluster],
  ['extent_id', cluster],
  ['extent_tags', cluster],
  ['stored_query_result', cluster],
  ['external_table', cluster],
  ['graph', cluster],
  ['materialized_view', cluster],
  ['current_cursor', cluster],
  ['current_node_id', cluster],
  ['extentid', cluster],
  ['row_id', cluster],
  ['rowstore_ordinal_range', cluster],
]);

/** Why a name that Kusto knows cannot be used: what was decided, or that nobody has written it. */
export function whyNot(what: string, name: string): string {
  const reason = refused.get(name);
  return reason ? `${name} ${reason}.` : `The ${what} ${name} is not supported yet.`;
}
