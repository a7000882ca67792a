import { readFile } from 'node:fs/promises';
import { HuntError } from '../base/index.ts';
import type { Report } from './report.ts';

/** What a report carries for pages that may run script. */
export interface ReportScripts {
  /** What the views asked and were told, as JSON that can stand in a page. */
  recorded: string;
  /** Scripts, in the order in which they run. */
  scripts: readonly string[];
}

const folder = new URL('../../dist/report/', import.meta.url);

/** The views that a report uses, with what they need; null where it has none that can answer. Errors: `reports/not-built`. */
export async function reportScripts({ cells }: Report): Promise<ReportScripts | null> {
  const recorded = [...cells.values()].flatMap(({ status, view }, i) =>
    view?.recording
      ? [
          {
            cell: i + 1,
            label: status.cell.label,
            view: view.view,
            settings: [...view.settings],
            recording: view.recording,
            library: view.library,
          },
        ]
      : [],
  );
  if (recorded.length === 0) return null;
  const libraries = new Set(recorded.flatMap(({ library }) => library ?? []));
  const names = [...[...libraries].sort(), 'page'];
  const scripts = await Promise.all(names.map((name) => script(`${name}.js`)));
  return { recorded: inPage(JSON.stringify(recorded)), scripts };
}

async function script(name: string): Promise<string> {
  const text = await readFile(new URL(name, folder), 'utf8').catch((cause: unknown) => {
    throw new HuntError({
      code: 'reports/not-built',
      message: 'The views that a report carries are not built.',
      hint: 'Run: npm run build',
      cause,
    });
  });
  // Nothing in it may end the element that it stands in.
  return text.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}

/** JSON in which nothing can be read as markup. */
function inPage(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
