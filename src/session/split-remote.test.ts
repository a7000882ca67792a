import { describe, expect, it } from 'vitest';
import { splitRemote } from './split-remote.ts';

describe('a mixed query', () => {
  const split = (text: string): string[] => {
    const { remote, local } = splitRemote(text, {
      functions: new Set(['ip_type']),
      tables: new Set(['Watch']),
    });
    return local === null ? [remote] : [remote, local];
  };

  it('is split before the first step that only runs here', () => {
    expect(split('T | where a == "| invoke ip_type()" // | invoke ip_type\n| take 5')).toHaveLength(
      1,
    );
    expect(split('T | where a > 1 | invoke ip_type(ip) | count')).toEqual([
      'T | where a > 1',
      '| invoke ip_type(ip) | count',
    ]);
    expect(split('T | invoke theirs() | join kind=inner (Watch | where x) on ip')).toEqual([
      'T | invoke theirs()',
      '| join kind=inner (Watch | where x) on ip',
    ]);
    expect(split('let x = 1; T | where b has @"Watch\\" | take 1')).toHaveLength(1);
    expect(split('Watch | take 1')).toEqual(['Watch | take 1']);
  });
});
