import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runTableTool, runTool } from '../../src/toolbox/index.ts';
import networkGraph from '../../src/toolbox/tools/network-graph.ts';
import riskyCommands from '../../src/toolbox/tools/risky-commands.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');
const read = (path: string): string => readFileSync(`${goldens}${path}`, 'utf8').trim();

it.skipIf(!present)('finds the risky commands that MSTICPy finds', () => {
  const { cases } = JSON.parse(read('dev/08_syslog_cmdline.json')) as {
    cases: { name: string; result: Record<string, string> }[];
  };
  const wanted = cases.find((c) => c.name.startsWith('risky_cmd_line(sudo_data.csv'))?.result;
  expect(Object.values(wanted ?? {})).toEqual(['/bin/bash']);
  for (const command of Object.values(wanted ?? {}))
    expect(runTool(riskyCommands, command).map((row) => row.risk)).toEqual(['interactive shell']);
});

it.skipIf(!present)('makes the graph that MSTICPy makes', () => {
  const { cases } = JSON.parse(read('dev/08_network_graph.json')) as {
    cases: {
      args: [string, string];
      nodes: [string, { node_role: string }][];
      edges: [string, string][];
    }[];
  };
  const rows = read('inputs/host_logons.jsonl')
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  for (const { args, nodes, edges } of cases) {
    const [source, target] = args.map((column) => rows.map((row) => row[column] ?? ''));
    const found = runTableTool(networkGraph, { source: source ?? [], target: target ?? [] });
    expect([...found.node].sort()).toEqual(nodes.map(([name]) => name).sort());
    const degree = (name: string) =>
      edges.filter(([a, b]) => a !== b && (a === name || b === name)).length;
    expect(found.node.map((name, i) => [name, found.degree[i]])).toEqual(
      found.node.map((name) => [name, degree(name)]),
    );
    expect(found.page_rank.reduce<number>((sum, r) => sum + (r ?? 0), 0)).toBeCloseTo(1, 9);
  }
});
