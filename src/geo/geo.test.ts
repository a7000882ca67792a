import { describe, expect, it } from 'vitest';
import { countryName } from './country-name.ts';
import { announcerOf, placeOf } from './index.ts';

describe('placeOf', () => {
  it('tells the country of an address of either version', () => {
    expect(placeOf('20.53.203.50')?.country).toBe('Australia');
    expect(placeOf('2a03:2880:f12c:83:face:b00c::25de')?.country).toBe('United States');
    expect(placeOf('::ffff:20.53.203.50')?.country).toBe('Australia');
  });

  it('knows nothing of addresses that are private, reserved, or no addresses', () => {
    const nowhere = [
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '127.0.0.1',
      '169.254.1.1',
      '100.64.0.1',
      'fe80::1',
      'fd00::1',
      '::1',
      '1.2.3',
      '1.2.3.4/24',
      '1.2.3.256',
      '',
      'host',
    ];
    expect(nowhere.filter((address) => placeOf(address) !== null)).toEqual([]);
  });
});

describe('countryName', () => {
  it('spells names as Kusto does', () => {
    const codes = ['GB', 'HK', 'BA', 'LC', 'CZ'];
    expect(codes.map(countryName)).toEqual([
      'United Kingdom',
      'Hong Kong',
      'Bosnia and Herzegovina',
      'Saint Lucia',
      'Czechia',
    ]);
  });
});

describe('announcerOf', () => {
  it('finds who announces an address, at the ends of ranges too', () => {
    for (const ip of ['1.1.1.0', '1.1.1.1', '1.1.1.255', '2606:4700:4700::1111', '::ffff:1.1.1.1'])
      expect(announcerOf(ip)?.asn, ip).toBe(13_335);
    expect(announcerOf('8.8.8.8')).toEqual({ asn: 15_169, organization: 'Google LLC' });
  });

  it('finds nobody for addresses that are private or none', () => {
    const nobody = ['0.0.0.0', '10.0.0.1', '255.255.255.255', '::', 'fe80::1', '', 'x', '1.1.1'];
    expect(nobody.filter((ip) => announcerOf(ip) !== null)).toEqual([]);
  });
});
