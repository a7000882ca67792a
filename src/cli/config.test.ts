import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runProgram } from './program.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-config-'));
  printed = '';
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...words: string[]): Promise<number> {
  const into = new Writable({
    write(chunk, _encoding, done) {
      printed += String(chunk);
      done();
    },
  });
  const signal = new AbortController().signal;
  return runProgram(['config', ...words], {
    stdout: into,
    stderr: into,
    columns: null,
    showProgress: false,
    signal,
  });
}

it('shows and imports settings, and never their secrets', async () => {
  const old = join(folder, 'msticpyconfig.yaml');
  const made = join(folder, 'huntbook.yaml');
  writeFileSync(
    old,
    'TIProviders: { VirusTotal: { Args: { AuthKey: hidden-4711 }, Provider: VirusTotal } }\nTIProvders: {}\n',
  );
  expect(await run('show', old)).toBe(1);
  expect(printed).toContain('key: [secret: file itself]');
  expect(printed).toContain(
    `${old}:2: TIProvders: there is no setting "TIProvders" here. Did you mean TIProviders?`,
  );
  expect(await run('import', old, '--out', made)).toBe(1);
  expect(await run('import', old, '--out', made)).toBe(1);
  expect(printed).toContain('is not written (EEXIST)');
  expect(readFileSync(made, 'utf8')).toContain('auth_key:');
  expect(await run('check', made)).toBe(1);
  expect(printed).toContain(
    'threat_intelligence.VirusTotal.auth_key: there is nothing in the environment variable HUNTBOOK_TIPROVIDERS',
  );
  expect(printed + readFileSync(made, 'utf8')).not.toContain('hidden-4711');
  writeFileSync(made, 'connections: { soc: { provider: sentinel }, lab: { provider: spunk } }\n');
  expect(await run('check', made)).toBe(1);
  expect(printed).toContain('fails  soc: sentinel:soc: the setting workspace_id is missing');
  expect(printed).toContain("fails  lab: There is no provider 'spunk'.");
  expect(await run('shw')).toBe(2);
  expect(printed).toContain('Did you mean show?');
});

it('takes a file by --config as other commands do, and no two', async () => {
  const file = join(folder, 'huntbook.yaml');
  writeFileSync(file, 'connections: {}\n');
  expect(await run('show', '--config', file)).toBe(0);
  expect(printed).toContain(`from ${file}`);
  expect(await run('check', '--config', file)).toBe(0);
  expect(await run('check', 'other.yaml', '--config', file)).toBe(2);
  expect(printed).toContain('Two files are named');
});
