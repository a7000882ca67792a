import { homeNetworks, journeys, offices, type Place } from '../company/addresses.ts';
import { deskOf } from '../company/hosts.ts';
import { account, type Person, people, serviceAccounts } from '../company/people.ts';
import { audit } from '../events/audit.ts';
import type { Scene } from '../events/scene.ts';
import { type SignIn, signIn, userAgents } from '../events/signin.ts';
import { at, day, days, hour, isWorkday, minute, period, second } from '../period.ts';

/** Where a person is at a time: on a journey, at home, or in the office. */
function placeOf(someone: Person, time: number, atWork: boolean): Place {
  const journey = journeys.find(
    ({ who, from, to }) => who === someone.name && at(from) <= time && time < at(to),
  );
  if (journey !== undefined) return journey.place;
  if (atWork) return offices[someone.office];
  const networks = homeNetworks[someone.office];
  const index = people.indexOf(someone);
  const home = networks[index % networks.length] ?? offices[someone.office];
  const known = homes.get(someone) ?? { ...home, ip: `${home.ip}${20 + index * 3}` };
  homes.set(someone, known);
  return known;
}

const homes = new Map<Person, Place>();

/** Ordinary sign-ins of employees, their phones, and their typing errors. */
export function signInDaily(scene: Scene): void {
  for (const someone of people) {
    for (const start of days) {
      if (isWorkday(start)) officeDay(scene, someone, start);
      phoneDay(scene, someone, start);
    }
  }
}

const desktopApps = [
  'Office 365 Exchange Online',
  'Microsoft Teams',
  'Office 365 SharePoint Online',
  'OfficeHome',
];

function officeDay(scene: Scene, someone: Person, start: number): void {
  const { random } = scene;
  const fromHome = random.chance(0.22);
  for (let count = random.int(7, 12); count > 0; count--) {
    const time = start + 6.5 * hour + random.int(0, 34_000) * second + random.int(0, 999_999);
    const attempt: SignIn = {
      at: time,
      account: someone,
      place: placeOf(someone, time, !fromHome),
      app: random.pick(desktopApps),
      userAgent: someone.department === 'Engineering' ? userAgents.chrome : userAgents.edge,
      device: deskOf(someone.name),
    };
    if (random.chance(0.035)) {
      signIn(scene, { ...attempt, at: time - 9 * second, result: '50126', mfa: 'not required' });
    }
    if (random.chance(0.04)) signIn(scene, { ...attempt, at: time - 3 * second, result: '50140' });
    signIn(scene, random.chance(0.06) ? { ...attempt, mfa: 'approved' } : attempt);
  }
  if (someone.department === 'IT' && random.chance(0.6)) {
    signIn(scene, {
      at: start + 8 * hour + random.int(0, 25_000) * second,
      account: someone.admin ?? someone,
      place: offices[someone.office],
      app: 'Azure Portal',
      userAgent: userAgents.edge,
      mfa: 'approved',
      device: deskOf(someone.name),
    });
  }
}

function phoneDay(scene: Scene, someone: Person, start: number): void {
  const { random } = scene;
  if (!random.chance(isWorkday(start) ? 0.7 : 0.35)) return;
  const time = start + random.pick([5.5, 17, 18.5, 20]) * hour + random.int(0, 3000) * second;
  signIn(scene, {
    at: time,
    account: someone,
    place: placeOf(someone, time, false),
    app: 'Microsoft Outlook',
    userAgent: userAgents.iphone,
    client: 'Mobile Apps and Desktop clients',
  });
}

/** What administrators and the service desk change in the directory, and what it changes by itself. */
export function auditDaily(scene: Scene): void {
  const { random } = scene;
  const desk = account('tkrantz');
  for (const start of days) {
    if (!isWorkday(start)) continue;
    for (let count = random.int(25, 45); count > 0; count--) {
      const time = start + 7 * hour + random.int(0, 30_000) * second;
      const target = random.pick(people);
      const [operation, category, service] = random.pick(changes);
      audit(scene, {
        at: time,
        operation,
        category,
        service,
        by:
          service === 'Authentication Methods'
            ? target
            : random.pick([desk, account('adm-jlindqvist')]),
        ip: offices.Gothenburg.ip,
        target,
      });
    }
  }
  for (let time = period.from + 3 * hour; time < period.to; time += 6 * hour) {
    const service = random.pick(serviceAccounts);
    audit(scene, {
      at: time + random.int(0, 20) * minute,
      operation: 'Update user',
      category: 'UserManagement',
      service: 'Core Directory',
      by: null,
      ip: '',
      target: service,
      changed: [{ name: 'LastDirSyncTime', from: '', to: String(Math.floor(time / day)) }],
    });
  }
}

const changes = [
  ['Update user', 'UserManagement', 'Core Directory'],
  ['Reset user password', 'UserManagement', 'Core Directory'],
  ['Change user license', 'UserManagement', 'Core Directory'],
  ['Add member to group', 'GroupManagement', 'Core Directory'],
  ['Remove member from group', 'GroupManagement', 'Core Directory'],
  ['Update device', 'Device', 'Core Directory'],
  ['Update device', 'Device', 'Core Directory'],
  ['User registered security info', 'UserManagement', 'Authentication Methods'],
] as const;
