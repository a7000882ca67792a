import { visible } from '../base/index.ts';
import type { Diagnostic } from '../kql/index.ts';
import { pointAt } from './report-error.ts';

/** What is to be said about a query, each finding with its place and what may be done about it. */
export function checkText(findings: readonly Diagnostic[], query: string): string {
  if (findings.length === 0) return 'Nothing is wrong with this query.\n';
  return findings.map((finding) => `${findingText(finding, query)}\n`).join('\n');
}

function findingText(finding: Diagnostic, query: string): string {
  const { severity, code, message, span, hint, fixes = [] } = finding;
  const lines = [
    `${severity}: ${visible(message)} [${code}]`,
    ...pointAt(query, span.start, span.end),
  ];
  if (hint) lines.push(visible(hint));
  for (const fix of fixes) lines.push(`  fix: ${visible(fix.title)}`);
  return lines.join('\n');
}

/** The same for programs: an array with the line and column (from 1) of each finding. */
export function checkJson(findings: readonly Diagnostic[], query: string): string {
  const placed = findings.map((finding) => {
    const before = query.slice(0, finding.span.start).split('\n');
    return { ...finding, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  });
  return `${JSON.stringify(placed, null, 2)}\n`;
}
