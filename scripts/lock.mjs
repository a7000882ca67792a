// Make package-lock.json anew from package.json, for all platforms and without download addresses:
// which registry a clone installs from is its own business.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

rmSync('package-lock.json', { force: true });
execFileSync(
  'npm',
  [
    'install',
    '--package-lock-only',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--omit-lockfile-registry-resolved=false',
  ],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
const lock = readFileSync('package-lock.json', 'utf8');
writeFileSync('package-lock.json', lock.replace(/^ *"resolved": .*\n/gm, ''));
