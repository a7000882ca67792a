import type { Account } from '../company/people.ts';
import type { Scene } from './scene.ts';

/** A command of Exchange's administration and its parameters, in the order they were typed. */
export interface ExchangeCommand {
  at: number;
  name: string;
  parameters: readonly (readonly [name: string, value: string])[];
  by: Account;
  ip: string;
  /** What the command changed. */
  object: string;
}

/** An Exchange administration command in `OfficeActivity`. */
export function exchangeCommand(scene: Scene, command: ExchangeCommand): void {
  const { by } = command;
  scene.recorder.add('OfficeActivity', command.at, {
    RecordType: 'ExchangeAdmin',
    Operation: command.name,
    OfficeWorkload: 'Exchange',
    UserType: by.name.startsWith('adm-') ? 'Admin' : 'Regular',
    UserKey: by.objectId,
    UserId: by.upn,
    ClientIP: `${command.ip}:${scene.random.int(1025, 65_000)}`,
    ResultStatus: 'True',
    OfficeObjectId: command.object,
    Parameters: JSON.stringify(command.parameters.map(([Name, Value]) => ({ Name, Value }))),
    ExternalAccess: 'False',
    OriginatingServer: 'GVX0EPF00014F2A (15.20.9298.016)',
    AppId: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
    OfficeId: scene.random.guid(),
  });
}

/** Something that happened to items of a mailbox. */
export interface MailboxAction {
  at: number;
  operation: 'MailItemsAccessed' | 'Send' | 'MoveToDeletedItems' | 'HardDelete' | 'Create';
  by: Account;
  owner: Account;
  ip: string;
  client: string;
  folder: string;
  subject?: string;
  items?: number;
}

/** A mailbox event in `OfficeActivity`. */
export function mailboxAction(scene: Scene, action: MailboxAction): void {
  const { by, owner, folder, subject, items = 1 } = action;
  const path = `\\${folder}`;
  scene.recorder.add('OfficeActivity', action.at, {
    RecordType:
      action.operation === 'MailItemsAccessed' ? 'ExchangeItemAggregated' : 'ExchangeItem',
    Operation: action.operation,
    OfficeWorkload: 'Exchange',
    UserKey: by.objectId,
    UserId: by.upn,
    ClientIP: action.ip,
    Client_IPAddress: action.ip,
    ClientInfoString: action.client,
    ResultStatus: 'Succeeded',
    ExternalAccess: 'False',
    Logon_Type: by === owner ? 'Owner' : 'Delegated',
    MailboxGuid: owner.objectId,
    MailboxOwnerUPN: owner.upn,
    MailboxOwnerSid: owner.sid,
    LogonUserDisplayName: by.displayName,
    Folder: JSON.stringify({ Path: path }),
    Folders:
      action.operation === 'MailItemsAccessed'
        ? JSON.stringify([{ Path: path, ItemCount: items }])
        : '',
    Item:
      subject === undefined
        ? ''
        : JSON.stringify({ Subject: subject, ParentFolder: { Path: path } }),
    OfficeId: scene.random.guid(),
  });
}

/** A file in SharePoint that somebody opens, changes or takes away. */
export interface FileAction {
  at: number;
  operation:
    | 'FileAccessed'
    | 'FileModified'
    | 'FileDownloaded'
    | 'FileUploaded'
    | 'FileSyncDownloadedFull';
  by: Account;
  ip: string;
  userAgent: string;
  site: string;
  folder: string;
  file: string;
  managed?: boolean;
}

/** A SharePoint event in `OfficeActivity`. */
export function fileAction(scene: Scene, action: FileAction): void {
  const { by, site, folder, file } = action;
  const siteUrl = `https://norrvik.sharepoint.com/sites/${site}/`;
  scene.recorder.add('OfficeActivity', action.at, {
    RecordType: 'SharePointFileOperation',
    Operation: action.operation,
    OfficeWorkload: 'SharePoint',
    UserKey: `i:0h.f|membership|1003${by.objectId.slice(-12)}@live.com`,
    UserId: by.upn,
    ClientIP: action.ip,
    UserAgent: action.userAgent,
    OfficeObjectId: `${siteUrl}${folder}/${file}`,
    Site_Url: siteUrl,
    SourceRelativeUrl: folder,
    SourceFileName: file,
    SourceFileExtension: file.slice(file.lastIndexOf('.') + 1),
    ItemType: 'File',
    EventSource: 'SharePoint',
    IsManagedDevice: action.managed ?? true,
    OfficeId: scene.random.guid(),
  });
}
