// Build everything into dist/: the library (tsc), its programs in few files (bundle.mjs), the sample investigation, the
// workbench page, the views alone and what reports are made with (vite).
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const run = (bin, ...args) =>
  execFileSync(process.execPath, [`node_modules/${bin}`, ...args], { stdio: 'inherit' });

rmSync('dist', { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
await import('./bundle.mjs');
const { prebuildSample } = await import('../dist/session/sample.js');
await Promise.all([
  prebuildSample(),
  run('vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'),
  run('vite/bin/vite.js', 'build', 'web', '-c', 'web/views.config.ts', '--logLevel', 'warn'),
  import('./build-report.mjs'),
]);
