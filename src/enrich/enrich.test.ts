import { describe, expect, it } from 'vitest';
import { kindOfAddress, portName, techniqueOf, windowsEventsOf } from './index.ts';
import { ipNumber } from './ip-number.ts';

describe('ipNumber', () => {
  it('counts addresses of both versions', () => {
    const numbers = ['1.2.3.4', '255.255.255.255', '::ffff:1.2.3.4', '::1', '2001:db8::1:0'];
    expect(numbers.map((text) => ipNumber(text)?.number)).toEqual([
      16_909_060,
      4_294_967_295,
      16_909_060,
      1n,
      0x20010db8000000000000000000010000n,
    ]);
    expect(ipNumber('fe80::1%eth0')?.number).toBe(0xfe800000000000000000000000000001n);
  });

  it('counts nothing else', () => {
    const none = ['', '1.2.3', '1.2.3.256', '1::2::3', 'g::', 'x'.repeat(65_536), '1.2.3.4/8'];
    expect(none.filter((text) => ipNumber(text) !== null)).toEqual([]);
  });
});

describe('facts', () => {
  it('tells what a fact of each table says', () => {
    expect(kindOfAddress('::ffff:10.0.0.1')).toBe('Private');
    expect([portName(443, 'tcp'), portName(67, 'udp'), portName(67, 'tcp')]).toEqual([
      'https',
      'bootps',
      'bootps',
    ]);
    expect([portName(0, 'tcp'), portName(514, 'udp'), portName(514, 'tcp')]).toEqual([
      '',
      'syslog',
      'shell',
    ]);
    expect(techniqueOf('t1547.001')?.tactics).toEqual(['Persistence', 'Privilege Escalation']);
    expect(techniqueOf('__proto__')).toBeNull();
  });

  it('has no id twice in a channel, and each with a title', () => {
    const seen = Array.from({ length: 65_536 }, (_, id) => windowsEventsOf(id));
    const all = seen.flat();
    expect(all.length).toBeGreaterThan(500);
    expect(all.every((event) => event.title.length > 3 && event.channel.length > 3)).toBe(true);
    for (const of of seen) expect(new Set(of.map((e) => e.channel)).size).toBe(of.length);
  });

  it('takes a channel by the beginning of its name', () => {
    expect(windowsEventsOf(1, 'sysmon').map((e) => e.title)).toEqual(['Process creation']);
    expect(windowsEventsOf(1, 'no such log')).toEqual([]);
  });
});
