import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type LookupContext, LookupFault } from './lookup.ts';

export const recordTypes = ['A', 'AAAA', 'PTR', 'MX', 'TXT', 'NS', 'CNAME', 'SOA'] as const;
export type RecordType = (typeof recordTypes)[number];

/** One record of the DNS. */
export interface DnsRecord {
  record_type: RecordType;
  data: string;
  ttl_seconds: number | null;
  priority: number | null;
}

const mostRecords = 500;

type Found = Omit<DnsRecord, 'record_type'>[];
const plain = (data: string): Found[number] => ({ data, ttl_seconds: null, priority: null });

const readers: Readonly<Record<RecordType, (r: Resolver, name: string) => Promise<Found>>> = {
  A: async (r, name) =>
    (await r.resolve4(name, { ttl: true })).map((a) => ({
      ...plain(a.address),
      ttl_seconds: a.ttl,
    })),
  AAAA: async (r, name) =>
    (await r.resolve6(name, { ttl: true })).map((a) => ({
      ...plain(a.address),
      ttl_seconds: a.ttl,
    })),
  PTR: async (r, name) =>
    (await (isIP(name) > 0 ? r.reverse(name) : r.resolvePtr(name))).map(plain),
  MX: async (r, name) =>
    (await r.resolveMx(name)).map((mx) => ({ ...plain(mx.exchange), priority: mx.priority })),
  TXT: async (r, name) => (await r.resolveTxt(name)).map((parts) => plain(parts.join(''))),
  NS: async (r, name) => (await r.resolveNs(name)).map(plain),
  CNAME: async (r, name) => (await r.resolveCname(name)).map(plain),
  SOA: async (r, name) => {
    const { nsname, hostmaster, serial } = await r.resolveSoa(name);
    return [plain(`${nsname} ${hostmaster} ${serial}`)];
  },
};

const nothing: readonly unknown[] = ['ENOTFOUND', 'ENODATA', 'NXDOMAIN', 'NODATA'];
const dead: readonly unknown[] = ['ETIMEOUT', 'ECONNREFUSED', 'ECANCELLED'];

/** Ask the DNS for records of some types; none where there are none. */
export async function dnsRecords(
  asked: string,
  types: readonly RecordType[],
  context: LookupContext,
): Promise<DnsRecord[]> {
  const resolver = new Resolver({ timeout: context.timeoutMs, tries: 1 });
  const server = context.setting('dns_server');
  if (server !== undefined) resolver.setServers([server]);
  const [who = 'the resolver of this machine'] = resolver.getServers();
  const cancel = (): void => resolver.cancel();
  context.signal.addEventListener('abort', cancel);
  try {
    const found = await Promise.all(
      types.map(async (type): Promise<DnsRecord[]> => {
        context.leaves(who, `${asked} ${type}`);
        try {
          const records = await readers[type](resolver, asked);
          return records.map((record) => ({ record_type: type, ...record }));
        } catch (error) {
          const code = (error as { code?: unknown }).code;
          if (nothing.includes(code)) return [];
          throw new LookupFault(`The DNS server ${who} did not answer (${String(code)}).`, {
            dead: dead.includes(code),
            cause: error,
          });
        }
      }),
    );
    context.answeredBy(who);
    return found.flat().slice(0, mostRecords);
  } finally {
    context.signal.removeEventListener('abort', cancel);
  }
}
