import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Compare two secrets in a time that tells nothing about either. */
function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

const secret = (): string => randomBytes(32).toString('base64url');

/**
 * Who may talk to this server: whoever holds the cookie, and the cookie is given once for each link.
 * Cookies do not know ports, so the cookie's name carries the port and several workbenches get along.
 */
export class Admission {
  readonly cookieName: string;
  readonly #session = secret();
  readonly #links = new Set<string>();

  constructor(port: number) {
    this.cookieName = `huntbook-${port}`;
  }

  /** A new token for a link; it works once. */
  newToken(): string {
    const token = secret();
    this.#links.add(token);
    return token;
  }

  /** The `Set-Cookie` header for a token that was never used before, else null. The token is then spent. */
  spend(token: string): string | null {
    for (const link of this.#links)
      if (same(link, token)) {
        this.#links.delete(link);
        return `${this.cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
      }
    return null;
  }

  /** Whether a `Cookie` header holds the session. */
  admits(cookieHeader: string | undefined): boolean {
    for (const pair of (cookieHeader ?? '').split(';')) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.cookieName && value !== undefined && same(value, this.#session))
        return true;
    }
    return false;
  }
}
