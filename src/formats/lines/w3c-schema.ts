import type { KustoType } from '../../base/index.ts';

/** The table that a W3C log becomes, and the columns that its fields become there. */
export interface W3cSchema {
  table: string;
  /** Field of the log to column of the table; other fields are spelled in camel case. */
  columns: ReadonlyMap<string, { name: string; type: KustoType }>;
  /** Whether all columns are there even if the log lacks the field, as they are in Sentinel. */
  whole: boolean;
  /** Whether text keeps the `-` for "nothing": Sentinel's IIS table does, and queries ask for it. */
  keepsDash: boolean;
  /** Whether times are UTC unless the log says otherwise. */
  utc: boolean;
}

function columns(text: string): W3cSchema['columns'] {
  const entries = text.split(' ').map((entry) => entry.split('='));
  return new Map(
    entries.map(([field = '', column = '']) => {
      const [name = '', type = 'string'] = column.split(':');
      return [field, { name, type: type as KustoType }];
    }),
  );
}

const iis: W3cSchema = {
  table: 'W3CIISLog',
  columns: columns(
    's-sitename=sSiteName s-computername=Computer s-ip=sIP cs-method=csMethod cs-uri-stem=csUriStem ' +
      'cs-uri-query=csUriQuery s-port=sPort:int cs-username=csUserName c-ip=cIP cs-version=csVersion ' +
      'cs(user-agent)=csUserAgent cs(cookie)=csCookie cs(referer)=csReferer cs-host=csHost ' +
      'sc-status=scStatus sc-substatus=scSubStatus sc-win32-status=scWin32Status sc-bytes=scBytes:long ' +
      'cs-bytes=csBytes:long time-taken=TimeTaken:long',
  ),
  whole: true,
  keepsDash: true,
  utc: true,
};

const firewall: W3cSchema = {
  table: 'WindowsFirewall',
  columns: columns(
    'action=FirewallAction protocol=Protocol src-ip=SourceIP dst-ip=DestinationIP src-port=SourcePort:int ' +
      'dst-port=DestinationPort:int size=RequestSizeInBytes:long info=Info path=CommunicationDirection',
  ),
  whole: true,
  keepsDash: false,
  utc: false,
};

const other: W3cSchema = {
  table: 'W3CLog',
  columns: columns(
    'c-port=cPort:int s-port=sPort:int r-port=rPort:int sc-bytes=scBytes:long cs-bytes=csBytes:long ' +
      'bytes=bytes:long time-taken=TimeTaken:real',
  ),
  whole: false,
  keepsDash: false,
  utc: true,
};

/** The schema for a log with these fields: IIS, the Windows firewall, or any other. */
export function w3cSchema(software: string, fields: readonly string[]): W3cSchema {
  const has = (field: string): boolean => fields.includes(field);
  if (software.includes('Windows Firewall') || (has('src-ip') && has('action') && has('tcpsyn')))
    return firewall;
  if (has('cs-uri-stem') && (software.includes('Internet Information') || has('sc-win32-status')))
    return iis;
  return other;
}

/** The column of a field: the schema's, or the field in camel case (`x-edge-location` is `xEdgeLocation`). */
export function w3cColumn(schema: W3cSchema, field: string): { name: string; type: KustoType } {
  const known = schema.columns.get(field.toLowerCase());
  if (known) return known;
  const words = field.split(/[^A-Za-z0-9_]+/).filter((word) => word !== '');
  const name = words.map((w, i) => (i === 0 ? w : w.charAt(0).toUpperCase() + w.slice(1))).join('');
  return { name: /^[A-Za-z_]/.test(name) ? name : `_${name}`, type: 'string' };
}
