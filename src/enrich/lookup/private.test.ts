import { expect, it } from 'vitest';
import { privacyOf } from './private.ts';

it('keeps private addresses, however they are written or carried', () => {
  const stays = [
    '10.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::10.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::c0a8:101',
    '2002:a00:1::1',
    '1.0.0.10.in-addr.arpa',
    '168.192.IN-ADDR.ARPA.',
    '10.in-addr.arpa',
    '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa',
    'd.f.ip6.arpa',
    '999.0.0.10.in-addr.arpa',
    '::',
    '::1',
    'printer.local',
    'host',
  ];
  expect(stays.filter((text) => privacyOf(text) === null)).toEqual([]);
});

it('lets what is public go', () => {
  const goes = [
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
    '2606:4700:4700::1111',
    '8.8.8.8.in-addr.arpa',
    'example.com',
    'in-addr.arpa.example.com',
    'AS13335',
  ];
  expect(goes.filter((text) => privacyOf(text) !== null)).toEqual([]);
});
