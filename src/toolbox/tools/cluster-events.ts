import {
  dbscan,
  isSystemLogon,
  normalizedRows,
  type Points,
  pointsFrom,
  textFeatures,
} from '../../analysis/index.ts';
import { type AllTool, type ColumnsOf, defineAll } from '../define-tool.ts';
import { featurePoints } from '../feature-points.ts';

const input = {
  features: {
    type: 'dynamic',
    about: 'The numbers to compare, in pack_array(); where left out, those of the process columns.',
    optional: true,
  },
  process: {
    type: 'string',
    about: 'The path of the process.',
    usual: ['NewProcessName', 'ProcessName', 'FolderPath', 'FileName', 'Image'],
    optional: true,
  },
  command_line: {
    type: 'string',
    about: 'Its command line.',
    usual: ['CommandLine', 'ProcessCommandLine'],
    optional: true,
  },
  account: {
    type: 'string',
    about: 'Who ran it.',
    usual: ['Account', 'AccountName', 'SubjectUserName'],
    optional: true,
  },
  logon_id: {
    type: 'string',
    about: 'The logon session.',
    usual: ['SubjectLogonId', 'LogonId'],
    optional: true,
  },
  timestamp: {
    type: 'datetime',
    about: 'When it was.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeStamp', 'TimeCreatedUtc'],
    optional: true,
  },
} as const;

const parameters = {
  distance: {
    type: 'real',
    about: 'How far apart neighbours in a cluster may be.',
    default: 0.01,
    least: 0,
  },
  min_samples: {
    type: 'long',
    about: 'Events that make a cluster.',
    default: 2,
    least: 1,
  },
  normalize: {
    type: 'bool',
    about: 'Compares the proportions of the numbers (each event is scaled to length 1).',
    default: true,
  },
  rows: {
    type: 'string',
    about: 'What a row is: cluster (its first event, and every event in none), or event.',
    default: 'cluster',
    oneOf: ['cluster', 'event'],
  },
} as const;

const output = {
  clustered: { type: 'bool', about: 'False for an event that is like no other.' },
  cluster_id: { type: 'long', about: 'Numbers the clusters, from 0; -1 for an event in none.' },
  cluster_size: { type: 'long', about: 'Events in the cluster; 1 for an event in none.' },
  rarity: { type: 'real', about: 'One over the size.' },
  first_event: { type: 'datetime', about: 'When the first of them was.' },
  last_event: { type: 'datetime', about: 'When the last of them was.' },
  event_row: { type: 'long', about: 'The event that stands for them: its row, from 0.' },
} as const;

/** A row of numbers for each event: those that are given, or those of its process. */
function pointsOf(columns: ColumnsOf<typeof input>): Points {
  const { features, process, command_line, account, logon_id } = columns;
  const given = features.some((f) => f !== null);
  if (given) return featurePoints(features);
  const some = [process, command_line, account].some((c) => c.some((text) => text !== ''));
  if (!some && features.length > 0)
    throw new Error(
      'There is nothing to compare: name features = pack_array(…), or process and command_line.',
    );
  return pointsFrom(
    features.map((_, i) => {
      const tokens = textFeatures(command_line[i] ?? '').delimiters;
      const scores = [process[i] ?? '', account[i] ?? ''].map((text) => textFeatures(text).score);
      return [tokens, ...scores, isSystemLogon(logon_id[i] ?? '')];
    }),
  );
}

interface Group {
  size: number;
  /** Its first event. */
  row: number;
  first: bigint | null;
  last: bigint | null;
}

/** The clusters by their label; an event in none is a group of its own, under a number below -1. */
function groupsOf(labels: Int32Array, times: readonly (bigint | null)[]): Map<number, Group> {
  const groups = new Map<number, Group>();
  labels.forEach((label, row) => {
    const time = times[row] ?? null;
    const key = label === -1 ? -2 - row : label;
    const group = groups.get(key) ?? { size: 0, row, first: time, last: time };
    groups.set(key, group);
    group.size++;
    if (time === null) return;
    if (group.first === null || time < group.first) group.first = time;
    if (group.last === null || time > group.last) group.last = time;
  });
  return groups;
}

const clusterEvents: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'cluster_events',
  about: 'Events that are alike, as clusters, and those that are like no other.',
  source:
    'msticpy.analysis.eventcluster.dbcluster_events (DBSCAN with scikit-learn’s labels; features as in its notebook: delimiters of the command line, score of the path, score of the account, system session). Differs: an event in no cluster has its own time as first and last, and every event can be kept.',
  input,
  parameters,
  output,
  entities: ['Process'],
  cost: 'All rows in memory; quadratic in the different events that lie near each other.',
  all: (columns, { distance, min_samples: least, normalize, rows: unit }) => {
    const points = pointsOf(columns);
    const labels = dbscan(normalize ? normalizedRows(points) : points, distance, least);
    const groups = groupsOf(labels, columns.timestamp);
    const groupOf = (row: number): Group | undefined =>
      groups.get(labels[row] === -1 ? -2 - row : (labels[row] ?? 0));
    const all = [...labels.keys()];
    const rows = unit === 'event' ? all : all.filter((row) => groupOf(row)?.row === row);
    return {
      rows,
      columns: {
        clustered: rows.map((row) => labels[row] !== -1),
        cluster_id: rows.map((row) => labels[row] ?? -1),
        cluster_size: rows.map((row) => groupOf(row)?.size ?? 1),
        rarity: rows.map((row) => 1 / (groupOf(row)?.size ?? 1)),
        first_event: rows.map((row) => groupOf(row)?.first ?? null),
        last_event: rows.map((row) => groupOf(row)?.last ?? null),
        event_row: rows.map((row) => groupOf(row)?.row ?? row),
      },
    };
  },
  examples: [
    {
      query:
        'datatable(x: real, y: real)[1, 1, 1.001, 1, 9, 1, 2, 2] | invoke cluster_events(features = pack_array(x, y), join = "inner") | project x, clustered, cluster_size',
      rows: [
        [1, true, 3],
        [9, false, 1],
      ],
    },
    {
      query:
        'datatable(NewProcessName: string, CommandLine: string, Account: string)["C:\\\\a.exe", "a -x", "u", "C:\\\\a.exe", "a -y", "u", "C:\\\\odd.exe", "odd -a -b -c -d -e -f", "u"] | invoke cluster_events(rows = "event", join = "inner") | project CommandLine, cluster_id',
      rows: [
        ['a -x', 0],
        ['a -y', 0],
        ['odd -a -b -c -d -e -f', -1],
      ],
    },
  ],
});

export default clusterEvents;
