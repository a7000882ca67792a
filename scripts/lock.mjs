// Make package-lock.json anew from package.json: for all platforms, whichever of them this registry has
// at hand, and without download addresses, since where a clone installs from is its own business.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// In a folder of its own: what is installed here may lack the hashes of its packages.
const folder = mkdtempSync(join(tmpdir(), 'huntbook-lock-'));
copyFileSync('package.json', join(folder, 'package.json'));
const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
execFileSync('npm', ['install', ...flags, '--omit-lockfile-registry-resolved=false'], {
  cwd: folder,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
rmSync(folder, { recursive: true, force: true });

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** What a lock entry says of a package that is built for one platform, read off its name. */
function platformEntry(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((p) =>
    words.some((w) => w === p || (p === 'arm' && /^arm(hf|-?eabi|v\d)?$/.test(w))),
  );
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : null;
  return { version, cpu, ...(dev ? { dev } : {}), ...(libc ? { libc } : {}), optional: true, os };
}

for (const entry of Object.values(lock.packages)) delete entry.resolved;
for (const entry of Object.values(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {}))
    lock.packages[`node_modules/${name}`] ??= platformEntry(name, version, entry.dev);
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
