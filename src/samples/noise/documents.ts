import type { Person } from '../company/people.ts';
import { touchFile } from '../events/endpoint.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene } from '../events/scene.ts';
import { second } from '../period.ts';

/** What people call their documents; a number or a date is added. */
export const documentNames: readonly [string, ...string[]] = [
  'Invoice',
  'Delivery note',
  'Offer',
  'Purchase order',
  'Minutes',
  'Budget 2026',
  'Sensor datasheet',
  'Calibration report',
  'Test protocol',
  'Travel expenses',
  'Customer list',
  'Price list',
  'Contract draft',
  'Project plan',
  'Presentation',
];

const editors = [
  ['WINWORD.EXE', 'docx', '/n'],
  ['EXCEL.EXE', 'xlsx', '/dde'],
  ['POWERPNT.EXE', 'pptx', '/s'],
] as const;

/** Open a document from the desktop or from a mail, work on it and save it. */
export function openDocument(scene: Scene, parent: Process, owner: Person, at: number): void {
  const { random } = scene;
  const [image, extension, option] = random.pick(editors);
  const name = `${random.pick(documentNames)} ${random.int(100, 9999)}.${extension}`;
  const fromMail = parent.program.fileName === 'OUTLOOK.EXE';
  const folder = fromMail
    ? `C:\\Users\\${owner.name}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\${random.hex(8).toUpperCase()}`
    : `F:\\${owner.department}`;
  const path = `${folder}\\${name}`;
  if (fromMail) {
    touchFile(scene, parent, { at: at - 400_000, path, sizeBytes: random.int(9000, 900_000) });
  }
  const editor = startProcess(scene, {
    at,
    session: parent.session,
    parent,
    image,
    integrity: 'Medium',
    commandLine: `"C:\\Program Files\\Microsoft Office\\root\\Office16\\${image}" ${option} "${path}"`,
  });
  if (random.chance(0.7)) {
    touchFile(scene, editor, {
      at: at + random.int(60, 1800) * second,
      path: `F:\\${owner.department}\\${name}`,
      action: fromMail ? 'FileCreated' : 'FileModified',
      sizeBytes: random.int(9000, 900_000),
    });
  }
}
