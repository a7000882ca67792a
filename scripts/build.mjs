// Build the library (tsc) and, where the page's sources are present, the workbench page (vite) into dist/.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';

const run = (bin, ...args) =>
  execFileSync(process.execPath, [`node_modules/${bin}`, ...args], { stdio: 'inherit' });

for (const folder of ['base', 'kql', 'engine', 'formats', 'tables', 'session', 'samples'])
  rmSync(`dist/${folder}`, { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
if (existsSync('web/index.html')) run('vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn');
