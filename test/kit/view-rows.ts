/** Rows to try a view with, as KQL without a table. */
export interface ViewRows {
  one: string;
  many: string;
  /** Texts that would like to be code, in every column that may hold a text. */
  hostile: string;
  settings?: Readonly<Record<string, string>>;
  /** Settings for the hostile rows. */
  hostileSettings?: Readonly<Record<string, string>>;
  /** What is there once the view has drawn something. */
  drawn: string;
}

/** The name of a column that would like to be code. */
const hostileName = '<img src=x onerror=globalThis.__pwned=1>{x}';
const literal = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
/** Texts that would like to be code, as a dynamic literal of KQL. */
const hostileTexts = `dynamic(${JSON.stringify([
  hostileName,
  '"><script>globalThis.__pwned=1</script>',
  "' onmouseover='globalThis.__pwned=1",
  'javascript:globalThis.__pwned=1',
  '{{constructor.constructor("globalThis.__pwned=1")()}}',
  '\u202Etxt.exe\u0007\u001B[31m',
  '__proto__',
  'constructor',
  '</style><svg onload=globalThis.__pwned=1>',
])})`;

/** KQL that gives `evil`, a text of the kind, to rows with a number `n`. */
const evilText: string = `extend evil = tostring(${hostileTexts}[n % 9])`;
/** KQL that gives such a text under such a name. */
const evilColumn: string = `extend [${literal(hostileName)}] = evil`;

const process = (
  rows: number,
  name: string,
): string => `range n from 0 to ${rows - 1} step 1 | ${evilText}
| extend Image = ${name}, ProcessId = tolong(1000 + n), ParentProcessId = tolong(1000 + n / 5), ParentImage = iff(n < 5, 'root.exe', iff(${name} == evil, tostring(${hostileTexts}[(n / 5) % 9]), strcat('p', n / 5, '.exe'))), UtcTime = datetime(2026-03-01) + n * 1s, CommandLine = strcat('run ', ${name}), User = ${name}
| ${evilColumn} | invoke process_tree(join = 'inner')`;

const entities = (rows: number): string =>
  `range n from 1 to ${rows} step 1 | extend a = strcat('10.0.', n % 40, '.', n % 90), b = strcat('CORP\\\\user', n % 60) | invoke entity_graph(source = a, target = b, target_type = 'Account')`;

const places = (rows: number, layer: string): string =>
  `range n from 0 to ${rows - 1} step 1 | ${evilText} | ${evilColumn} | extend Latitude = -70.0 + (n * 7 % 1400) / 10.0, Longitude = -180.0 + (n * 13 % 3600) / 10.0, Layer = ${layer}`;

const alerts = (rows: number, name: string): string =>
  `range n from 1 to ${rows} step 1 | ${evilText} | ${evilColumn} | extend TimeGenerated = datetime(2026-03-01) + n * 1h, AlertName = ${name}, AlertSeverity = case(n % 3 == 0, 'High', n % 3 == 1, 'Low', ${name}), SystemAlertId = strcat(${name}, n), Description = ${name}, ProductName = ${name}, Entities = tostring(pack_array(bag_pack('Type', 'host', 'HostName', ${name}), bag_pack('Type', ${name}, 'Address', '10.0.0.1')))`;

const sessions = (rows: number, name: string): string =>
  `range n from 1 to ${rows} step 1 | ${evilText} | extend Began = datetime(2026-03-01) + n * 1h, UserId = ${name}, session = pack_array(pack_array(${name}, bag_pack('Identity', ${name}, ${name}, 'x')), strcat('Get-', n % 7), ${name}, strcat('Set-', n % 3)) | invoke rare_sequences(session, join = 'inner') | ${evilColumn}`;

const lookups = (rows: number, text: string): string =>
  `range n from 1 to ${rows} step 1 | ${evilText} | extend IPAddress = ${text}, source = iff(n % 2 == 0, 'OTX', ${text}), observable = iff(n % 7 == 0, '', ${text}), type = ${text}, severity = case(n % 3 == 0, 'high', n % 3 == 1, 'warning', ${text}), outcome = case(n % 5 == 0, 'failed', n % 7 == 0, 'not sent', n % 2 == 0, 'not found', 'found'), outcome_detail = ${text}, summary = ${text}, reference = ${text}, answered_by = ${text}, answered_at = datetime(2026-03-01) + n * 1h, age = n * 1h, raw = bag_pack('a', ${text}, ${text}, pack_array(1, ${text})) | ${evilColumn}`;

/** Rows for every view of a result, by its name. */
export const viewRows: ReadonlyMap<string, ViewRows> = new Map([
  [
    'process_tree',
    {
      one: process(1, "strcat('p', n, '.exe')"),
      many: process(3000, "strcat('p', n, '.exe')"),
      hostile: process(40, 'evil'),
      settings: { color: 'User' },
      hostileSettings: { color: hostileName, decoded: 'evil' },
      drawn: '.process .name',
    },
  ],
  [
    'graph',
    {
      one: entities(1),
      many: entities(2500),
      hostile: `range n from 0 to 40 step 1 | ${evilText} | ${evilColumn} | extend b = strcat(n, evil)`,
      hostileSettings: { from: hostileName, to: 'b' },
      drawn: '.kinds button',
    },
  ],
  [
    'map',
    {
      one: places(1, "'here'"),
      many: places(20_000, "strcat('layer', n % 12)"),
      hostile: places(40, 'evil'),
      settings: { layer: 'Layer' },
      hostileSettings: { layer: hostileName },
      drawn: '.kinds button, .leaflet-marker-icon',
    },
  ],
  [
    'alerts',
    {
      one: alerts(1, "'Odd logon'"),
      many: alerts(500, "strcat('Alert ', n)"),
      hostile: alerts(40, 'evil'),
      drawn: '.alert',
    },
  ],
  [
    'sequences',
    {
      one: sessions(1, "'user1'"),
      many: sessions(1500, "strcat('user', n % 40)"),
      hostile: sessions(40, 'evil'),
      settings: { show: 'UserId' },
      hostileSettings: { show: `UserId, ['${hostileName}']`, threshold: '0.9' },
      drawn: '.session[role=option]',
    },
  ],
  [
    'threat_intel',
    {
      one: lookups(1, "'203.0.113.7'"),
      many: lookups(900, "strcat('203.0.113.', n / 4)"),
      hostile: lookups(60, 'evil'),
      drawn: '.alert',
    },
  ],
]);
