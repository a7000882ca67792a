import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadConfig } from '../config/index.ts';
import { lookupSettings } from './lookup-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-lookup-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settingsOf = async (name: string, text: string): Promise<unknown> => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return lookupSettings({ config: await loadConfig({ file }) });
};

it('reads sources of MSTICPy’s configuration, and leaves out secrets that are not there', async () => {
  process.env['HUNTBOOK_TEST_VT'] = 'vt-key';
  const found = await settingsOf(
    'msticpyconfig.yaml',
    `TIProviders:
  OTX:
    Args:
      AuthKey: { EnvironmentVar: HUNTBOOK_TEST_NOT_THERE }
    Primary: True
    Provider: OTX
  VirusTotal:
    Args:
      AuthKey: { EnvironmentVar: HUNTBOOK_TEST_VT }
    Primary: True
    Provider: VirusTotal
  XForce:
    Args:
      ApiID: my-id
      AuthKey: my-password
    Primary: False
    Provider: XForce
  Nobody:
    Args: { AuthKey: x }
    Provider: Nobody
`,
  );
  expect(found).toEqual({
    virustotal_key: 'vt-key',
    xforce_id: 'my-id',
    xforce_key: 'my-password',
    ti_sources: 'OTX,VirusTotal',
  });
});

it('reads sources of huntbook.yaml, by our names or the ends of them', async () => {
  const found = await settingsOf(
    'huntbook.yaml',
    `threat_intelligence:
  ours:
    provider: misp
    misp_url: https://misp.contoso.com/
    key: { env: HUNTBOOK_TEST_VT }
  lists:
    provider: List
    files: [a.csv, b.txt]
  abuse:
    provider: AbuseIPDB
    budget: 10 a day
    unheard_of: 7
`,
  );
  expect(found).toEqual({
    misp_url: 'https://misp.contoso.com/',
    misp_key: 'vt-key',
    list_files: 'a.csv;b.txt',
    abuseipdb_budget: '10 a day',
  });
});
