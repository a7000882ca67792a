import { expect, it } from 'vitest';
import { Indicators } from './indicators.ts';

it('many entries of one observable never hide the worst of them', () => {
  const entries = new Indicators();
  const entry = { summary: 's', reference: '', seenAt: null, raw: null };
  entries.add('evil[.]com', { ...entry, severity: 'high' });
  for (let i = 0; i < 200; i++) entries.add('evil.com', { ...entry, severity: 'information' });
  expect(entries.find({ type: 'dns', value: 'evil.com' })).toMatchObject({ severity: 'high' });
});
