import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ConfigEdit, configVersion, editConfig, ownConfigFile } from './edit-config.ts';
import { loadConfigSync } from './load-config.ts';

let folder: string;
let file: string;
const text = `# ours
threat_intelligence:
  VirusTotal:
    provider: VirusTotal # the paid one
    AuthKey: spelled-out-4711
    url: https://vt.example
`;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-settings-'));
  file = join(folder, 'huntbook.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const edit = (change: ConfigEdit): Promise<void> => editConfig(file, configVersion(file), change);
type Settings = NonNullable<Extract<ConfigEdit, { kind: 'service' }>['service']>['settings'];
const virusTotal = (settings: Settings): ConfigEdit => ({
  kind: 'service',
  section: 'threat_intelligence',
  name: 'VirusTotal',
  service: { provider: 'VirusTotal', primary: true, settings },
});

it('makes the file of the folder, for its owner alone, and says where a secret lies', async () => {
  expect(ownConfigFile({ folder, home: folder, env: {} })).toBe(file);
  await edit({
    kind: 'service',
    section: 'connections',
    name: 'lab',
    service: {
      provider: 'splunk',
      primary: false,
      settings: [
        ['url', 'https://splunk.example:8089'],
        ['token', { env: 'SPLUNK_TOKEN' }],
        ['verify', false],
      ],
    },
  });
  await edit({ kind: 'queries', folders: [join(folder, 'queries')] });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toBe(`connections:
  lab:
    provider: splunk
    url: https://splunk.example:8089
    token: { env: SPLUNK_TOKEN }
    verify: false
queries: [ ${join(folder, 'queries')} ]
`);
  expect(loadConfigSync({ file }).faults).toEqual([]);
  expect(readdirSync(folder)).toEqual(['huntbook.yaml']);
});

it('changes what is said, keeps what stays, in the spelling of the file, and takes out the rest', async () => {
  writeFileSync(file, text);
  await edit(virusTotal([['auth_key', null]]));
  expect(readFileSync(file, 'utf8')).toBe(
    text.replace('    url: https://vt.example\n', '    primary: true\n'),
  );
  await edit(virusTotal([['auth_key', { keychain: 'huntbook/vt' }]]));
  expect(readFileSync(file, 'utf8')).toContain('AuthKey: { keychain: huntbook/vt }');
  await edit({
    kind: 'service',
    section: 'threat_intelligence',
    name: 'VirusTotal',
    service: null,
  });
  expect(loadConfigSync({ file }).threatIntelligence.size).toBe(0);
});

it.each([
  [virusTotal([['auth_key', 'my-own-secret']]), /auth_key is a secret: say where it lies/],
  [virusTotal([['auth_key', { keychain: 'no-slash' }]]), /is not service\/account/],
  [virusTotal([['__proto__', 'x']]), /"__proto__" is no name of a setting/],
  [
    { ...virusTotal([]), name: 'two\nlines' } as ConfigEdit,
    /is no name: it has 1 to 100 characters/,
  ],
])('refuses what cannot be meant, and writes nothing: %#', async (change, message) => {
  writeFileSync(file, text);
  await expect(edit(change)).rejects.toThrow(message);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('refuses an edit of a file that was changed meanwhile, that has faults, or is not ours', async () => {
  writeFileSync(file, text);
  const version = configVersion(file);
  writeFileSync(file, `${text}# more\n`);
  await expect(editConfig(file, version, virusTotal([]))).rejects.toThrow('was changed elsewhere');
  writeFileSync(file, 'connections: [\n');
  await expect(edit(virusTotal([]))).rejects.toThrow('cannot be changed here');
  file = join(folder, 'msticpyconfig.yaml');
  writeFileSync(file, 'TIProviders: {}\n');
  await expect((async () => edit(virusTotal([])))()).rejects.toThrow('cannot be changed here');
});
