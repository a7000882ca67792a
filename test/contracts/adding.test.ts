import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folders = ['functions', 'operators', 'plugins'].map((f) => `src/kql/${f}/`);
const squeezed = (text: string): string => text.replace(/^\s+/gm, '').trim();

it('the code that docs/adding.md shows is code of the house', () => {
  const files = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => squeezed(readFileSync(folder + file, 'utf8'))),
  );
  const shown = [...readFileSync('docs/adding.md', 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];
  expect(shown.length).toBeGreaterThan(2);
  for (const [, code = ''] of shown)
    expect(
      files.some((file) => file.includes(squeezed(code))),
      code,
    ).toBe(true);
});
