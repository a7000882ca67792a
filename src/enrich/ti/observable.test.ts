import { expect, it } from 'vitest';
import { observableOf, privacyOfObservable } from './observable.ts';

const typeAndValue = (text: string): string => {
  const found = observableOf(text);
  return found ? `${found.type} ${found.value}` : '';
};

it('reads what a text is, in the one form of all its spellings, which is read as itself again', () => {
  const cases: Readonly<Record<string, string>> = {
    ' 8.8.8.8 ': 'ipv4 8.8.8.8',
    '::ffff:8.8.8.8': 'ipv4 8.8.8.8',
    '2001:4860:4860:0:0:0:0:8888': 'ipv6 2001:4860:4860::8888',
    '2001:4860:4860::8888': 'ipv6 2001:4860:4860::8888',
    'Evil.COM.': 'dns evil.com',
    'bücher.example.com': 'dns xn--bcher-kva.example.com',
    'HTTPS://Evil.com:443/A?b=C#d': 'url https://evil.com/A?b=C',
    'http://3627734734/x': 'url http://216.58.214.206/x',
    '44D88612FEA8A8F36DE82E1278ABB02F': 'md5_hash 44d88612fea8a8f36de82e1278abb02f',
    '3395856ce81f2b7382dee72602f798b642f14140':
      'sha1_hash 3395856ce81f2b7382dee72602f798b642f14140',
    '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f':
      'sha256_hash 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
  };
  for (const [text, said] of Object.entries(cases)) {
    expect(typeAndValue(text)).toBe(said);
    expect(typeAndValue(observableOf(text)?.value ?? '')).toBe(said);
  }
});

it('reads nothing from what is none of them, or too long', () => {
  const none = [
    '',
    'dc01',
    '0'.repeat(32),
    'f'.repeat(64),
    'a@b.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://',
    `http://evil.com/${'a'.repeat(3000)}`,
    '__proto__',
    '1.2.3.4.5',
    'fe80::1%eth0',
  ];
  for (const text of none) expect(observableOf(text), text).toBeNull();
});

it('keeps what is private, however it is spelled', () => {
  const stays = [
    '10.0.0.1',
    'http://167772161/',
    'http://0x0a000001/',
    'http://[::ffff:192.168.0.1]/',
    'http://[fe80::1]/',
    'http://localhost:8080/',
    'http://intranet/',
    'https://x.corp/a',
    'https://user@evil.com/',
    'https://a.contoso.com/',
    'contoso.com',
    '1.0.0.10.in-addr.arpa',
  ];
  for (const text of stays) {
    const found = observableOf(text);
    const why = found && privacyOfObservable(found, 'contoso.com');
    expect(why ?? null, text).not.toBeNull();
  }
  for (const text of ['8.8.8.8', 'https://evil.com/', 'notcontoso.com', 'evil.com']) {
    const found = observableOf(text);
    expect(found && privacyOfObservable(found, 'contoso.com'), text).toBeNull();
  }
});
