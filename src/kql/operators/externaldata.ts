import type { Column } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { makeCall } from '../lower/call.ts';
import { rowFunctions } from '../lower/catalog.ts';
import { declaredColumns } from '../lower/declared.ts';
import { type FileColumn, fileLayout, mappedColumns } from '../lower/external-layout.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, type OperatorCall } from '../operator.ts';
import type { ExternalRequest } from '../plan.ts';
import { FilesWanted } from '../plugin.ts';
import { newColumns, project, tableRelation } from '../tree/build.ts';
import type { Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';

/** The query of an address may hold a secret, so it is not shown. */
const nobody = (uri: string): string =>
  `externaldata asks for "${uri.replace(/[?;#].*$/s, '')}", but files are not read here: open it as a table and name that.`;

function urisOf({ node, scope, lowering }: OperatorCall): string[] {
  return node.list('URIs').map((uri) => {
    const value = lowering.scalar(uri, scope);
    if (value.kind === 'literal' && typeof value.value === 'string') return value.value;
    throw new Refusal('externaldata needs its addresses as constant texts.', uri.span);
  });
}

/** Why files are not read: an error, or a warning where the query is only looked at. */
function refused(call: OperatorCall, uris: readonly string[]): boolean {
  const { lowering, node } = call;
  const refusal = lowering.options.external?.refusal.bind(lowering.options.external) ?? nobody;
  const why = uris.map(refusal).find((reason) => reason !== null);
  if (why === undefined || why === null) return false;
  if (lowering.files) throw new Refusal(why, node.span, 'kql/external-data');
  const { span } = node;
  lowering.found.diagnostics.push({
    severity: 'warning',
    code: 'kql/external-data',
    message: why,
    span,
  });
  return true;
}

function nothing(declared: readonly Column[]): Relation {
  const columns = newColumns(declared.map((c) => ({ ...c, nullable: true })));
  return { kind: 'values', rows: [], columns, hidden: [], order: [], sorted: false };
}

/** The value of a declared column, out of a text or a JSON record of the file. */
function storedValue(
  { type, at }: FileColumn,
  stored: readonly RelationColumn[],
  call: OperatorCall,
): Scalar {
  const [record] = stored;
  const found = typeof at === 'number' ? stored[at] : record;
  if (!found) return literal(type, type === 'string' ? '' : null);
  const text = column(found);
  if (typeof at !== 'number' && at.length === 0) return cast(text, type);
  if (typeof at !== 'number')
    return cast({ kind: 'path', type: 'dynamic', nullable: true, base: text, steps: at }, type);
  const parse = rowFunctions.get('parse_json');
  if (type !== 'dynamic' || parse?.kind !== 'scalar') return cast(text, type);
  return makeCall(parse, [text], call.node, call.scope, call.lowering);
}

const definition: Operator = defineOperator({
  name: 'externaldata',
  syntax: ['ExternalDataExpression'],
  about: 'A table from files outside the hunt.',
  differs:
    'It reads local files that the user allowed, or local copies of what an address names; never the network.',
  source: 'https://learn.microsoft.com/kusto/query/externaldata-operator',
  apply(call) {
    const { node, lowering } = call;
    const declared = declaredColumns(node.part('Schema'));
    const uris = urisOf(call);
    const clause = node.child('WithClause');
    const properties = clause ? parametersOf(clause, 'Properties') : new Map<string, string>();
    const layout = fileLayout(uris, properties, declared.length, node.span);
    if (refused(call, uris) || !lowering.files) return nothing(declared);
    const request: ExternalRequest = { uris, layout };
    const table = lowering.files.get(JSON.stringify(request));
    if (!table) throw new FilesWanted(request, node.span);
    const rows = tableRelation(table);
    return project(
      { ...rows, label: 'externaldata' },
      mappedColumns(declared, layout, properties.get('ingestionmapping'), node.span).map((c) => ({
        name: c.name,
        value: storedValue(c, rows.columns, call),
      })),
    );
  },
  examples: [],
});

export default definition;
