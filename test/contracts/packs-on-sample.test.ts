import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillQuery, fullName, packsFolder, readQueryFolder } from '../../src/catalog/index.ts';
import { type Hunt, openSample } from '../../src/session/index.ts';
import { sampleValues } from '../kit/pack-values.ts';

const { queries } = readQueryFolder(packsFolder);
const onTables = queries.filter(
  ({ language, environments }) => language === 'kql' && !environments.includes('ResourceGraph'),
);
const textOf = (query: (typeof queries)[number]): string =>
  fillQuery(query, sampleValues(query), { now: new Date('2025-12-01T00:00:00Z') }).text;

let hunt: Hunt;
beforeAll(async () => {
  hunt = await openSample();
});
afterAll(() => hunt.close());

/** How many rows a query finds, or what keeps the sample from answering it. */
async function found(text: string): Promise<string> {
  try {
    const counted = await hunt.kql(`${text.replace(/\n\| render .*\n?$/, '')}\n| count`);
    return String((await counted.toJson()).rows[0]?.[0]);
  } catch (error) {
    const [fault] = hunt.diagnose(text).filter(({ severity }) => severity === 'error');
    if (fault) return fault.message;
    throw error;
  }
}

test('every query finds on the sample what it found before, or the sample lacks its table', async () => {
  expect(onTables.length).toBeGreaterThan(280);
  const lines: string[] = [];
  for (const query of onTables) lines.push(`${fullName(query)}: ${await found(textOf(query))}`);
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('../golden/packs-on-sample.txt');
}, 600_000);

/** Hunts that must find the attack of the sample, and what must stand in the rows that they find. */
const finds: readonly (readonly [query: string, ...words: string[]])[] = [
  ['Email.lookalike_senders', 'ferrolan-logistics.example.net'],
  ['Email.list_mails_with_attachment', 'Invoice_FL-20447.docm'],
  ['Email.clicked_then_downloaded', 'nvsync.exe', 'elin.sandberg'],
  ['M365DHunting.office_starts_shell', 'WINWORD.EXE', 'esandberg'],
  ['M365DHunting.encoded_powershell', 'nvk-ws-017', 'New-Object IO.MemoryStream'],
  ['M365DHunting.rare_parent_child', 'winword.exe', 'fodhelper.exe'],
  ['M365DHunting.first_seen_hash', 'nvsync.exe', 'wusync.exe'],
  ['M365DHunting.renamed_programs', 'wusync.exe', 'rclone.exe'],
  ['M365DHunting.lsass_dump', 'comsvcs.dll'],
  ['M365DHunting.rare_autostart', 'NvSync'],
  ['M365DHunting.beacon_candidates', 'cdn-telemetry.example.org'],
  ['M365DHunting.rare_remote_names', 'cdn-telemetry.example.org'],
  ['M365DHunting.network_from_unusual_folder', 'nvsync.exe'],
  ['MDEHunting.user_enumeration', 'Domain Admins'],
  ['Sysmon.lsass_access', 'rundll32.exe'],
  ['Sysmon.run_key_persistence', 'NvSync'],
  ['Sysmon.beacon_candidates', 'cdn-telemetry.example.org'],
  ['Sysmon.programs_dropped_and_run', 'nvsync.exe'],
  ['WindowsSecurity.kerberoasting', 'esandberg'],
  ['WindowsSecurity.password_guessing_across_hosts', '10.20.10.42'],
  ['WindowsSecurity.unusual_authentication_package', 'svc-backup'],
  ['WindowsSecurity.explicit_credentials_then_logon', 'svc-backup', 'NVK-FS01'],
  ['WindowsSecurity.logon_from_new_address', 'svc-backup'],
  ['WindowsSecurity.admin_share_access', 'ADMIN$', '10.20.10.42'],
  ['WindowsSecurity.new_account_in_privileged_group', 'svc-monitor', 'Domain Admins'],
  ['WindowsSecurity.rare_new_service', 'nvsvc.exe'],
  ['WindowsSecurity.rare_scheduled_task', 'NvSync'],
  ['WindowsSecurity.discovery_burst', 'whoami.exe'],
  ['WindowsSecurity.uac_bypass', 'fodhelper.exe'],
  ['WindowsSecurity.credential_dump_commands', 'ntdsutil.exe', 'comsvcs.dll'],
  ['WindowsSecurity.remote_execution', 'WmiPrvSE.exe'],
  ['WindowsSecurity.archive_with_password', '7z.exe'],
  ['WindowsSecurity.recovery_inhibited', 'vssadmin.exe'],
  ['WindowsSecurity.log_cleared', 'NVK-FS01', 'NVK-DC01'],
  ['LinuxAudit.uploads_and_downloads', 'eu2-objects.example.com'],
  ['LinuxAudit.persistence_commands', 'authorized_keys'],
  ['LinuxSyslog.sudo_rare_commands', 'authorized_keys'],
  ['Azure.password_spray', '139.59.22.148', 'henrik.falk'],
  ['Azure.mfa_fatigue', 'henrik.falk', '128.199.104.62'],
  ['Azure.impossible_travel', 'henrik.falk', 'Singapore'],
  ['Azure.several_countries_at_once', 'henrik.falk'],
  ['Azure.signin_from_new_country', '128.199.104.62'],
  ['Azure.legacy_authentication', '139.59.22.148'],
  ['Azure.rare_user_agents', '128.199.104.62'],
  ['Azure.consent_grants', 'MailSync Pro', 'henrik.falk'],
  ['Azure.mfa_method_changes', '128.199.104.62'],
  ['Office365.inbox_rules', '128.199.104.62'],
  ['Office365.mail_forwarding', 'h.falk.backup'],
  ['Office365.mailbox_permissions', '128.199.104.62'],
  ['Office365.mailbox_read_by_others', '128.199.104.62'],
  ['Office365.mass_downloads', '128.199.104.62'],
  ['Office365.auditing_reduced', '128.199.104.62'],
  ['Office365.rare_admin_operations', 'New-TransportRule'],
  ['Network.beacon_candidates', '188.166.41.193'],
  ['Network.large_uploads', '170.64.171.25'],
  ['Network.traffic_anomalies', 'NVK-FS01'],
  ['Network.first_seen_country', 'AU'],
  ['Network.rare_domains', 'cdn-telemetry.example.org'],
  ['ThreatIntelligence.match_device_network', 'cdn-telemetry.example.org'],
  ['ThreatIntelligence.match_device_files', 'nvsync.exe'],
  ['ThreatIntelligence.match_email_senders', 'ferrolan-logistics.example.net'],
  ['ThreatIntelligence.match_firewall', '188.166.41.193'],
  ['SecurityIncident.list_alerts_of_incident', 'NVK-FS01'],
];

test.each(finds)('%s finds the attack of the sample', async (name, ...words) => {
  const query = onTables.find((q) => fullName(q) === name);
  if (!query) throw new Error(`no query ${name}`);
  const rows = JSON.stringify((await (await hunt.kql(textOf(query))).toJson()).rows);
  for (const word of words) expect(rows.toLowerCase()).toContain(word.toLowerCase());
});
