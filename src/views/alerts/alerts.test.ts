import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import { namedEntities, severityLevel } from './alert-entities.ts';

import {
  alertColumns,
  alertStep,
  filterStep,
  listedAlerts,
  listQuestion,
} from './alert-questions.ts';

const columns = ['AlertName', 'AlertSeverity', 'SystemAlertId', 'Entities', 'TimeGenerated'].map(
  (name): Column => ({ name, type: name === 'TimeGenerated' ? 'datetime' : 'string' }),
);
const found = alertColumns(columns);
if (!found) throw new Error('these are the columns of alerts');

it('finds the columns of alerts by their names', () => {
  expect(found).toMatchObject({ name: { name: 'AlertName' }, time: { name: 'TimeGenerated' } });
  expect(alertColumns(columns.slice(1))).toBeNull();
  expect(
    alertColumns([
      { name: 'Title', type: 'string' },
      { name: 'Severity', type: 'string' },
    ]),
  ).toMatchObject({
    id: null,
    time: null,
  });
});

it('spells a filter as a step, whatever is searched', () => {
  expect(filterStep(found, { severities: [], words: '' })).toBe('');
  const step = filterStep(found, { severities: ['High', "o'd"], words: "it's" });
  expect(step).toContain("== 'High' or substring(");
  expect(step).toContain("== 'o\\'d') and (");
  expect(step).toContain("contains 'it\\'s'");
  expect(listQuestion(found, { severities: [], words: '' })).toMatch(/^\| project name/);
});

it('keeps one alert by its identity, or by name and time where it has none', () => {
  const alert = {
    name: 'A',
    severity: 'High',
    at: '2026-03-01T00:00:00.0000000Z',
    id: 'x',
    status: '',
    source: '',
  };
  expect(alertStep(found, alert)).toBe("| where tostring(['SystemAlertId']) == 'x'");
  expect(alertStep(found, { ...alert, id: '' })).toContain(
    '== datetime(2026-03-01T00:00:00.0000000Z)',
  );
});

it('reads what an alert names, once each, and bears what is no list', () => {
  const entities = [
    { $id: '1', Type: 'host', HostName: 'a' },
    { $id: '2', type: 'ip', address: '10.0.0.1' },
    { $id: '3', Type: 'host', HostName: 'a' },
    { $ref: '1' },
    null,
    'x',
    { Type: 'file', Name: 'f.exe', Directory: 'c:\\' },
    { Type: 'odd' },
  ];
  const named = [
    { type: 'host', name: 'a' },
    { type: 'ip', name: '10.0.0.1' },
    { type: 'file', name: 'f.exe' },
  ];
  expect(namedEntities(entities)).toEqual(named);
  expect(namedEntities(JSON.stringify(entities))).toEqual(named);
  for (const value of ['', 'x', '{}', null, 7, '[1, [2]]'])
    expect(namedEntities(value)).toEqual([]);
});

it('reads the list, and how bad things are', () => {
  const answer = {
    columns: [{ name: 'name', type: 'string' as const }],
    rows: [['A'], [null]],
    total: 2,
  };
  expect(listedAlerts(answer).map((a) => a.name)).toEqual(['A', '']);
  expect(['High', 'critical', 'Medium', 'low', 'Informational', ''].map(severityLevel)).toEqual([
    3, 3, 2, 1, 0, 0,
  ]);
});
