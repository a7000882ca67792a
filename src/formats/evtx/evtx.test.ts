import { describe, expect, it } from 'vitest';
import {
  type EvtxRecord,
  event,
  eventData,
  fileTime,
  wire,
  writeEvtx,
  xml,
} from '../../../test/kit/evtx.ts';
import { type MemoryTable, memoryInput, readToMemory } from '../../../test/kit/read-to-memory.ts';
import evtx from '../readers/evtx.ts';
import { evtxExample } from './example.ts';
import { splitEvtx } from './read.ts';

const TIME = 1_706_933_106_123_456;
const time = fileTime(TIME) + 7n;
const security = { provider: 'Microsoft-Windows-Security-Auditing', channel: 'Security', time };
const sysmon = {
  provider: 'Microsoft-Windows-Sysmon',
  channel: 'Microsoft-Windows-Sysmon/Operational',
  time,
};

async function read(chunks: readonly (readonly EvtxRecord[])[]): Promise<Map<string, MemoryTable>> {
  return readToMemory(evtx, memoryInput(writeEvtx(chunks), { chunkBytes: 100_000 }));
}

/** A row as an object of the columns that hold something. */
function row(table: MemoryTable | undefined, index = 0): Record<string, unknown> {
  const cells = table?.rows[index]?.map((value, at) => [table.columns[at]?.split(':')[0], value]);
  return Object.fromEntries((cells ?? []).filter(([, value]) => value !== null));
}

const logon = eventData({
  SubjectUserSid: wire.sid(5, 18),
  SubjectUserName: wire.text('PC01$'),
  SubjectDomainName: wire.text('CORP'),
  SubjectLogonId: wire.hex64(0x3e7),
  TargetUserSid: wire.sid(5, 21, 1, 2, 3, 1104),
  TargetUserName: wire.text('alice'),
  TargetDomainName: wire.text('CORP'),
  LogonType: wire.u32(3),
  IpAddress: wire.text('10.1.2.3'),
  KeyLength: wire.u32(128),
});

describe('the example', () => {
  it('is what the writer of the tests writes', () => {
    const system = { provider: 'Service Control Manager', channel: 'System', eventId: 7045 };
    const crash = { provider: 'Application Error', channel: 'Application', eventId: 1000 };
    const service = eventData({
      ServiceName: wire.text('PSEXESVC'),
      ImagePath: wire.text('%SystemRoot%\\PSEXESVC.exe'),
      Retries: wire.u32(3),
    });
    const classic = xml(
      'EventData',
      {},
      xml('Data', {}, wire.texts('calc.exe', '10.0', '')),
      xml('Binary', {}, wire.raw(14, [1, 0xab])),
    );
    const written = writeEvtx([
      [
        event({ ...system, id: 41, time, userSid: wire.sid(5, 18) }, service),
        event({ ...crash, id: 42, time: time + 10_000_000n, level: 2 }, classic),
      ],
    ]);
    expect(Buffer.compare(Buffer.from(evtxExample.bytes as Uint8Array), written)).toBe(0);
  });
});

describe('SecurityEvent', () => {
  it('has the columns that Sentinel works out, and times cut to microseconds', async () => {
    const tables = await read([[event({ ...security, eventId: 4624, id: 7 }, logon)]]);
    expect([...tables.keys()]).toEqual(['SecurityEvent']);
    expect(row(tables.get('SecurityEvent'))).toEqual({
      TimeGenerated: TIME,
      Account: 'CORP\\alice',
      AccountType: 'User',
      Computer: 'PC01.corp.example',
      EventSourceName: 'Microsoft-Windows-Security-Auditing',
      Channel: 'Security',
      Task: 7,
      Level: '4',
      EventLevelName: 'Information',
      EventID: 4624,
      Activity: '4624 - An account was successfully logged on.',
      LogonTypeName: '3 - Network',
      SubjectAccount: 'CORP\\PC01$',
      TargetAccount: 'CORP\\alice',
      Version: 1,
      Opcode: '0',
      Keywords: '0x8020000000000000',
      SystemProcessId: 4,
      SystemThreadId: 88,
      EventRecordId: '7',
      SubjectUserSid: 'S-1-5-18',
      SubjectUserName: 'PC01$',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x3e7',
      TargetUserSid: 'S-1-5-21-1-2-3-1104',
      TargetUserName: 'alice',
      TargetDomainName: 'CORP',
      LogonType: 3,
      IpAddress: '10.1.2.3',
      KeyLength: 128,
    });
    expect(tables.get('SecurityEvent')?.zones).toEqual([true]);
  });

  it('says whose process started, and what it is called', async () => {
    const started = eventData({
      SubjectUserSid: wire.sid(5, 18),
      SubjectUserName: wire.text('SYSTEM'),
      SubjectDomainName: wire.text('NT AUTHORITY'),
      NewProcessId: wire.hex64(0x1efc),
      NewProcessName: wire.text('C:\\Windows\\System32\\cmd.exe'),
      ProcessId: wire.hex64(0x344),
      CommandLine: wire.text('cmd /c whoami'),
      TargetUserName: wire.text('-'),
      TargetDomainName: wire.text('-'),
    });
    const tables = await read([[event({ ...security, eventId: 4688, id: 7 }, started)]]);
    expect(row(tables.get('SecurityEvent'))).toMatchObject({
      Account: 'NT AUTHORITY\\SYSTEM',
      AccountType: 'Machine',
      Process: 'cmd.exe',
      NewProcessId: '0x1efc',
      ProcessId: '0x344',
      CommandLine: 'cmd /c whoami',
    });
    expect(row(tables.get('SecurityEvent'))).not.toHaveProperty('TargetAccount');
    expect(row(tables.get('SecurityEvent'))).not.toHaveProperty('EventData');
  });

  it('keeps the data part as XML where Sentinel has no column for a field', async () => {
    const changed = eventData({
      ObjectDN: wire.text('CN=<a> & b'),
      KeyLength: wire.text('none'),
      Account: wire.text('reserved'),
    });
    const tables = await read([[event({ ...security, eventId: 5136, id: 7 }, changed)]]);
    const found = row(tables.get('SecurityEvent'));
    expect(found).toMatchObject({ ObjectDN: 'CN=<a> & b' });
    expect(found).not.toHaveProperty('KeyLength');
    expect(found).not.toHaveProperty('Account');
    expect(found['EventData']).toBe(
      '<EventData><Data Name="ObjectDN">CN=&lt;a&gt; &amp; b</Data><Data Name="KeyLength">none</Data><Data Name="Account">reserved</Data></EventData>',
    );
  });

  it('takes fields from UserData', async () => {
    const cleared = xml(
      'UserData',
      {},
      xml(
        'LogFileCleared',
        { xmlns: 'http://example.com/log' },
        xml('SubjectUserName', {}, wire.text('mallory')),
        xml('SubjectDomainName', {}, wire.text('CORP')),
      ),
    );
    const provider = 'Microsoft-Windows-Eventlog';
    const tables = await read([[event({ ...security, provider, eventId: 1102, id: 7 }, cleared)]]);
    expect(row(tables.get('SecurityEvent'))).toMatchObject({
      Account: 'CORP\\mallory',
      Activity: '1102 - The audit log was cleared.',
    });
  });
});

