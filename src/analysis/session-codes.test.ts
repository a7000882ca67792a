import { expect, it } from 'vitest';
import { encodeSessions } from './session-codes.ts';

it('numbers parameters by name, whatever their order and their form', () => {
  const codes = encodeSessions([
    [
      ['Set', { a: 'x', b: 'y' }],
      ['Set', { b: 'x', a: 'y' }],
      ['Set', ['b', { Name: 'a', Value: 'y' }]],
    ],
    'no list',
    [{ name: 'Get', params: { a: 'z' } }, { Set: { c: 0 } }, 'Get'],
  ]);
  expect(codes.commandNames).toEqual(['Set', 'Get']);
  expect([...codes.sessionStart]).toEqual([0, 3, 3, 6]);
  expect([...codes.commands]).toEqual([0, 0, 0, 1, 0, 1]);
  expect([...codes.parameterStart]).toEqual([0, 2, 4, 6, 7, 8, 8]);
  expect([...codes.parameters]).toEqual([0, 1, 1, 0, 1, 0, 0, 2]);
  expect([...codes.values]).toEqual([0, 0, 1, 1, -1, 1, 2, -1]);
});

it('counts the last value of a parameter that a command has twice', () => {
  const given = [
    { Name: 'a', Value: 'x' },
    { Name: 'b', Value: 'y' },
    { Name: 'a', Value: 'z' },
  ];
  const codes = encodeSessions([
    [
      ['Set', given],
      ['Set', given],
    ],
  ]);
  expect([...codes.parameters]).toEqual([0, 1, 0, 1]);
  expect([...codes.values]).toEqual([1, 0, 1, 0]);
});

it('takes names that objects have of their own', () => {
  const session = JSON.parse('[["constructor", {"__proto__": "x", "toString": "y"}]]');
  const codes = encodeSessions([session]);
  expect(codes.commandNames).toEqual(['constructor']);
  expect([...codes.parameters]).toEqual([0, 1]);
});
