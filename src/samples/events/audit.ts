import type { Account } from '../company/people.ts';
import type { Scene } from './scene.ts';

/** A change in the cloud directory. */
export interface Change {
  at: number;
  operation: string;
  category: string;
  service: string;
  /** Null where the directory did it by itself. */
  by: Account | null;
  ip: string;
  /** The account that was changed, or the name of something else. */
  target: Account | { displayName: string; type: string; id: string };
  changed?: readonly { name: string; from: string; to: string }[];
  details?: readonly { key: string; value: string }[];
}

/** Record a change in `AuditLogs`. */
export function audit(scene: Scene, change: Change): void {
  const { by, target, changed = [], details = [] } = change;
  const isAccount = 'upn' in target;
  scene.recorder.add('AuditLogs', change.at, {
    OperationName: change.operation,
    ActivityDisplayName: change.operation,
    Category: change.category,
    LoggedByService: change.service,
    AADOperationType: change.operation.startsWith('Add') ? 'Add' : 'Update',
    CorrelationId: scene.random.guid(),
    Id: `Directory_${scene.random.hex(8).toUpperCase()}_${scene.random.int(1000, 99_999)}`,
    Identity: by?.displayName ?? 'Azure AD Connect',
    InitiatedBy: JSON.stringify(
      by === null
        ? { app: { displayName: 'Microsoft Azure AD Connect', servicePrincipalId: null } }
        : {
            user: {
              id: by.objectId,
              displayName: null,
              userPrincipalName: by.upn,
              ipAddress: change.ip,
              roles: [],
            },
          },
    ),
    TargetResources: JSON.stringify([
      {
        id: isAccount ? target.objectId : target.id,
        displayName: target.displayName,
        type: isAccount ? 'User' : target.type,
        ...(isAccount ? { userPrincipalName: target.upn } : {}),
        modifiedProperties: changed.map(({ name, from, to }) => ({
          displayName: name,
          oldValue: JSON.stringify(from),
          newValue: JSON.stringify(to),
        })),
        administrativeUnits: [],
      },
    ]),
    AdditionalDetails: JSON.stringify(details),
  });
}
