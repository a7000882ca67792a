import type { MadeCase, MadeRow, MadeTable } from '../made-rows.ts';

const at = '2025-11-05T10:00:00Z';
const minute = (n: number): string => new Date(Date.parse(at) + n * 60_000).toISOString();
const inside = '10.0.0.7';
const outside = '198.51.100.9';

const zeek = (table: string, rows: readonly MadeRow[], also = ''): Record<string, MadeTable> => ({
  [table]: {
    rows: rows.map((row) => ({ ts: at, id_orig_h: inside, id_resp_h: outside, ...row })),
    also,
  },
});
const conn = `id_orig_p:long id_resp_p:long uid proto service duration:timespan orig_bytes:long resp_bytes:long
  conn_state history`;
const lookup = (i: number): string => `${`${i}`.padStart(4, 'q')}0123456789abcdef0123.t.example`;

/** Queries of networks whose finds the sample investigation does not hold. */
export const networkCases: readonly MadeCase[] = [
  {
    query: 'Zeek.beacon_candidates',
    tables: zeek(
      'conn',
      [
        ...Array.from({ length: 60 }, (_, i) => ({ ts: minute(10 * i + (i % 3)), id_resp_p: 443 })),
        ...Array.from({ length: 60 }, (_, i) => ({ ts: minute(i * i), id_resp_p: 80 })),
      ].map((row) => ({ ...row, proto: 'tcp' })),
      conn,
    ),
    rows: 1,
    word: '443',
  },
  {
    query: 'Zeek.long_connections',
    tables: zeek(
      'conn',
      [
        { uid: 'long', duration: '03:00:00' },
        { uid: 'short', duration: '00:00:05' },
      ],
      conn,
    ),
    rows: 1,
    word: 'long',
  },
  {
    query: 'Zeek.large_uploads',
    tables: zeek(
      'conn',
      [
        { orig_bytes: 400_000_000, resp_bytes: 10 },
        { id_resp_h: '192.0.2.2', orig_bytes: 5 },
      ],
      conn,
    ),
    rows: 1,
    word: outside,
  },
  {
    query: 'Zeek.port_scan',
    tables: zeek(
      'conn',
      Array.from({ length: 30 }, (_, i) => ({ id_resp_p: i, conn_state: 'REJ' })),
      conn,
    ),
    rows: 1,
    word: inside,
  },
  {
    query: 'Zeek.list_connections_of_ip',
    values: { ip_address: inside },
    tables: zeek('conn', [{ uid: 'a' }, { uid: 'b', id_orig_h: '10.0.0.8' }], conn),
    rows: 1,
    word: inside,
  },
  {
    query: 'Zeek.dns_tunnelling',
    tables: zeek(
      'dns',
      [
        ...Array.from({ length: 60 }, (_, i) => ({ query: lookup(i) })),
        ...Array.from({ length: 60 }, (_, i) => ({ query: `w${i}.short.example` })),
      ],
      'qtype_name',
    ),
    rows: 1,
    word: 't.example',
  },
  {
    query: 'Zeek.list_lookups_answered_with_ip',
    values: { ip_address: outside },
    tables: zeek(
      'dns',
      [
        { query: 'x.example', answers: [outside] },
        { query: 'y.example', answers: [] },
      ],
      'qtype_name',
    ),
    rows: 1,
    word: 'x.example',
  },
  {
    query: 'Zeek.bad_certificates',
    tables: zeek(
      'ssl',
      [{ validation_status: 'self signed certificate' }, { validation_status: 'ok' }],
      'id_resp_p:long server_name subject issuer',
    ),
    rows: 1,
    word: 'self signed',
  },
  {
    query: 'Zeek.rare_clients',
    tables: zeek(
      'ssl',
      ['odd', 'usual', 'usual', 'usual'].map((ja3, i) => ({ ja3, id_orig_h: `10.0.0.${i}` })),
      'server_name',
    ),
    rows: 1,
    word: 'odd',
  },
  {
    query: 'Zeek.rare_user_agents',
    tables: zeek(
      'http',
      ['curl/8', 'browser', 'browser', 'browser'].map((user_agent, i) => ({
        user_agent,
        id_orig_h: `10.0.0.${i}`,
      })),
      'host uri',
    ),
    rows: 1,
    word: 'curl/8',
  },
  {
    query: 'Zeek.programs_downloaded',
    tables: zeek(
      'http',
      [
        { uri: '/a', resp_mime_types: ['application/x-dosexec'] },
        { uri: '/b.ps1?x', resp_mime_types: ['text/plain'] },
        { uri: '/c', resp_mime_types: ['text/html'] },
      ],
      'uid host user_agent status_code:long response_body_len:long',
    ),
    rows: 2,
  },
  {
    query: 'Zeek.ssh_guessing',
    tables: zeek(
      'ssh',
      Array.from({ length: 12 }, (_, i) => ({
        auth_success: i === 11,
        auth_attempts: 1,
        client: 'x',
      })),
    ),
    rows: 1,
    word: inside,
  },
  {
    query: 'Zeek.weak_kerberos_tickets',
    tables: zeek(
      'kerberos',
      ['MSSQL/a', 'HTTP/b', 'host$'].map((service) => ({
        service,
        request_type: 'TGS',
        cipher: 'rc4-hmac',
        client: 'eve/X',
      })),
    ),
    rows: 1,
    word: 'eve/X',
  },
  {
    query: 'Zeek.admin_share_access',
    tables: zeek('smb_mapping', [{ path: '\\\\srv\\ADMIN$' }, { path: '\\\\srv\\public' }]),
    rows: 1,
    word: 'ADMIN$',
  },
  {
    query: 'Network.failed_lookups',
    tables: {
      DnsEvents: {
        rows: Array.from({ length: 20 }, (_, i) => ({
          TimeGenerated: minute(i),
          SubType: 'LookupQuery',
          ResultCode: i % 2 === 0 ? 3 : 0,
          Name: `n${i}.example`,
          ClientIP: inside,
        })),
      },
    },
    rows: 1,
    word: inside,
  },
  {
    query: 'Network.dns_tunnelling',
    values: { min_names: 50, min_length: 20 },
    tables: {
      DnsEvents: {
        rows: Array.from({ length: 60 }, (_, i) => ({
          TimeGenerated: minute(i),
          SubType: 'LookupQuery',
          Name: lookup(i),
          ClientIP: inside,
        })),
        also: 'QueryType',
      },
    },
    rows: 1,
    word: 't.example',
  },
  {
    query: 'AzureNetwork.network_connections_to_url',
    values: { url: 'x.example' },
    tables: {
      CommonSecurityLog: {
        rows: ['http://x.example/a', 'http://y.example/'].map((RequestURL) => ({
          TimeGenerated: at,
          DeviceVendor: 'Fortinet',
          RequestURL,
        })),
        also: 'SourceIP DestinationIP',
      },
    },
    rows: 1,
    word: 'x.example',
  },
  {
    query: 'AzureNetwork.list_azure_network_flows_by_ip',
    values: { ip_address_list: [inside] },
    tables: {
      AzureNetworkAnalytics_CL: {
        rows: [inside, '10.0.0.8'].map((VMIP_s) => ({
          TimeGenerated: at,
          FlowStartTime_t: at,
          FlowEndTime_t: at,
          SubType_s: 'FlowLog',
          VM_s: 'rg/vm1',
          VMIP_s,
          FlowDirection_s: 'O',
          DestIP_s: outside,
          AllowedOutFlows_d: 1.5,
        })),
        also: `TenantId FlowIntervalEndTime_t:datetime FlowType_s PublicIPs_s SrcIP_s L4Protocol_s L7Protocol_s
          DestPort_d:real AllowedInFlows_d:real DeniedInFlows_d:real DeniedOutFlows_d:real AzureRegion_s Region_s`,
      },
    },
    rows: 1,
    word: outside,
  },
];
