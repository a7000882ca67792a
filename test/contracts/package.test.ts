import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = [...builtinModules, ...Object.keys({ ...dependencies, ...peerDependencies })];

/** What a module of the package imports when it is loaded, or later by a name that is written there. */
function imported(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const { module } = parseSync(file, text);
  const later = module.dynamicImports
    .map((d) => text.slice(d.moduleRequest.start, d.moduleRequest.end))
    .filter((name) => /^["'][^"']*["']$/.test(name))
    .map((name) => name.slice(1, -1));
  const reexported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((e) => (e.moduleRequest ? [e.moduleRequest.value] : [])),
  );
  return [...module.staticImports.map((i) => i.moduleRequest.value), ...reexported, ...later];
}

it('carries every module that its programs import, and names every package', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const carried = new Set<string>(files.map((file: { path: string }) => file.path));
  const programs = [...carried].filter(
    (file) => /^dist\/.*\.js$/.test(file) && !file.startsWith('dist/web/'),
  );
  expect(programs.length).toBeGreaterThan(20);
  const missing = programs.flatMap((file) =>
    imported(file)
      .filter((name) =>
        name.startsWith('.')
          ? !carried.has(join(dirname(file), name).replaceAll('\\', '/'))
          : !packages.some(
              (known) => name === known || name === `node:${known}` || name.startsWith(`${known}/`),
            ),
      )
      .map((name) => `${file} imports ${name}`),
  );
  expect(missing).toEqual([]);
});
