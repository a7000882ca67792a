import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HuntError } from '../base/index.ts';
import { contentSecurityPolicy } from './guard.ts';

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
  ['.woff2', 'font/woff2'],
  ['.png', 'image/png'],
]);
const builtPage = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/**
 * The files of the built page. They are listed once; a request names one of them exactly or gets
 * nothing, so no path in a request ever reaches the file system.
 */
export class PageFiles {
  readonly #paths = new Map<string, string>();
  readonly #images: string | null;

  /** `images` is the origin that pictures of maps may come from. */
  constructor(folder: string = builtPage, images: string | null = null) {
    this.#images = images;
    if (!existsSync(join(folder, 'index.html')))
      throw new HuntError({
        code: 'workbench/page-not-built',
        message: 'The page of the workbench is not built.',
        hint: 'Run: npm run build',
      });
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      this.#paths.set(`/${path.slice(join(folder, '/').length).replaceAll('\\', '/')}`, path);
    }
  }

  /** The answer for a path, or null where no file has it. */
  async answer(path: string): Promise<Response | null> {
    const file = this.#paths.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return null;
    const bytes = await readFile(file);
    const headers = new Headers({
      'Content-Type': types.get(extname(file)) ?? 'application/octet-stream',
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    // Workers are governed by the policy of their own script's answer, not by the page's.
    const nonce = randomBytes(18).toString('base64');
    headers.set('Content-Security-Policy', contentSecurityPolicy(nonce, this.#images));
    if (extname(file) !== '.html') return new Response(bytes, { headers });
    headers.set('Cache-Control', 'no-store');
    return new Response(bytes.toString('utf8').replaceAll('%STYLE_NONCE%', nonce), { headers });
  }
}
