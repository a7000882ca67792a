export {
  type Alert,
  type AlertRow,
  type Incident,
  primaryAccount,
  primaryHost,
  primaryProcess,
  readAlert,
  readIncident,
} from './alert.ts';
export {
  type AlertEdge,
  type AlertGraph,
  type AlertNode,
  addRelatedAlerts,
  alertGraph,
} from './alert-graph.ts';
export { entitiesOfRow, entityOfColumn } from './column-entities.ts';
export type {
  Entity,
  EntityDefinition,
  FieldValues,
} from './define-entity.ts';
export { describeEntity, entityDefinitions, entityKinds, kindOf, labelOf } from './entity.ts';
export {
  addAlert,
  type EntityGraph,
  entityGraph,
  GraphBuilder,
  type GraphEdge,
  type GraphNode,
} from './entity-graph.ts';
export { guessEntities, guessEntity } from './guess-entity.ts';
export { canMerge, identityOf, keysOf, mergeEntities, sameEntity } from './identity.ts';
export { makeEntity } from './make.ts';
export { plainFields } from './plain-fields.ts';
export { type EntityList, readEntities } from './read-entities.ts';
export {
  alertsWith,
  entityNamed,
  type Relation,
  relatedAlerts,
} from './related-alerts.ts';
