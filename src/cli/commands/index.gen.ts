import type { CliCommand } from '../define-command.ts';
export const files: ReadonlyMap<string, () => Promise<{ default: CliCommand }>> = new Map([
  ['config', () => import('./config.ts')],
  ['convert', () => import('./convert.ts')],
  ['describe', () => import('./describe.ts')],
  ['functions', () => import('./functions.ts')],
  ['geo-data', () => import('./geo-data.ts')],
  ['get', () => import('./get.ts')],
  ['invoke', () => import('./invoke.ts')],
  ['pipeline', () => import('./pipeline.ts')],
  ['providers', () => import('./providers.ts')],
  ['queries', () => import('./queries.ts')],
  ['query', () => import('./query.ts')],
  ['run', () => import('./run.ts')],
  ['search-job', () => import('./search-job.ts')],
  ['send', () => import('./send.ts')],
  ['tables', () => import('./tables.ts')],
  ['workbench', () => import('./workbench.ts')],
]);
