import { portLines } from './port-lines.ts';

type Transport = 'tcp' | 'udp';

function readNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of portLines.trim().split(/[|\n]/)) {
    const [, port, only, name = ''] = /^(\d+)([tu]?) (.+)$/.exec(entry) ?? [];
    if (only !== 'u') found.set(`${port}/tcp`, name);
    if (only !== 't') found.set(`${port}/udp`, name);
  }
  return found;
}

let names: ReadonlyMap<string, string> | null = null;

/** The name that IANA's registry gives a port; empty where it is not in our table. */
export function portName(port: number, transport: Transport): string {
  names ??= readNames();
  return names.get(`${port}/${transport}`) ?? '';
}

/** To which part of the range a port belongs (RFC 6335): system, user or dynamic. */
export function portRange(port: number): string {
  if (port <= 1023) return 'system';
  return port <= 49_151 ? 'user' : 'dynamic';
}
