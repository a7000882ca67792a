import { expect, it } from 'vitest';
import { HuntError } from '../base/index.ts';
import { carried, uncarried } from './carried-error.ts';

function textOf(work: () => unknown): string {
  try {
    carried(work);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

it('brings the error of a computation through a text, with code, sentence and hint', () => {
  const parts = { code: 'toolbox/bad-argument', message: 'No "alert" 1.\nNone.', hint: 'Look.' };
  const text = textOf(() => {
    throw new HuntError(parts);
  });
  expect(uncarried(`Invalid Input Error: ${text}`)).toMatchObject(parts);
});

it('leaves every other error as it is', () => {
  const text = textOf(() => {
    throw new RangeError('Invalid array length');
  });
  expect(text).toBe('Invalid array length');
  expect(uncarried(`Invalid Input Error: ${text}`)).toBeNull();
  expect(uncarried('Conversion Error: Could not convert HuntError {"code":"x"}')).toBeNull();
});
