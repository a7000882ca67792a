import { Refusal } from '../error.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

/** Plugins that leave the machine or run another language, and what they would reach. */
const refused: readonly [name: string, page: string, reaches: string][] = [
  ['sql_request', 'sql-request-plugin', 'send a query to a SQL Server over the network'],
  ['mysql_request', 'mysql-request-plugin', 'send a query to a MySQL server over the network'],
  [
    'postgresql_request',
    'postgresql-request-plugin',
    'send a query to a PostgreSQL server over the network',
  ],
  [
    'cosmosdb_sql_request',
    'cosmosdb-plugin',
    'send a query to an Azure Cosmos DB over the network',
  ],
  [
    'azure_digital_twins_query_request',
    'azure-digital-twins-query-request-plugin',
    'send a query to Azure Digital Twins over the network',
  ],
  ['dax_request', 'evaluate-operator', 'send a query to a Power BI model over the network'],
  ['http_request', 'http-request-plugin', 'fetch an address over the network'],
  ['http_request_post', 'http-request-post-plugin', 'send data to an address over the network'],
  ['ai_embeddings', 'ai-embeddings-plugin', 'send texts to a language model over the network'],
  ['ai_embed_text', 'ai-embeddings-plugin', 'send texts to a language model over the network'],
  [
    'ai_chat_completion',
    'ai-chat-completion-plugin',
    'send messages to a language model over the network',
  ],
  [
    'ai_chat_completion_prompt',
    'ai-chat-completion-prompt-plugin',
    'send prompts to a language model over the network',
  ],
  [
    'infer_storage_schema',
    'infer-storage-schema-plugin',
    'read files from storage over the network',
  ],
  [
    'infer_storage_schema_with_suggestions',
    'infer-storage-schema-with-suggestions-plugin',
    'read files from storage over the network',
  ],
  ['external_datatable', 'evaluate-operator', 'read files from storage over the network'],
  ['execute_query', 'evaluate-operator', 'run a query on another cluster'],
  ['execute_show_command', 'evaluate-operator', 'run a command on a cluster'],
  ['identity_v3', 'evaluate-operator', 'run inside a Kusto cluster'],
  ['python', 'python-plugin', 'run Python code'],
  ['r', 'r-plugin', 'run R code'],
  ['csharp', 'evaluate-operator', 'run C# code'],
];

const definitions: readonly Plugin[] = refused.map(([name, page, reaches]) =>
  definePlugin({
    name,
    about: `Refused: it would ${reaches}; a hunt stays on this machine.`,
    source: `https://learn.microsoft.com/kusto/query/${page}`,
    apply(call) {
      throw new Refusal(
        `evaluate ${name} would ${reaches}; a query here reads only the data that is open in the hunt.`,
        call.node.part('FunctionCall').span,
        'kql/refused',
      );
    },
    examples: [],
  }),
);

export default definitions;
