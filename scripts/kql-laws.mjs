// Many random pipelines against the laws of KQL: `npm run kql:laws -- RUNS`. A failure prints its seed and path.
import { startVitest } from 'vitest/node';

process.env.HUNTBOOK_KQL_LAWS = process.argv[2] ?? '2000';
const vitest = await startVitest('test', ['test/contracts/kql-laws.test.ts'], {
  project: 'node',
  watch: false,
});
await vitest.close();
