// Seeded process events for the benchmarks: `eventOf(n, random)` gives the n-th as an object.
const pick = (random, list) => list[Math.floor(random() * list.length)];
const programs = [
  'C:\\Windows\\System32\\svchost.exe',
  'C:\\Windows\\System32\\cmd.exe',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
];
const start = Date.parse('2024-01-01T00:00:00Z');

export function eventOf(n, random) {
  const program = pick(random, programs);
  return {
    TimeGenerated: new Date(start + n * 97 + Math.floor(random() * 90)).toISOString(),
    EventID: pick(random, [4688, 4624, 4625, 4672]),
    Computer: `host${Math.floor(random() * 500)}.contoso.example`,
    Account: `CONTOSO\\user${Math.floor(random() * 3000)}`,
    NewProcessId: `0x${Math.floor(random() * 1e6).toString(16)}`,
    NewProcessName: program,
    CommandLine: `"${program}" -k netsvcs -p -s Schedule --id ${n} /x ${Math.floor(random() * 1e9)}`,
    Score: Number((random() * 100).toFixed(4)),
    Elevated: random() < 0.2,
    LogonId: Math.floor(random() * 2 ** 40),
    RemoteIp: `${Math.floor(random() * 256)}.1.2.${Math.floor(random() * 256)}`,
    Extra: {
      rank: Math.floor(random() * 100),
      modules: ['ntdll.dll', pick(random, programs)],
      file: { hash: `v${n}` },
    },
  };
}

export function csvLine(event) {
  const cells = Object.values(event).map((value) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return cells.join(',');
}
