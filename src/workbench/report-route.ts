import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { HuntError } from '../base/index.ts';
import type { SavedFile, SaveStreams } from '../protocol/index.ts';
import { collectReport, htmlReport } from '../reports/index.ts';
import type { Room } from './routes.ts';

const shownRows = 100;

/**
 * Write the report of an open hunt as it stands; nothing is run for it. Errors: `workbench/nothing-ran`
 * and those of its text.
 */
export async function savedReport(
  { hunts, saved, uploads }: Room,
  { hunt }: SaveStreams['report']['body'],
  signal: AbortSignal,
): Promise<SavedFile> {
  const opened = hunts.get(hunt);
  const { run, document, fault } = opened;
  if (fault) throw fault;
  if (!run || !document) throw new Error('a hunt that can be read has a run');
  const report = await collectReport(run, {
    rows: shownRows,
    version: version(),
    shown: (value) => uploads.shown(value),
    signal,
  });
  if ([...report.cells.values()].every(({ status }) => !status.result && !status.error))
    throw new HuntError({
      code: 'workbench/nothing-ran',
      message: 'No cell of this hunt was run, so there is nothing to report.',
      hint: 'Run its cells first.',
    });
  const text = await htmlReport(report);
  const name = document.title ?? opened.name?.replace(/\.md$/i, '') ?? 'hunt';
  return saved.keep(`${name.slice(0, 120)}.html`, (path) => writeFile(path, text));
}

function version(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
