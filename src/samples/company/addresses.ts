/** An address outside the company and where geolocation puts it. */
export interface Place {
  ip: string;
  country: string;
  countryName: string;
  state: string;
  city: string;
  latitude: number;
  longitude: number;
  asn: string;
}

function place(ip: string, where: string, latitude: number, longitude: number, asn: string): Place {
  const [country = '', countryName = '', state = '', city = ''] = where.split('|');
  return { ip, country, countryName, state, city, latitude, longitude, asn };
}

/** Where the company's own traffic leaves for the internet. */
export const offices: Readonly<Record<'Gothenburg' | 'Hamburg', Place>> = {
  Gothenburg: place(
    '81.230.114.18',
    'SE|Sweden|Vastra Gotaland|Gothenburg',
    57.709,
    11.975,
    '3301',
  ),
  Hamburg: place('80.131.46.202', 'DE|Germany|Hamburg|Hamburg', 53.551, 9.994, '3320'),
};

/** Networks that people connect from when they are not in the office; the last number is theirs. */
export const homeNetworks: Readonly<Record<'Gothenburg' | 'Hamburg', readonly Place[]>> = {
  Gothenburg: [
    place('81.232.17.', 'SE|Sweden|Vastra Gotaland|Gothenburg', 57.709, 11.975, '3301'),
    place('90.229.140.', 'SE|Sweden|Vastra Gotaland|Molndal', 57.656, 12.014, '3301'),
    place('78.72.55.', 'SE|Sweden|Vastra Gotaland|Kungalv', 57.871, 11.98, '3301'),
  ],
  Hamburg: [
    place('80.135.201.', 'DE|Germany|Hamburg|Hamburg', 53.551, 9.994, '3320'),
    place('87.148.33.', 'DE|Germany|Lower Saxony|Luneburg', 53.248, 10.409, '3320'),
  ],
};

/** Trade fairs and customers that sales people visit, with the first and last day of the stay. */
export const journeys: readonly { who: string; from: string; to: string; place: Place }[] = [
  {
    who: 'mnystrom',
    from: '2025-11-11T00:00:00',
    to: '2025-11-15T00:00:00',
    place: place('145.53.102.77', 'NL|Netherlands|North Holland|Amsterdam', 52.374, 4.89, '1136'),
  },
  {
    who: 'tkruger',
    from: '2025-11-24T00:00:00',
    to: '2025-11-28T00:00:00',
    place: place('88.88.61.140', 'NO|Norway|Vestland|Bergen', 60.393, 5.324, '2119'),
  },
];

/**
 * The addresses the intruder uses. They lie in ranges of large hosting companies, because an intruder
 * rents there and geolocation knows them; nothing is said about whoever holds them.
 */
export const intruder: Readonly<
  Record<'mailServer' | 'delivery' | 'control' | 'spray' | 'session' | 'storage', Place>
> = {
  mailServer: place('51.178.40.67', 'FR|France|Hauts-de-France|Roubaix', 50.69, 3.174, '16276'),
  delivery: place('159.69.83.41', 'DE|Germany|Saxony|Falkenstein', 50.478, 12.371, '24940'),
  control: place('188.166.41.193', 'NL|Netherlands|North Holland|Amsterdam', 52.374, 4.89, '14061'),
  spray: place('139.59.22.148', 'IN|India|Karnataka|Bengaluru', 12.972, 77.594, '14061'),
  session: place('128.199.104.62', 'SG|Singapore|Singapore|Singapore', 1.352, 103.82, '14061'),
  storage: place('170.64.171.25', 'AU|Australia|New South Wales|Sydney', -33.868, 151.209, '14061'),
};

/** The intruder's names; all lie under domains that are reserved for examples. */
export const intruderNames = {
  mailDomain: 'ferrolan-logistics.example.net',
  sender: 'billing@ferrolan-logistics.example.net',
  delivery: 'docs.ferrolan-logistics.example.net',
  control: 'cdn-telemetry.example.org',
  storage: 'eu2-objects.example.com',
  forward: 'h.falk.backup@mailvault.example.org',
} as const;

/** Addresses on the internet that knock on the firewall all day. */
export const scanners: readonly string[] = [
  '198.51.100.14',
  '198.51.100.77',
  '198.51.100.203',
  '203.0.113.9',
  '203.0.113.58',
  '203.0.113.121',
  '203.0.113.240',
  '192.0.2.33',
  '192.0.2.174',
];

/** Services that ordinary programs talk to. */
export const services: readonly (readonly [host: string, ip: string])[] = [
  ['outlook.office365.com', '52.97.183.162'],
  ['login.microsoftonline.com', '20.190.177.85'],
  ['teams.microsoft.com', '52.113.194.132'],
  ['norrvik.sharepoint.com', '13.107.136.10'],
  ['settings-win.data.microsoft.com', '51.124.78.146'],
  ['v10.events.data.microsoft.com', '20.189.173.12'],
  ['edge.microsoft.com', '13.107.21.239'],
  ['www.bing.com', '204.79.197.200'],
  ['www.google.com', '142.250.74.100'],
  ['fonts.gstatic.com', '142.250.74.67'],
  ['github.com', '140.82.121.4'],
  ['www.wikipedia.org', '185.15.59.224'],
  ['www.svt.se', '23.197.112.58'],
  ['www.spiegel.de', '128.65.210.8'],
  ['ctldl.windowsupdate.com', '199.232.210.172'],
  ['download.windowsupdate.com', '199.232.214.172'],
];
