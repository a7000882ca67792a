import type { ViewAnswer } from '../view-source.ts';

/** Deeper levels of a tree are told by their number. */
export const deepestIndent = 24;

/** What is shown of one process. */
export interface ProcessRow {
  name: string;
  id: string;
  started: string;
  command: string;
  user: string;
  colour: string;
  decoded: string;
  /** Told by its children alone. */
  inferred: boolean;
}

const fields = ['name', 'id', 'started', 'command', 'user', 'colour', 'decoded'] as const;

/** The processes of an answer by their places, each as it came first. */
export function processRows({ columns, rows }: ViewAnswer): Map<number, ProcessRow> {
  const at = (name: string): number => columns.findIndex((c) => c.name === name);
  const place = at('place');
  const inferred = at('inferred');
  const ats = fields.map((name): [string, number] => [name, at(name)]);
  const found = new Map<number, ProcessRow>();
  for (const row of rows) {
    const key = Number(row[place]);
    if (found.has(key)) continue;
    const texts = Object.fromEntries(ats.map(([name, i]) => [name, String(row[i] ?? '')]));
    found.set(key, {
      ...(texts as Record<(typeof fields)[number], string>),
      inferred: row[inferred] === true,
    });
  }
  return found;
}

/** The numbers in a list that came as one value of an answer. */
export function numbersOf(value: unknown): number[] {
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(list) ? list.map(Number) : [];
}

/** The last part of a path: what a program is called. */
export function programName(path: string): string {
  return /[^\\/]+$/.exec(path)?.[0] ?? path;
}
