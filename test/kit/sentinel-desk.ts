import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ConnectSettings } from '../../src/providers/index.ts';
import { Hunt, type RemoteConnection } from '../../src/session/index.ts';
import { openServices, type Services, type Told } from './azure-stand-in.ts';

/** The workspaces that the configuration names, and the secret that no message may tell. */
export const soc = '52b1ab41-869e-4138-9e40-2a4457f09bf3';
export const lab = 'a927809c-8142-43e1-96b3-4ad87cfe95a3';
export const hidden = 'secret-4711';

/** A hunt and the services that it can reach, both new for each test of the file. */
export interface SentinelDesk {
  readonly hunt: Hunt;
  readonly services: Services;
  readonly configFile: string;
  connect(settings: ConnectSettings): Promise<RemoteConnection>;
}

/** Say at the top of a test file that its tests connect to Sentinel. */
export function sentinelDesk(): SentinelDesk {
  let folder: string;
  let services: Services;
  let hunt: Hunt;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'huntbook-remote-'));
    writeFileSync(
      join(folder, 'huntbook.yaml'),
      `azure: { tenant_id: common-tenant, client_id: c, client_secret: { env: HUNTBOOK_TEST_SECRET } }
connections:
  CyberSecuritySoc: { provider: sentinel, workspace_id: ${soc}, tenant_id: t, client_id: c, client_secret: { env: HUNTBOOK_TEST_SECRET } }
  Vaulted: { provider: splunk, host: splunk.example, token: { key_vault: my-vault/splunk } }
  Bare: { provider: sentinel, workspace_id: ${lab} }
  Lab: { provider: sentinel, workspace_id: ${lab}, tenant_id: t, client_id: c, client_secret: { env: HUNTBOOK_TEST_SECRET } }
  Stranger: { provider: sentinel, workspace_id: ${lab}, tenant_id: no-such-tenant, client_id: c, client_secret: { env: HUNTBOOK_TEST_SECRET } }
`,
    );
    process.env['HUNTBOOK_TEST_SECRET'] = hidden;
  });
  afterAll(() => {
    delete process.env['HUNTBOOK_TEST_SECRET'];
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    services = await openServices();
    hunt = new Hunt();
  });
  afterEach(async () => {
    services.close();
    await hunt.close();
  });

  return {
    get hunt() {
      return hunt;
    },
    get services() {
      return services;
    },
    get configFile() {
      return join(folder, 'huntbook.yaml');
    },
    connect: (settings) =>
      hunt.connect('sentinel', settings, {
        configFile: join(folder, 'huntbook.yaml'),
        transport: services.transport,
      }),
  };
}

/** The columns of an answer. */
export const columns: readonly { name: string; type: string }[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Account', type: 'string' },
  { name: 'EventID', type: 'long' },
];
/** An answer of the query service. */
export const answer = (...rows: unknown[][]): Told => ({
  body: { tables: [{ name: 'PrimaryResult', columns, rows }] },
});
/** A row of it. */
export const row = (n: number): unknown[] => ['2025-11-03T10:00:00.1234567Z', `user${n}`, n];
