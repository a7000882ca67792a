import {
  type AuditArgument,
  newAuditRecord,
  parseAuditRecord,
} from '../formats/lines/auditd-line.ts';

/** One record of the Linux audit log, decoded. */
export interface AuditEntry {
  type: string;
  /** The host that the record itself names. */
  node: string;
  /** `seconds.milliseconds:serial`; empty where the record has none. */
  id: string;
  /** Microseconds since 1970; null where the record has no time. */
  micros: number | null;
  names: readonly { readonly name: string }[];
  /** The values at the same places; null for none. */
  values: readonly (string | null)[];
  /** Arguments of the program, or pieces of them: pieces of one have the same index. */
  args: readonly AuditArgument[];
}

/** Records that are read of one text. */
const mostRecords = 10_000;

/** Kinds of records that the kernel's own log has only the numbers of. */
const kinds: ReadonlyMap<string, string> = new Map(
  (
    '1006 LOGIN 1100 USER_AUTH 1101 USER_ACCT 1103 CRED_ACQ 1104 CRED_DISP 1105 USER_START 1106 USER_END ' +
    '1107 USER_AVC 1108 USER_CHAUTHTOK 1109 USER_ERR 1110 CRED_REFR 1112 USER_LOGIN 1113 USER_LOGOUT ' +
    '1114 ADD_USER 1115 DEL_USER 1116 ADD_GROUP 1117 DEL_GROUP 1123 USER_CMD 1130 SERVICE_START ' +
    '1131 SERVICE_STOP 1300 SYSCALL 1302 PATH 1305 CONFIG_CHANGE 1306 SOCKADDR 1307 CWD 1309 EXECVE 1320 EOE ' +
    '1325 NETFILTER_CFG 1326 SECCOMP 1327 PROCTITLE 1400 AVC 1700 ANOM_PROMISCUOUS 1701 ANOM_ABEND'
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
);

const reused = newAuditRecord();

/** The record whose `audit(` is the first in this line, whatever syslog or the kernel wrote before it. */
function lineRecord(line: string): AuditEntry | null {
  const at = line.indexOf('audit(');
  const from = at === -1 ? -1 : line.lastIndexOf('type=', at);
  if (from === -1) return null;
  const head = line.slice(from + 5, at).split(' ', 1)[0] ?? '';
  const before = line.slice(line.lastIndexOf('node=', from), from);
  const node = before.startsWith('node=') && before.indexOf(' ') === before.length - 1;
  const text = `${node ? before : ''}type=${kinds.get(head) ?? head} msg=${line.slice(at)}`;
  return parsed(text);
}

function parsed(text: string): AuditEntry | null {
  if (parseAuditRecord(text, 0, text.length, reused) !== undefined) return null;
  const { type, node, id, micros, names, values } = reused;
  return { type, node, id, micros, names, values, args: [...reused.arguments] };
}

const isBag = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** Names of columns that say of the row what its record does not. */
const columnsAside: ReadonlySet<string> = new Set(
  (
    'TimeGenerated Computer node RecordType AuditID SerialNumber argv cmdline RawRecord AdditionalFields ' +
    'TenantId SourceSystem MG Type _ResourceId _SubscriptionId _BilledSize a0 a1 a2 a3 a4 a5 a6 a7 a8 a9'
  ).split(' '),
);

/** A row of the table `LinuxAuditLog`: its fields are columns. */
function rowRecord(row: Record<string, unknown>): AuditEntry {
  const more = isBag(row['AdditionalFields']) ? row['AdditionalFields'] : {};
  const fields = [...Object.entries(row), ...Object.entries(more)].flatMap(
    ([name, value]): [string, string][] =>
      columnsAside.has(name) || value === null || value === ''
        ? []
        : (Array.isArray(value) ? value : [value]).map((v) => [name, asText(v)]),
  );
  const argv = Array.isArray(row['argv']) ? row['argv'] : [];
  return {
    type: asText(row['RecordType']),
    node: asText(row['node'] ?? ''),
    id: asText(row['AuditID'] ?? ''),
    micros: null,
    names: fields.map(([name]) => ({ name })),
    values: fields.map(([, value]) => value),
    args: argv.map((v, i) => ({ index: `row ${i}`, raw: asText(v), quoted: true })),
  };
}

/** Records by their kinds, as MSTICPy packs them: `{"CWD": ["cwd=\"/\""]}`. */
function packedRecords(bag: Record<string, unknown>): AuditEntry[] {
  return Object.entries(bag).flatMap(([type, content]) => {
    const parts = isBag(content)
      ? Object.entries(content).map(([name, value]) => `${name}=${asText(value)}`)
      : Array.isArray(content)
        ? content.map(asText)
        : [asText(content)];
    const found = parsed(`type=${type} msg=audit(0:0): ${parts.join(' ')}`);
    return found ? [{ ...found, id: '', micros: null }] : [];
  });
}

function jsonRecords(text: string): AuditEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return textRecords(text); // as in `[   10.5] audit: …`
    throw error;
  }
  if (isBag(value) && typeof value['RecordType'] === 'string') return [rowRecord(value)];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .slice(0, mostRecords)
    .flatMap((item) =>
      isBag(item) ? packedRecords(item) : typeof item === 'string' ? textRecords(item) : [],
    );
}

function textRecords(text: string): AuditEntry[] {
  return text.split('\n', mostRecords).flatMap((line) => lineRecord(line) ?? []);
}

/**
 * The records in a text: lines of an audit log, also inside messages of syslog; a row of `LinuxAuditLog` as a bag; or
 * records packed by their kinds.
 *
 * edges: none where the text is none of these. Linear in its length; at most 10,000 records.
 */
export function auditRecords(text: string): AuditEntry[] {
  const found = /^\s*[[{]/.test(text) ? jsonRecords(text) : textRecords(text);
  return found.slice(0, mostRecords);
}
