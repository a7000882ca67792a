import { defineScalar, type ScalarFunction } from '../define.ts';
import { literal } from '../tree/scalar.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'geo_info_from_ip_address(ip: string): dynamic',
  about: 'Where an address is; refused here, because the engine has no data about places.',
  source: 'https://learn.microsoft.com/kusto/query/geo-info-from-ip-address-function',
  lower: ([ip]) =>
    ip?.kind === 'literal' && ip.value === '' ? literal('dynamic', null) : undefined,
  sql: {
    duckdb: (_, call) =>
      call.refuse(
        'the local engine has no data about where addresses are; look addresses up after the query',
      ),
  },
  examples: [{ query: 'print a = geo_info_from_ip_address("")', rows: [[null]] }],
});

export default definition;
