import { describe, expect, it } from 'vitest';
import { countryName } from './country-name.ts';
import { placeOf } from './index.ts';

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
