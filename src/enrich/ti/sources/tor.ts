import { aMinute, defineSource, notOfForm, type TiSource } from '../define-source.ts';
import { Indicators } from '../indicators.ts';
import { Shared } from '../shared.ts';
import { summaryOf, time } from '../tidy.ts';

const service = { setting: 'tor_url', address: 'https://check.torproject.org/' };
const hourMs = 3_600_000;
const lists = new Shared<Indicators>(24 * hourMs);

/** The exits of the list: `ExitNode`, `Published`, `LastStatus` and one or more lines of `ExitAddress`. */
function exitsOf(text: string): Indicators {
  const into = new Indicators();
  let node = '';
  for (const line of text.split('\n')) {
    const [word, value = '', ...rest] = line.trim().split(' ');
    if (word === 'ExitNode') node = value;
    if (word !== 'ExitAddress') continue;
    const seenAt = time(rest.slice(0, 2).join(' '));
    into.add(value, {
      severity: 'warning',
      summary: summaryOf('an exit of Tor', /^[0-9A-F]{40}$/.test(node) && `node ${node}`),
      reference: 'https://metrics.torproject.org/exonerator.html',
      seenAt,
      raw: { ExitNode: node.slice(0, 100), ExitAddress: value.slice(0, 100), seen_at: seenAt },
    });
  }
  return into;
}

const definition: TiSource = defineSource({
  name: 'Tor',
  about: 'Whether an address is an exit of the Tor network now.',
  source:
    'https://check.torproject.org/exit-addresses (https://metrics.torproject.org/collector.html#type-tordnsel); msticpy.context.tiproviders.tor_exit_nodes.',
  takes: ['ipv4', 'ipv6'],
  sends: {
    what: 'none of the values, as only the list is fetched',
    to: 'check.torproject.org',
    instead: 'a request for the list of exits',
  },
  settings: [],
  services: [service],
  allowances: [{ most: 10_000, perMs: aMinute }],
  severity: 'Warning for an exit, as MSTICPy.',
  async lookup(observable, call) {
    const { signal } = call.context;
    const list = await lists.get(call.address(service), signal, async () => {
      const text = await call.text(service, 'exit-addresses', {
        what: 'the list of exits',
        headers: { accept: 'text/plain' },
        mostBytes: 16 * 2 ** 20,
      });
      const exits = exitsOf(text ?? '');
      if (exits.size === 0) throw notOfForm('Tor');
      return exits;
    });
    return list.find(observable);
  },
  examples: [
    {
      about: 'An exit.',
      observable: '162.247.74.201',
      answers: {
        'GET /exit-addresses': [
          'ExitNode 0011BD2485AD45D984EC4159C88FC066E5E3300E',
          'Published 2025-12-01 09:21:14',
          'LastStatus 2025-12-01 20:00:00',
          'ExitAddress 162.247.74.201 2025-12-01 20:05:10',
          'ExitNode 0020D2C5D6A7A1E7A9C3B1F2E4D5C6B7A8F90123',
          'Published 2025-12-01 09:21:14',
          'LastStatus 2025-12-01 20:00:00',
          'ExitAddress 185.220.101.1 2025-12-01 20:06:10',
          '',
        ].join('\n'),
      },
      finding: {
        severity: 'warning',
        summary: 'an exit of Tor; node 0011BD2485AD45D984EC4159C88FC066E5E3300E',
        reference: 'https://metrics.torproject.org/exonerator.html',
        seenAt: '2025-12-01T20:05:10.000Z',
      },
    },
    {
      about: 'An address that is none.',
      observable: '8.8.4.4',
      answers: {
        'GET /exit-addresses': 'ExitNode A\nExitAddress 185.220.101.1 2025-12-01 20:06:10\n',
      },
      finding: null,
    },
  ],
});

export default definition;
