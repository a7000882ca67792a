import { expect, test } from 'vitest';
import { changeYaml } from './change-yaml.ts';

const file = `# ours
connections:
  # the first
  soc:
    provider: sentinel
    client_secret: { env: SOC_SECRET }

# sources
threat_intelligence:
`;

test('puts values in, makes the sections on the way, and leaves the rest as it was', () => {
  const changed = changeYaml(file, [
    { path: ['connections', 'soc', 'workspace_id'], value: '4711' },
    { path: ['threat_intelligence', 'VT', 'key'], value: { env: 'VT_KEY' } },
    { path: ['queries'], value: ['a b', 'c'] },
  ]);
  expect(changed).toBe(`# ours
connections:
  # the first
  soc:
    provider: sentinel
    client_secret: { env: SOC_SECRET }
    workspace_id: "4711"

# sources
threat_intelligence:
  VT:
    key: { env: VT_KEY }
queries: [ a b, c ]
`);
});

test('begins an empty file, and ends a section that has become empty', () => {
  const made = changeYaml('', [{ path: ['connections', 'a: b', 'provider'], value: 'x' }]);
  expect(made).toBe('"a: b":'.replace(/^/, 'connections:\n  ').concat('\n    provider: x\n'));
  const ended = changeYaml(made ?? '', [{ path: ['connections', 'a: b'], value: null }]);
  expect(ended).toBe('{}\n');
});

test.each([
  ['faults', 'a: [1\n'],
  ['a list on the way', 'connections: [1]\n'],
  ['a value on the way', 'connections: soc\n'],
  ['an alias on the way', 'a: &x { soc: {} }\nconnections: *x\n'],
])('does not change a file with %s', (_, text) => {
  expect(changeYaml(text, [{ path: ['connections', 'soc', 'provider'], value: 'x' }])).toBeNull();
});

test('takes names for names, whatever they are', () => {
  const made = changeYaml('', [{ path: ['connections', '__proto__', 'provider'], value: 'x' }]);
  expect(made).toBe('connections:\n  __proto__:\n    provider: x\n');
});
