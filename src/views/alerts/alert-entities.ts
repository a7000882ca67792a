/** A thing that an alert names. */
export interface NamedEntity {
  type: string;
  name: string;
}

const most = 200;
/** What tells a thing best, whatever its kind. */
const names = [
  'Address',
  'HostName',
  'Url',
  'DomainName',
  'CommandLine',
  'Value',
  'MailboxPrimaryAddress',
  'Subject',
  'ResourceId',
  'Key',
  'UserPrincipalName',
  'Name',
  'DisplayName',
  'ProcessId',
];

/** The things that are named in the entities of an alert, each once; none where that cannot be read. */
export function namedEntities(value: unknown): NamedEntity[] {
  const found = new Map<string, NamedEntity>();
  for (const entity of listOf(value).slice(0, most)) {
    if (typeof entity !== 'object' || entity === null) continue;
    const fields = new Map(
      Object.entries(entity).map(([key, field]): [string, unknown] => [key.toLowerCase(), field]),
    );
    const name = names.map((key) => fields.get(key.toLowerCase())).find(isName);
    if (name === undefined) continue;
    const type = String(fields.get('type') ?? 'unknown');
    found.set(`${type} ${name}`, { type, name: String(name) });
  }
  return [...found.values()];
}

const isName = (field: unknown): field is string | number =>
  typeof field === 'number' || (typeof field === 'string' && field !== '');

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || value.length > 1_000_000) return [];
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** How bad a severity is, from 0 for what is only told to 3; 0 for words that are not known. */
export function severityLevel(severity: string): 0 | 1 | 2 | 3 {
  const lower = severity.toLowerCase();
  if (/^(?:high|critical)/.test(lower)) return 3;
  if (lower.startsWith('medium')) return 2;
  return lower.startsWith('low') ? 1 : 0;
}
