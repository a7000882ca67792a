import { createRandom } from '../random.ts';
import { company } from './company.ts';

/** Somebody, or something, that signs in. */
export interface Account {
  /** `esandberg`, without the domain. */
  name: string;
  domain: string;
  /** `NORRVIK\esandberg`. */
  qualified: string;
  /** `norrvik`, as Defender prints the domain. */
  lowerDomain: string;
  sid: string;
  upn: string;
  objectId: string;
  displayName: string;
}

/** An employee with a desk of their own. */
export interface Person extends Account {
  title: string;
  department: string;
  office: 'Gothenburg' | 'Hamburg';
  /** Works with an administrator's account beside their own. */
  admin: Account | null;
}

const staff = `
Henrik Falk|Chief Financial Officer|Finance|Gothenburg
Elin Sandberg|Accounts Payable Specialist|Finance|Gothenburg
Karin Westman|Financial Controller|Finance|Gothenburg
Oskar Hellberg|Payroll Specialist|Finance|Gothenburg
Ida Nordahl|Accountant|Finance|Gothenburg
Lena Brandt|Accountant|Finance|Hamburg
Astrid Vinge|Chief Executive Officer|Management|Gothenburg
Per Sundell|Chief Operating Officer|Management|Gothenburg
Britta Holm|Executive Assistant|Management|Gothenburg
Jonas Lindqvist|Systems Administrator|IT|Gothenburg
Maja Eklund|Systems Administrator|IT|Gothenburg
Tobias Krantz|Service Desk Technician|IT|Gothenburg
Sven Albrecht|Network Engineer|IT|Hamburg
Markus Nystrom|Sales Manager|Sales|Gothenburg
Frida Ahl|Account Manager|Sales|Gothenburg
Tilda Kruger|Account Manager|Sales|Hamburg
Jens Petersen|Account Manager|Sales|Hamburg
Nora Backlund|Sales Coordinator|Sales|Gothenburg
Viktor Engdahl|Hardware Engineer|Engineering|Gothenburg
Sara Moberg|Hardware Engineer|Engineering|Gothenburg
Anton Rydell|Firmware Engineer|Engineering|Gothenburg
Wilma Stark|Firmware Engineer|Engineering|Gothenburg
Emil Forss|Software Engineer|Engineering|Gothenburg
Hanna Lund|Software Engineer|Engineering|Gothenburg
Felix Baumann|Software Engineer|Engineering|Hamburg
Greta Winter|Test Engineer|Engineering|Hamburg
Rasmus Dahl|Engineering Manager|Engineering|Gothenburg
Johan Tornqvist|Production Planner|Operations|Gothenburg
Malin Asp|Purchaser|Operations|Gothenburg
Dennis Vester|Warehouse Lead|Operations|Gothenburg
Ylva Ström|Quality Engineer|Operations|Gothenburg
Agnes Lilja|Human Resources Partner|People|Gothenburg
Katja Vogel|Office Manager|People|Hamburg
Petra Sjöö|Legal Counsel|Legal|Gothenburg
`;

const random = createRandom('people of norrvik');

function ascii(text: string): string {
  return text.normalize('NFD').replace(/[^A-Za-z. ]/g, '');
}

function domainAccount(name: string, displayName: string, rid: number, upn: string): Account {
  return {
    name,
    domain: company.netbios,
    qualified: `${company.netbios}\\${name}`,
    lowerDomain: company.netbios.toLowerCase(),
    sid: `${company.domainSid}-${rid}`,
    upn: `${upn}@${company.domain}`,
    objectId: random.guid(),
    displayName,
  };
}

function toPerson(line: string, index: number): Person {
  const [displayName = '', title = '', department = '', office = ''] = line.split('|');
  const [given = '', family = ''] = ascii(displayName).toLowerCase().split(' ');
  const name = `${given.slice(0, 1)}${family}`;
  return {
    ...domainAccount(name, displayName, 1104 + index, `${given}.${family}`),
    title,
    department,
    office: office === 'Hamburg' ? 'Hamburg' : 'Gothenburg',
    admin: title.startsWith('Systems')
      ? domainAccount(`adm-${name}`, `${displayName} (admin)`, 1201 + index, `adm-${name}`)
      : null,
  };
}

export const people: readonly Person[] = staff.trim().split('\n').map(toPerson);

/** Accounts that programs use. */
export const serviceAccounts: readonly Account[] = ['backup', 'sql', 'scan', 'web'].map(
  (purpose, index) =>
    domainAccount(`svc-${purpose}`, `Service: ${purpose}`, 1301 + index, `svc-${purpose}`),
);

/** The account of Windows itself on any machine. */
export const system: Account = {
  name: 'SYSTEM',
  domain: 'NT AUTHORITY',
  qualified: 'NT AUTHORITY\\SYSTEM',
  lowerDomain: 'nt authority',
  sid: 'S-1-5-18',
  upn: '',
  objectId: '',
  displayName: 'SYSTEM',
};

const byName = new Map<string, Account>();
for (const account of [...people, ...serviceAccounts]) byName.set(account.name, account);
for (const { admin } of people) if (admin !== null) byName.set(admin.name, admin);

/** The account of that name; throws where the company has none. */
export function account(name: string): Account {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`Nobody at the company is called ${name}.`);
  return found;
}

/** The employee of that account name; throws where there is none. */
export function person(name: string): Person {
  const found = people.find((someone) => someone.name === name);
  if (found === undefined) throw new Error(`Nobody at the company is called ${name}.`);
  return found;
}