describe('Sysmon', () => {
  it('has numbers and times as such', async () => {
    const created = eventData({
      RuleName: wire.text('-'),
      UtcTime: wire.text('2024-02-03 04:05:06.789'),
      ProcessGuid: wire.raw(0x0f, [...Array(16).keys()]),
      ProcessId: wire.u32(9112),
      Image: wire.text('C:\\a.exe'),
      ParentProcessId: wire.u32(4_000_000_000),
      Unheard: wire.text('of'),
    });
    const tables = await read([[event({ ...sysmon, eventId: 1, id: 7 }, created)]]);
    expect(row(tables.get('Sysmon'))).toMatchObject({
      Activity: 'Process creation',
      RuleName: '-',
      UtcTime: Date.UTC(2024, 1, 3, 4, 5, 6, 789) * 1000,
      ProcessGuid: '03020100-0504-0706-0809-0A0B0C0D0E0F',
      ProcessId: 9112,
      ParentProcessId: 4_000_000_000,
      Unheard: 'of',
    });
    expect(tables.get('Sysmon')?.columns).toContain('DestinationPort:long');
    expect(row(tables.get('Sysmon'))).not.toHaveProperty('EventData');
  });

  it('loses no value that its column cannot hold', async () => {
    const odd = eventData({ UtcTime: wire.text('yesterday'), ProcessId: wire.text('many') });
    const tables = await read([[event({ ...sysmon, eventId: 1, id: 7 }, odd)]]);
    const found = row(tables.get('Sysmon'));
    expect(found).not.toHaveProperty('UtcTime');
    expect(found['EventData']).toBe('{"UtcTime":"yesterday","ProcessId":"many"}');
  });
});

describe('Event', () => {
  it('keeps fields beyond the width budget in the dynamic column', async () => {
    const wide = eventData(
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}`, wire.u32(i)])),
    );
    const log = writeEvtx([
      [event({ provider: 'p', channel: 'c', eventId: 1, id: 1, time }, wide)],
    ]);
    const tables = await readToMemory(evtx, memoryInput(log), { budget: { width: 40 } });
    const table = tables.get('Event');
    expect(table?.columns).toHaveLength(40);
    expect(Object.keys(JSON.parse(String(row(table)['EventData'])))).toHaveLength(50);
  });

  it('shows the message of a forwarded event', async () => {
    const forwarded = event({ provider: 'p', channel: 'c', eventId: 1, id: 1, time }, null);
    const info = xml('RenderingInfo', { Culture: 'en-US' }, xml('Message', {}, 'It happened.'));
    const root = { ...forwarded.root, children: [...forwarded.root.children, info] };
    const tables = await read([[{ ...forwarded, root }]]);
    expect(row(tables.get('Event'))).toMatchObject({
      RenderedDescription: 'It happened.',
      OtherData: '{"RenderingInfo":{"#attributes":{"Culture":"en-US"},"Message":"It happened."}}',
    });
  });
});

describe('a log of several chunks', () => {
  const chunks = Array.from({ length: 5 }, (_, chunk) =>
    Array.from({ length: 4 }, (_, at) =>
      event({ ...security, eventId: 4624, id: chunk * 4 + at + 1 }, logon),
    ),
  );

  it('is read in the order of the file', async () => {
    const table = (await read(chunks)).get('SecurityEvent');
    const ids = table?.rows.map((_, index) => Number(row(table, index)['EventRecordId']));
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('gives the same rows in pieces', async () => {
    const input = memoryInput(writeEvtx(chunks));
    const whole = (await readToMemory(evtx, input)).get('SecurityEvent')?.rows;
    for (const pieces of [1, 2, 3, 5, 9]) {
      const ranges = splitEvtx(input.sizeBytes, pieces);
      expect(ranges).toHaveLength(Math.min(pieces, 5));
      const rows = [];
      for (const range of ranges)
        rows.push(
          ...((await readToMemory(evtx, input, { range })).get('SecurityEvent')?.rows ?? []),
        );
      expect(rows).toEqual(whole);
    }
  });
});
