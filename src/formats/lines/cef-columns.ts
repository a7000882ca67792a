import type { KustoType } from '../../base/index.ts';

/** A column of Sentinel's `CommonSecurityLog`. */
export interface CefColumn {
  name: string;
  type: KustoType;
}

/**
 * The keys of CEF's extension by the columns of `CommonSecurityLog` that Sentinel puts them in, `:type` where it is not
 * text; a key that is spelled like its column but for the first letter stands alone. `#` stands for each number of a range.
 */
const spelled = `
act=DeviceAction app=ApplicationProtocol cat=DeviceEventCategory cnt=EventCount:int
destinationDnsDomain destinationServiceName destinationTranslatedAddress destinationTranslatedPort:int
deviceDirection=CommunicationDirection deviceDnsDomain deviceExternalId=DeviceExternalID deviceFacility
deviceInboundInterface deviceNtDomain deviceOutboundInterface devicePayloadId deviceProcessName=ProcessName
deviceTranslatedAddress dhost=DestinationHostName dmac=DestinationMACAddress dntdom=DestinationNTDomain
dpid=DestinationProcessId:int dpriv=DestinationUserPrivileges dproc=DestinationProcessName dpt=DestinationPort:int
dst=DestinationIP dtz=DeviceTimeZone duid=DestinationUserID duser=DestinationUserName dvc=DeviceAddress
dvchost=DeviceName dvcmac=DeviceMacAddress dvcpid=ProcessID:int end=EndTime:datetime externalId=ExtID
fileCreateTime fileHash fileId=FileID fileModificationTime filePath filePermission fileType fname=FileName
fsize=FileSize:int in=ReceivedBytes:long msg=Message oldFileCreateTime oldFileHash oldFileId=OldFileID
oldFileModificationTime oldFileName oldFilePath oldFilePermission oldFileSize:int oldFileType out=SentBytes:long
outcome=EventOutcome proto=Protocol reason request=RequestURL requestClientApplication requestContext requestCookies
requestMethod rt=ReceiptTime shost=SourceHostName smac=SourceMACAddress sntdom=SourceNTDomain sourceDnsDomain
sourceServiceName sourceTranslatedAddress sourceTranslatedPort:int spid=SourceProcessId:int
spriv=SourceUserPrivileges sproc=SourceProcessName spt=SourcePort:int src=SourceIP start=StartTime:datetime
suid=SourceUserID suser=SourceUserName type=EventType:int
c6a#4=DeviceCustomIPv6Address# c6a#4Label=DeviceCustomIPv6Address#Label
cfp#4=DeviceCustomFloatingPoint#:real cfp#4Label=DeviceCustomFloatingPoint#Label
cn#3=FieldDeviceCustomNumber#:long cn#3Label=DeviceCustomNumber#Label
cs#6=DeviceCustomString# cs#6Label=DeviceCustomString#Label
deviceCustomDate#2 deviceCustomDate#2Label flexDate#1 flexDate#1Label
flexNumber#2:int flexNumber#2Label flexString#2 flexString#2Label`;

/** The column of each key of the extension. */
export const cefColumns: ReadonlyMap<string, CefColumn> = new Map(
  spelled.trim().split(/\s+/).flatMap(expand),
);

function expand(entry: string): [string, CefColumn][] {
  const count = Number(/#(\d)/.exec(entry)?.[1] ?? 0);
  if (count === 0) return [column(entry)];
  const plain = entry.replace(/#\d/, '#');
  return Array.from({ length: count }, (_, i) => column(plain.replaceAll('#', String(i + 1))));
}

function column(entry: string): [string, CefColumn] {
  const [spelling = '', type = 'string'] = entry.split(':');
  const [key = '', name = key.charAt(0).toUpperCase() + key.slice(1)] = spelling.split('=');
  return [key, { name, type: type as KustoType }];
}
