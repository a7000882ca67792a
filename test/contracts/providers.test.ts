import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providers } from '../../src/providers/connect.ts';
import { askAll, instanceOf } from '../kit/ask-provider.ts';
import { type Asked, openServices, type Services, type Told } from '../kit/azure-stand-in.ts';
import { type ProviderAnswer, providerAnswers } from '../kit/provider-answers.ts';

let services: Services;
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

/** Answer as the service does, but the question for rows as `wrong` says; null for as the service does. */
const butRows =
  ({ isRows, tell }: ProviderAnswer, wrong: (asked: Asked) => Told | null) =>
  (asked: Asked): Told =>
    (isRows(asked) ? wrong(asked) : null) ?? tell(asked);

it('knows how every provider answers', () => {
  const asked = [...providers.values()].filter(({ here }) => !here).map(({ name }) => name);
  expect(Object.keys(providerAnswers).sort()).toEqual(asked.sort());
});

for (const provider of providers.values()) {
  const answer = providerAnswers[provider.name];
  if (!answer) continue;
  const { settings, text, columns, rows } = answer;
  const ask = async (signal?: AbortSignal): ReturnType<typeof askAll> =>
    askAll(await instanceOf(provider.name, settings, services), text, signal ? { signal } : {});

  describe(provider.name, () => {
    it('gives rows with the types of the service, all pages', async () => {
      services.tell = answer.tell;
      expect(await ask()).toEqual({ columns, rows, missing: [], notes: [] });
    });

    it('waits as the service asks, and goes through its faults', async () => {
      const wrongs: Told[] = [
        { status: 429, headers: { 'retry-after': '0' } },
        { status: 503, headers: { 'retry-after': new Date().toUTCString() } },
      ];
      services.tell = butRows(answer, () => wrongs.pop() ?? null);
      expect((await ask()).rows).toEqual(rows);
      expect(wrongs).toEqual([]);
    });

    it('gives up on a service that does not recover, in words', async () => {
      for (const [status, code] of [
        [429, 'providers/throttled'],
        [500, 'providers/failed'],
        [403, 'providers/refused'],
        [400, 'providers/bad-query'],
      ] as const) {
        services.tell = butRows(answer, () => ({
          status,
          headers: { 'retry-after': '0' },
          body: { error: { message: `because of ${status}` } },
        }));
        await expect(ask()).rejects.toMatchObject({
          code,
          message: expect.stringContaining(`because of ${status}`),
        });
      }
    });

    it('does not wait longer than anybody would', async () => {
      services.tell = butRows(answer, () => ({ status: 429, headers: { 'retry-after': '86400' } }));
      await expect(ask()).rejects.toMatchObject({
        code: 'providers/throttled',
        message: expect.stringContaining('86400 s'),
      });
    });

    it('gets a new token where one has expired', async () => {
      let refused = '';
      services.tell = butRows(answer, ({ headers }) => {
        const token = headers['authorization'] ?? '';
        refused ||= token;
        return token === refused ? { status: 401, body: { error: { message: 'expired' } } } : null;
      });
      if (answer.renews === false)
        await expect(ask()).rejects.toMatchObject({ code: 'providers/refused' });
      else expect((await ask()).rows).toEqual(rows);
    });

    it('knows what is no answer', async () => {
      for (const body of ['<html>Welcome</html>', '{"a":', '[]', '{}', 'null']) {
        services.tell = butRows(answer, () => ({ body }));
        await expect(ask(), body).rejects.toMatchObject({ code: 'providers/malformed' });
      }
    });

    it('is not content with an answer that breaks off', async () => {
      services.tell = butRows(answer, (asked) => ({
        by: (response) => {
          const { body } = answer.tell(asked);
          const whole = typeof body === 'string' ? body : JSON.stringify(body);
          response.writeHead(200, { 'content-length': String(whole.length) });
          response.write(whole.slice(0, whole.length / 2), () => response.destroy());
        },
      }));
      await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^providers\//) });
    });

    it('stops where it is told to', async () => {
      const stop = new AbortController();
      const closed = new Promise<void>((resolve) => {
        services.tell = butRows(answer, () => ({
          by: (response) => {
            response.on('close', resolve);
            stop.abort(new Error('enough'));
          },
        }));
      });
      await expect(ask(stop.signal)).rejects.toThrow('enough');
      await closed;
    });

    it('shows by the cheapest question that it works', async () => {
      services.tell = answer.tell;
      const { connected } = await instanceOf(provider.name, settings, services);
      const { signal } = new AbortController();
      expect(await connected.check(signal)).toMatch(/\w/);
      services.tell = () => ({ status: 403 });
      await expect(connected.check(signal)).rejects.toMatchObject({ code: 'providers/refused' });
    });
  });
}
