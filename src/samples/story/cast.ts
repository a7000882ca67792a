import { intruder, intruderNames } from '../company/addresses.ts';
import { deskOf, type Host, hostNamed } from '../company/hosts.ts';
import { type Account, account, type Person, person } from '../company/people.ts';
import { program } from '../company/programs.ts';

/** Who and what the story is about; `samples/story.md` tells it. */
export const victim: Person = person('esandberg');
export const victimDesk: Host = deskOf('esandberg');
export const files: Host = hostNamed('NVK-FS01');
export const jump: Host = hostNamed('NVK-JMP01');
export const controller: Host = hostNamed('NVK-DC01');
export const financeChief: Person = person('hfalk');
export const stolenService: Account = account('svc-backup');
export const stolenAdmin: Account = account('adm-jlindqvist');

/** The intruder's files. */
export const document: { name: string; sha256: string; sizeBytes: number; link: string } = {
  name: 'Invoice_FL-20447.docm',
  sha256: 'b91d4e0c6f2a857713c8e95d0a64fb38e7219c4d5b06a8f3172ed49c80b5f6a1',
  sizeBytes: 148_992,
  link: `https://${intruderNames.delivery}/invoices/FL-20447`,
};

export const implantPath = 'C:\\Users\\esandberg\\AppData\\Roaming\\NvSync\\nvsync.exe';
export const implantHash: string = program(implantPath).sha256;
export const serverImplantPath = 'C:\\Windows\\nvsvc.exe';
export const scriptUrl: string = `https://${intruderNames.delivery}/assets/theme.ps1`;
export const implantUrl: string = `https://${intruderNames.delivery}/assets/nvsync.bin`;

/** Where the implants report to. */
export const control: { ip: string; port: number; name: string } = {
  ip: intruder.control.ip,
  port: 443,
  name: intruderNames.control,
};
