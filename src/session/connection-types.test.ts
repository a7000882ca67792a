import { describe, expect, it } from 'vitest';
import type { Connection, Hunt } from './index.ts';

/** Never run: what it says must be what the types allow. */
async function typed(hunt: Hunt): Promise<void> {
  const soc = await hunt.connect('sentinel', { workspace: 'CyberSecuritySoc' });
  await soc.WindowsSecurity.list_host_processes({ host_name: 'VictimPC', split_query_by: '1d' });
  await soc.WindowsSecurity.list_host_processes({ host_name: 'VictimPC' }, { as: 'Processes' });
  // @ts-expect-error: it must be said of which host
  await soc.WindowsSecurity.list_host_processes({});
  // @ts-expect-error: there is no such parameter
  await soc.WindowsSecurity.list_host_processes({ host_name: 'a', hots_name: 'b' });
  // @ts-expect-error: there is no such query
  await soc.WindowsSecurity.list_host_proceses({ host_name: 'a' });
  // @ts-expect-error: what Zeek writes is not asked of Sentinel
  await soc.Zeek.dns_lookups();
  const here = await hunt.connect('local');
  await here.WindowsSecurity.list_host_processes({ host_name: 'VictimPC' });
  await (await hunt.connect('adx')).Sysmon;
  await (await hunt.connect('MDE')).M365D;
  await (await hunt.connect('resource-graph')).ResourceGraph;
  await (await hunt.connect('graph')).SecurityGraphAlert;
  await (await hunt.connect('splunk')).SplunkGeneral;
  // @ts-expect-error: SPL is not asked of Graph
  await (await hunt.connect('graph')).SplunkGeneral;
  const elastic = await hunt.connect('elastic', { url: 'https://elastic.example' });
  await elastic.query('FROM logs-* | LIMIT 5');
  const unknown: string = 'sentinel';
  const some: Connection = await hunt.connect(unknown);
  await some.run('WindowsSecurity.list_host_processes', { host_name: 'VictimPC' });
}

describe('connections', () => {
  it('know the queries of their service while they are written', () => {
    expect(typed).toBeTypeOf('function');
  });
});
