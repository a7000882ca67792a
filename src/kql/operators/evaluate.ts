import type { Column } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import type { InvokedFunction } from '../invoked.ts';
import { invokedColumns, lowerInvoked } from '../lower/invoked.ts';
import { defineOperator, type Operator, type OperatorCall } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { ColumnsWanted, type Plugin, type PluginCall, Wanted } from '../plugin.ts';
import * as pluginFiles from '../plugins/index.gen.ts';
import { whyNot } from '../refused.ts';
import type { Relation } from '../tree/nodes.ts';

/** Every plugin definition, by file. */
export const plugins: readonly Plugin[] = Object.values(pluginFiles).flat();
const pluginsByName: ReadonlyMap<string, Plugin> = new Map(plugins.map((p) => [p.name, p]));

/** `invoke` of a function of the toolbox stands in the text as `evaluate`, whose arguments may name columns. */
function invokeFunction(fn: InvokedFunction, call: OperatorCall, called: Syntax): Relation {
  const inner = { ...call, args: called.part('ArgumentList').list('Expressions') };
  if (!call.node.child('Schema')) throw new ColumnsWanted(columnsOf(fn, inner), called.span);
  return lowerInvoked(fn, inner);
}

/** None where the call is refused: steps after it are then not looked at, for what they name may be its columns. */
function columnsOf(fn: InvokedFunction, call: PluginCall): Column[] {
  try {
    return invokedColumns(fn, call);
  } catch (error) {
    if (error instanceof Wanted) throw error;
    call.lowering.report(error, call.node.span);
    return [];
  }
}

const definition: Operator = defineOperator({
  name: 'evaluate',
  syntax: ['EvaluateOperator'],
  ordered: true,
  about: 'Runs a plugin over the rows.',
  source: 'https://learn.microsoft.com/kusto/query/evaluate-operator',
  apply(call) {
    const { node } = call;
    const called = node.part('FunctionCall');
    const { name } = called.part('Name');
    const invoked = call.lowering.schema.functions?.get(name);
    if (invoked) return invokeFunction(invoked, call, called);
    const plugin = pluginsByName.get(name);
    if (!plugin) throw new Refusal(whyNot('plugin', name), called.span);
    const inner = { ...call, args: called.part('ArgumentList').list('Expressions') };
    if (plugin.probe && !node.child('Schema')) {
      if (node.inCalledBody)
        throw new Refusal(
          `${name} inside a function needs its columns: ${name}(…) : (a:string).`,
          called.span,
        );
      throw new ColumnsWanted(plugin.probe(inner), called.span);
    }
    return plugin.apply(inner);
  },
  examples: [{ query: 'print d = dynamic({"a": 1}) | evaluate bag_unpack(d)', rows: [[1]] }],
});

export default definition;
