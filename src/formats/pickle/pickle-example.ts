import type { FormatExample } from '../define-format.ts';

/** Two rows of six types, written by pandas 2.3 in protocol 4. */
const file: readonly string[] = [
  'gASVaQUAAAAAAACMEXBhbmRhcy5jb3JlLmZyYW1llIwJRGF0YUZyYW1llJOUKYGUfZQojARfbWdylIwecGFuZGFzLmNvcmUu',
  'aW50ZXJuYWxzLm1hbmFnZXJzlIwMQmxvY2tNYW5hZ2VylJOUKIwWcGFuZGFzLl9saWJzLmludGVybmFsc5SMD191bnBpY2ts',
  'ZV9ibG9ja5STlIwTcGFuZGFzLl9saWJzLmFycmF5c5SMHF9fcHl4X3VucGlja2xlX05EQXJyYXlCYWNrZWSUk5SMHHBhbmRh',
  'cy5jb3JlLmFycmF5cy5kYXRldGltZXOUjA1EYXRldGltZUFycmF5lJOUSh8G8QROh5RSlIwZcGFuZGFzLmNvcmUuZHR5cGVz',
  'LmR0eXBlc5SMD0RhdGV0aW1lVFpEdHlwZZSTlCmBlH2UKIwEdW5pdJSMAm5zlIwCdHqUjAhkYXRldGltZZSMCHRpbWV6b25l',
  'lJOUaByMCXRpbWVkZWx0YZSTlEsASwBLAIeUUpSFlFKUdWKMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1',
  'Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsBSwKGlGgojAVkdHlwZZSTlIwCTTiUiYiHlFKUKEsE',
  'jAE8lE5OTkr/////Sv////9LAE4oQwJuc5RLAUsBSwF0lIaUdJRiiUMQAJ/M05PUzBcAAAwMaNfMF5R0lGJ9lIeUYowIYnVp',
  'bHRpbnOUjAVzbGljZZSTlEsASwFLAYeUUpRLAoeUUpRoC2gnaCpLAIWUaCyHlFKUKEsBSwFLAoaUaDGMAmIxlImIh5RSlChL',
  'A4wBfJROTk5K/////0r/////SwB0lGKJQwIAAZR0lGJoQEsESwVLAYeUUpRLAoeUUpRoC2gnaCpLAIWUaCyHlFKUKEsBSwFL',
  'AoaUaDGMAmY4lImIh5RSlChLA2g1Tk5OSv////9K/////0sAdJRiiUMQAAAAAAAA4D8AAAAAAAD4f5R0lGJoQEsDSwRLAYeU',
  'UpRLAoeUUpRoC2gnaCpLAIWUaCyHlFKUKEsBSwFLAoaUaDGMAmk4lImIh5RSlChLA2g1Tk5OSv////9K/////0sAdJRiiUMQ',
  'ERIAAAAAAAAQEgAAAAAAAJR0lGJoQEsCSwNLAYeUUpRLAoeUUpRoC2gnaCpLAIWUaCyHlFKUKEsBSwJLAoaUaDGMAk84lImI',
  'h5RSlChLA2hMTk5OSv////9K/////0s/dJRiiV2UKIwMQ09OVE9TT1xtb25hlE59lCiMB0xvZ29uSWSUjAUweDNlN5SMBVBv',
  'cnRzlF2UKEsWTT0NZXVOZXSUYmhASwFLCUsEh5RSlEsCh5RSlHSUXZQojBhwYW5kYXMuY29yZS5pbmRleGVzLmJhc2WUjApf',
  'bmV3X0luZGV4lJOUaIaMBUluZGV4lJOUfZQojARkYXRhlGgnaCpLAIWUaCyHlFKUKEsBSwaFlGh2iV2UKIwNVGltZUdlbmVy',
  'YXRlZJSMB0FjY291bnSUjAdFdmVudElElIwFU2NvcmWUjAdTdWNjZXNzlIwHRGV0YWlsc5RldJRijARuYW1llE51hpRSlGiI',
  'jBlwYW5kYXMuY29yZS5pbmRleGVzLnJhbmdllIwKUmFuZ2VJbmRleJSTlH2UKGiZTowFc3RhcnSUSwCMBHN0b3CUSwKMBHN0',
  'ZXCUSwF1hpRSlGWGlFKUjARfdHlwlIwJZGF0YWZyYW1llIwJX21ldGFkYXRhlF2UjAVhdHRyc5R9lIwGX2ZsYWdzlH2UjBdh',
  'bGxvd3NfZHVwbGljYXRlX2xhYmVsc5SIc3ViLg==',
];

/** The contract test of the pickle reader. */
export const pickleExample: FormatExample = {
  baseName: 'logons.pkl',
  bytes: Buffer.from(file.join(''), 'base64'),
  tables: {
    logons: {
      columns: [
        'TimeGenerated:datetime',
        'Account:string',
        'EventID:long',
        'Score:real',
        'Success:bool',
        'Details:dynamic',
      ],
      rows: [
        [
          '2024-05-06T07:08:09.5000000Z',
          'CONTOSO\\mona',
          4625,
          0.5,
          false,
          { LogonId: '0x3e7', Ports: [22, 3389] },
        ],
        ['2024-05-06T08:00:00.0000000Z', '', 4624, null, true, null],
      ],
    },
  },
};
