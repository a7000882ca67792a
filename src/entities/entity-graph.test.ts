import { expect, it } from 'vitest';
import { entitiesOfRow, entityGraph, identityOf, readAlert, readIncident } from './index.ts';

const within = [
  { $id: '1', Type: 'host', HostName: 'srv1' },
  { $id: '2', Type: 'account', Name: 'amy', UPNSuffix: 'contoso.com' },
  {
    $id: '3',
    Type: 'process',
    ProcessId: '0x10',
    ImageFile: { $id: '4', Type: 'file', Name: 'x.exe', Directory: 'c:\\t' },
    ParentProcess: {
      $id: '5',
      Type: 'process',
      ProcessId: '0x1',
      ImageFile: { $id: '6', Type: 'file', Name: 'p.exe', Directory: 'c:\\t' },
    },
    Account: { $ref: '2' },
    Host: { $ref: '1' },
  },
];

function edgesOf(graph: ReturnType<typeof entityGraph>): string[] {
  const names = new Map(graph.nodes.map((n) => [n.id, n.label]));
  return graph.edges.map((e) => [names.get(e.source), names.get(e.target)].sort().join(' -- '));
}

const lower = [
  'srv1 -- x.exe[pid:0x10]',
  'amy -- x.exe[pid:0x10]',
  'x.exe -- x.exe[pid:0x10]',
  'p.exe[pid:0x1] -- x.exe[pid:0x10]',
  'p.exe -- p.exe[pid:0x1]',
];

it('joins an alert to the entities that it lists, and not to those within them', () => {
  const alert = readAlert({ SystemAlertId: 'a', DisplayName: 'T', Entities: within });
  expect(alert.entities.length).toBe(6);
  expect(alert.outer.length).toBe(3);
  const upper = ['srv1', 'amy', 'x.exe[pid:0x10]'].map((name) => `Alert: T -- ${name}`);
  expect(edgesOf(entityGraph([alert])).sort()).toEqual([...upper, ...lower].sort());
});

it('joins an alert to what stands within an entity where it lists that by reference', () => {
  const alert = readAlert({ SystemAlertId: 'a', Entities: [...within, { $ref: '4' }] });
  expect(alert.outer.map((e) => e.type)).toEqual(['Host', 'Account', 'Process', 'File']);
});

it('joins an incident to the entities that it lists, and not to those within them', () => {
  const incident = readIncident({ IncidentNumber: 1, Title: 'I', Entities: within });
  const { nodes, edges } = entityGraph([incident]);
  const at = nodes.find((n) => n.type === 'Incident')?.id;
  expect(edges.filter((e) => e.source === at || e.target === at).length).toBe(3);
  expect(edges.length).toBe(8);
});

it.each([
  [['ServicePrincipalName', 'AppId', 'ServicePrincipalId'], 'ServicePrincipal object=c'],
  [['AppId', 'ServicePrincipalId', 'ServicePrincipalName'], 'ServicePrincipal object=b'],
  [['OAuthAppName', 'OAuthApplicationId'], 'OAuthApplication app=b'],
  [['OAuthApplicationId', 'OAuthAppName'], 'OAuthApplication app=a'],
])('finds one entity in the columns %s', (columns, identity) => {
  const row = columns.map((column, i) => [column, 'abc'.charAt(i)] as const);
  expect(entitiesOfRow(row).map(identityOf)).toEqual([identity]);
});
