import { type Account, type Person, people, serviceAccounts } from '../company/people.ts';
import type { Scene } from '../events/scene.ts';
import { hour, period } from '../period.ts';
import type { Row } from '../recorder.ts';

/** The directory of people as the behaviour analytics keep it, one row each, at the start. */
export function describePeople(scene: Scene): void {
  const describe = (one: Account, rest: Row): void => {
    scene.recorder.add(
      'IdentityInfo',
      period.from + 2 * hour,
      {
        AccountObjectId: one.objectId,
        AccountUPN: one.upn,
        AccountName: one.name,
        AccountDomain: one.domain,
        AccountDisplayName: one.displayName,
        AccountSID: one.sid,
      },
      rest,
    );
  };
  for (const person of people) {
    describe(person, employment(person));
    if (person.admin !== null) describe(person.admin, administration);
  }
  for (const service of serviceAccounts) {
    describe(service, {
      IsServiceAccount: true,
      IsMFARegistered: false,
      AssignedRoles: '[]',
      GroupMembership: JSON.stringify(['Domain Users', 'Services']),
    });
  }
}

const administration: Row = {
  Department: 'IT',
  IsServiceAccount: false,
  IsMFARegistered: true,
  AssignedRoles: JSON.stringify(['Exchange Administrator', 'User Administrator']),
  GroupMembership: JSON.stringify(['Domain Admins', 'Server Operators']),
};

function employment(person: Person): Row {
  const [given = '', family = ''] = person.displayName.split(' ');
  return {
    GivenName: given,
    Surname: family,
    JobTitle: person.title,
    Department: person.department,
    MailAddress: person.upn,
    City: person.office,
    Country: person.office === 'Hamburg' ? 'DE' : 'SE',
    IsServiceAccount: false,
    IsMFARegistered: true,
    AssignedRoles: '[]',
    GroupMembership: JSON.stringify(['Domain Users', person.department]),
  };
}
