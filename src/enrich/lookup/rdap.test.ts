import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextFor, type Handler, openStandIn, type StandIn } from '../../../test/kit/stand-in.ts';
import type { LookupContext } from './lookup.ts';
import { rdap, registrable } from './rdap.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await openStandIn();
});
afterAll(() => standIn.close());

const network = {
  objectClassName: 'ip network',
  handle: 'NET-1',
  name: 'EXAMPLE-NET',
  country: 'US',
  cidr0_cidrs: [{ v4prefix: '8.8.8.0', length: 24 }],
  events: [{ eventAction: 'registration', eventDate: '2014-03-14T16:52:05-04:00' }],
  entities: [
    {
      roles: ['registrant'],
      vcardArray: ['vcard', [['fn', {}, 'text', 'Example Org']]],
      entities: [
        {
          roles: ['abuse'],
          vcardArray: ['vcard', [['email', {}, 'text', 'abuse@registry.example']]],
        },
      ],
    },
  ],
};

describe('rdap', () => {
  const registry: Handler = (request, response) => {
    const { url = '' } = request;
    const say = (value: unknown): unknown => response.end(JSON.stringify(value));
    if (url === '/ipv4.json')
      return say({
        services: [
          [['8.0.0.0/8'], [`${standIn.base}wide`]],
          [['8.8.0.0/16'], [`${standIn.base}r`]],
        ],
      });
    if (url === '/dns.json')
      return say({ services: [[['com', 'uk'], [standIn.base]], 'x', [1, 2]] });
    if (url === '/asn.json') return say({ services: [[['100-200'], [standIn.base]]] });
    if (url === '/r/ip/8.8.8.8') return say(network);
    if (url === '/domain/example.com')
      return say({
        objectClassName: 'domain',
        ldhName: 'EXAMPLE.COM',
        nameservers: [{ ldhName: 'A.EXAMPLE.NET' }, null],
        events: [{ eventAction: 'expiration', eventDate: 'soon' }, 5],
        status: ['active', 7],
      });
    if (url === '/autnum/150') return say(['no object']);
    return response.writeHead(404).end();
  };
  const at = (): LookupContext => contextFor({ setting: () => standIn.base });

  it('asks the registry of the nearest network', async () => {
    standIn.handler = registry;
    expect(await rdap('8.8.8.8', at())).toMatchObject({
      registered_as: 'network',
      registered_name: 'EXAMPLE-NET',
      range: '8.8.8.0/24',
      organization: 'Example Org',
      abuse_email: 'abuse@registry.example',
      registered_at: '2014-03-14T20:52:05.000Z',
      expires_at: null,
    });
    expect(standIn.paths.slice(-1)).toEqual(['/r/ip/8.8.8.8']);
  });

  it('tells registries no more of a name than what is registered', async () => {
    standIn.handler = registry;
    const found = await rdap('secret.project.example.com', at());
    expect(found).toMatchObject({
      registered_name: 'EXAMPLE.COM',
      status: ['active'],
    });
    expect(found?.name_servers).toEqual(['a.example.net']);
    expect(standIn.paths.filter((p) => p.includes('secret'))).toEqual([]);
    expect(registrable('a.b.co.uk')[0]).toBe('b.co.uk');
  });

  it('takes no answer that is none of RDAP, and says who is not listed', async () => {
    standIn.handler = registry;
    await expect(rdap('AS150', at())).rejects.toThrow('not one of RDAP');
    await expect(rdap('AS500', at())).rejects.toThrow('No registry');
    expect(await rdap('nowhere.com', at())).toBeNull();
  });
});
