import { Refusal } from '../error.ts';
import { numbered, renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { definePlugin, type Plugin, type PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { NamedValue, Relation, RelationColumn } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';

interface Lookup {
  rows: Relation;
  facts: Relation;
  address: NamedValue;
  network: NamedValue;
  /** Further columns that must be equal. */
  keys: { rows: RelationColumn; facts: RelationColumn }[];
  keepsAll: boolean;
}

function named(columns: Relation, node: Syntax): RelationColumn {
  const found = columns.columns.find((c) => c.name === node.name);
  if (!found) throw new Refusal(`There is no column ${node.name}.`, node.span, 'kql/unknown-name');
  return found;
}

function read(call: PluginCall): Lookup {
  const { args, scope, lowering, environment, node } = call;
  const [table, addressNode, networkNode, ...rest] = args;
  if (!table || !addressNode || !networkNode)
    throw new Refusal('The lookup needs a table and the two columns of addresses.', node.span);
  const facts = lowering.relation(table, environment);
  const address = { name: 'address', value: lowering.scalar(addressNode, scope) };
  const network = { name: 'network', value: column(named(facts, networkNode)) };
  const rows = rowsOf(call);
  const keys: Lookup['keys'] = [];
  let keepsAll = false;
  for (const argument of rest) {
    const said = argument.kind === 'SimpleNamedExpression' ? argument.part('Expression') : argument;
    if (said.kind === 'NameReference' && said.symbolKind === 'ColumnSymbol')
      keys.push({ rows: named(rows, said), facts: named(facts, said) });
    else {
      const value = lowering.scalar(said, scope);
      if (value.kind !== 'literal')
        throw new Refusal('return_unmatched must be a constant.', argument.span);
      keepsAll = value.value === true;
    }
  }
  return { rows, facts, address, network, keys, keepsAll };
}

/** How a family of addresses is taken apart, in KQL. */
interface Family {
  bits: number;
  /** The length of the prefix of an address; null for what is none. */
  prefix: (ip: string) => string;
  masked: (ip: string, bits: string) => string;
}

const v4: Family = {
  bits: 32,
  prefix: (ip) => `ipv4_netmask_suffix(${ip})`,
  masked: (ip, bits) => `parse_ipv4_mask(${ip}, ${bits})`,
};

const v6: Family = {
  bits: 128,
  prefix: (ip) =>
    `iff(isempty(parse_ipv6(${ip})), long(null), iff(${ip} contains "/", tolong(extract("/([0-9]+)$", 1, ${ip})) + iff(${ip} contains ".", 96, 0), 128))`,
  masked: (ip, bits) => `parse_ipv6_mask(${ip}, ${bits})`,
};

/**
 * An address is in a network where both agree in the bits of the network, or of the address where that is a wider
 * network itself. The different addresses are put beside the different lengths of prefixes, so that all is found by
 * equality.
 */
function lookUp(call: PluginCall, family: Family, factsFirst: boolean): Relation {
  const { rows, facts, address, network, keys, keepsAll } = read(call);
  const left = numbered(rows);
  const right = facts.columns
    .filter((c) => !keys.some((k) => k.facts === c))
    .map((c, i) => ({ name: `f${i}`, value: column(c) }));
  const keyNames = keys.map((_, i) => `k${i}`);
  const on = ['address', ...keyNames].join(', ');
  const { prefix, masked, bits } = family;
  const text = `
    let nets = materialize(facts | extend width = ${prefix('network')} | where isnotnull(width));
    let addresses = materialize(rows | distinct address | extend bits = ${prefix('address')} | where isnotnull(bits) | extend one = 1);
    let narrower = addresses
      | join kind=inner (nets | summarize by width | extend one = 1) on one
      | where width <= bits
      | project address, width, part = ${masked('address', 'width')}
      | join kind=inner (nets | extend part = ${masked('network', 'width')}) on width, part;
    let wider = addresses
      | where bits < ${bits}
      | extend part = ${masked('address', 'bits')}
      | join kind=inner (
          nets | extend one = 1 | join kind=inner (addresses | summarize by bits, one | where bits < ${bits}) on one
          | where width > bits | extend part = ${masked('network', 'bits')}
        ) on bits, part;
    let found = union narrower, wider | project address${[...right.map((r) => r.name), ...keyNames].map((c) => `, ${c}`).join('')};
    rows
    | join kind=${keepsAll ? 'leftouter' : 'inner'} found on ${on}
    | project ${[left, right].map((c) => c.map((v) => v.name).join(', ')).join(', ')}`;
  const found = written(call, text, {
    tables: {
      rows: project(rows, [
        ...left,
        address,
        ...keys.map((k, i) => ({ name: `k${i}`, value: column(k.rows) })),
      ]),
      facts: project(
        facts,
        [...right, network, ...keys.map((k, i) => ({ name: `k${i}`, value: column(k.facts) }))],
        { keepOrder: false },
      ),
    },
  });
  const all = renamed(found, call.node.columns ?? []);
  if (!factsFirst) return all;
  const order = [...all.columns.slice(left.length), ...all.columns.slice(0, left.length)];
  return project(
    all,
    order.map((c) => ({ name: c.name, value: column(c) })),
  );
}

const v4Data = `let Nets = datatable(network:string, code:string)["111.68.128.0/17", "AS", "5.8.0.0/19", "EU", "46.36.200.51/32", "OC", "2.20.183.0/24", "EU", "no", "XX"];
  let IPs = datatable(ip:string, n:long)["2.20.183.12", 1, "5.8.1.2", 2, "192.165.12.17", 3, "46.36.200.0/24", 4, "", 5]; IPs`;

const v6Data = `let Nets = datatable(network:string, name:string)["2001:0db8:85a3::/48", "United States", "2404:6800:4001::/48", "Japan", "10.0.0.0/8", "Inside"];
  let IPs = datatable(ip:string)["2001:0db8:85a3:0000:0000:8a2e:0370:7334", "a5e:f127:8a9d:146d:e102:b5d3:c755:abcd", "10.1.2.3"]; IPs`;

const definitions: readonly Plugin[] = [
  definePlugin({
    name: 'ipv4_lookup',
    about:
      'The rows of a table of IPv4 networks beside the rows whose address lies in them; further columns may have to be equal.',
    source: 'https://learn.microsoft.com/kusto/query/ipv4-lookup-plugin',
    apply: (call) => lookUp(call, v4, false),
    examples: [
      {
        query: `${v4Data} | evaluate ipv4_lookup(Nets, ip, network) | sort by n asc`,
        columns: ['ip:string', 'n:long', 'network:string', 'code:string'],
        rows: [
          ['2.20.183.12', 1, '2.20.183.0/24', 'EU'],
          ['5.8.1.2', 2, '5.8.0.0/19', 'EU'],
          ['46.36.200.0/24', 4, '46.36.200.51/32', 'OC'],
        ],
      },
      {
        query: `${v4Data} | evaluate ipv4_lookup(Nets, ip, network, return_unmatched = true) | project n, code | sort by n asc`,
        rows: [
          [1, 'EU'],
          [2, 'EU'],
          [3, ''],
          [4, 'OC'],
          [5, ''],
        ],
      },
      {
        query: `${v4Data} | extend code = iff(n == 1, "EU", "AS") | evaluate ipv4_lookup(Nets, ip, network, code)`,
        columns: ['ip:string', 'n:long', 'code:string', 'network:string'],
        rows: [['2.20.183.12', 1, 'EU', '2.20.183.0/24']],
      },
      {
        query: `${v4Data} | extend code = iff(n == 1, "EU", "AS") | evaluate ipv4_lookup(Nets, ip, network, code, true) | summarize count(), countif(isempty(network))`,
        rows: [[5, 4]],
      },
    ],
  }),
  definePlugin({
    name: 'ipv6_lookup',
    about:
      'The rows of a table of IPv6 or IPv4 networks, and beside each the rows whose address lies in it.',
    source: 'https://learn.microsoft.com/kusto/query/ipv6-lookup-plugin',
    apply: (call) => lookUp(call, v6, true),
    examples: [
      {
        query: `${v6Data} | evaluate ipv6_lookup(Nets, ip, network) | sort by name asc`,
        columns: ['network:string', 'name:string', 'ip:string'],
        rows: [
          ['10.0.0.0/8', 'Inside', '10.1.2.3'],
          ['2001:0db8:85a3::/48', 'United States', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
        ],
      },
      {
        query: `${v6Data} | evaluate ipv6_lookup(Nets, ip, network, true) | where isempty(name) | project ip`,
        rows: [['a5e:f127:8a9d:146d:e102:b5d3:c755:abcd']],
      },
    ],
  }),
];

export default definitions;
