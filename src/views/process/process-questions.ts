import { bracketedName, type Column } from '../../base/index.ts';
import { textLiteral } from '../kql-spelling.ts';

/** The columns of a process tree that are shown beside its own. */
export interface ProcessColumns {
  user: Column | null;
  colour: Column | null;
  decoded: Column | null;
}

const needed = [
  'key',
  'place',
  'depth',
  'descendant_count',
  'name',
  'id',
  'started',
  'command',
  'inferred',
];
const users = [
  'Account',
  'AccountName',
  'SubjectAccount',
  'SubjectUserName',
  'InitiatingProcessAccountName',
  'User',
  'UserName',
  'username',
  'user',
];
const texts = ['full_decoded_string', 'decoded_string', 'decoded', 'DecodedCommand', 'Decoded'];
/** More processes than these are not drawn. */
export const mostProcesses = 1_000_000;
const shownLength = 600;

/** Whether these are rows of `process_tree`. */
export function isProcessTree(columns: readonly Column[]): boolean {
  const names = new Set(columns.map((c) => c.name));
  return needed.every((name) => names.has(name));
}

const named = (columns: readonly Column[], wanted: readonly string[]): Column | null =>
  wanted.flatMap((name) => columns.find((c) => c.name === name) ?? [])[0] ?? null;

/** The column of users and of decoded commands, by the names that they usually have. */
export function usualColumns(columns: readonly Column[]): Omit<ProcessColumns, 'colour'> {
  return { user: named(columns, users), decoded: named(columns, texts) };
}

/** One row: all places, and how many processes each has below it in the whole tree. */
export const shapeQuestion: string = `| where isnotnull(place) | sort by place asc | summarize places = make_list(place, ${mostProcesses}), below = make_list(descendant_count, ${mostProcesses})`;

const text = ({ name }: Column): string =>
  `substring(tostring(${bracketedName(name)}), 0, ${shownLength})`;

/** What is shown of processes, `where` being a condition on their places. */
export function rowsQuestion(where: string, { user, colour, decoded }: ProcessColumns): string {
  const columns = [
    'place',
    'name',
    'id = tostring(id)',
    'started',
    'inferred',
    `command = substring(command, 0, ${shownLength})`,
    `user = ${user ? text(user) : "''"}`,
    `colour = ${colour ? text(colour) : "''"}`,
    `decoded = ${decoded ? text(decoded) : "''"}`,
  ];
  return `| where ${where} | project ${columns.join(', ')}`;
}

/** The condition that a place is one of these, given in ascending order. */
export function placesCondition(places: readonly number[]): string {
  const [first, last] = [places[0] ?? -1, places.at(-1) ?? -1];
  return last - first < places.length * 4
    ? `place between (${first} .. ${last})`
    : `place in (${places.join(', ')})`;
}

/** Everything that is told of the process in a place. */
export function recordQuestion(place: number): string {
  return `| where place == ${place}`;
}

/** The places of the processes in which a text stands. */
export function searchQuestion(wanted: string, columns: ProcessColumns): string {
  const where = ['name', 'command', 'id'].concat(
    [columns.user, columns.colour, columns.decoded].flatMap((c) =>
      c ? [bracketedName(c.name)] : [],
    ),
  );
  const literal = textLiteral(wanted);
  const conditions = where.map((name) => `tostring(${name}) contains ${literal}`).join(' or ');
  return `| where ${conditions} | summarize places = make_list(place, ${mostProcesses})`;
}

/** The most frequent values of a column, with how many processes have each. */
export function valuesQuestion({ name }: Column, most: number): string {
  return `| summarize processes = count() by value = ${`substring(tostring(${bracketedName(name)}), 0, ${shownLength})`} | sort by processes desc, value asc | take ${most}`;
}

/** The step that keeps the process in this place and those above it. */
export function pathStep(place: number): string {
  return `| where place <= ${place} and place + descendant_count >= ${place}`;
}

/** The step that keeps the process in this place and those below it. */
export function subtreeStep(place: number, descendants: number): string {
  return `| where place between (${place} .. ${place + descendants})`;
}
