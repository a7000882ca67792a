import { type Column, isKustoType, type KustoType } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';

const otherNames: Readonly<Record<string, KustoType>> = {
  boolean: 'bool',
  date: 'datetime',
  double: 'real',
  int32: 'int',
  int64: 'long',
  object: 'dynamic',
  time: 'timespan',
  uniqueid: 'guid',
  uuid: 'guid',
};

/** The type that a type expression in the query names. */
export function declaredType(node: Syntax): KustoType {
  const name = node.text.toLowerCase();
  const type = Object.hasOwn(otherNames, name)
    ? otherNames[name]
    : isKustoType(name)
      ? name
      : undefined;
  if (!type) throw new Refusal(`${node.text} is no type.`, node.span, 'kql/unknown-type');
  return type;
}

/** The columns that a schema in the query declares: `(a:long, b:string)`. */
export function declaredColumns(schema: Syntax): Column[] {
  return schema
    .list('Columns')
    .map((c) => ({ name: c.part('Name').name, type: declaredType(c.part('Type')) }));
}
