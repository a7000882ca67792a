const network = 'would reach another system, which a query here never does';
const sandbox = 'runs code of its own, which a query here never does';
const cluster = 'asks about a cluster, and there is none here';
const language = 'asks a language model over the network, which a query here never does';

/** What is never going to run here, by its name, and why: `{name} {why}.` */
export const refused: ReadonlyMap<string, string> = new Map([
  ['azure_digital_twins_query_request', network],
  ['cosmosdb_sql_request', network],
  ['http_request', network],
  ['http_request_post', network],
  ['mysql_request', network],
  ['postgresql_request', network],
  ['sql_request', network],
  ['execute_query', network],
  ['execute_show_command', network],
  ['schema_merge', cluster],
  ['python', sandbox],
  ['r', sandbox],
  ['ai_embed_text', language],
  ['ai_embeddings', language],
  ['ai_chat_completion', language],
  ['ai_chat_completion_prompt', language],
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
]);

/** Why a name that Kusto knows cannot be used: what was decided, or that nobody has written it. */
export function whyNot(what: string, name: string): string {
  const reason = refused.get(name);
  return reason ? `${name} ${reason}.` : `The ${what} ${name} is not supported yet.`;
}
