import { isDigit } from './timestamp.ts';

/** Whether a short text is spelled like an IPv4 or IPv6 address; a quick look, made for every line. */
export function isIpAddress(text: string): boolean {
  if (text.length < 2 || text.length > 45) return false;
  let dots = 0;
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) dots++;
    else if (code === 58) colons++;
    else if (code === 37 && colons > 1)
      break; // the zone of fe80::1%eth0
    else if (!isDigit(code) && !((code | 32) >= 97 && (code | 32) <= 102)) return false;
  }
  if (colons > 0) return colons >= 2;
  return dots === 3 && isIpv4(text);
}

function isIpv4(text: string): boolean {
  return text.split('.').every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}
