import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { providers } from '../../src/providers/index.ts';
import { type Connection, Hunt } from '../../src/session/index.ts';
import { openServices, type Services } from '../kit/azure-stand-in.ts';
import { providerAnswers } from '../kit/provider-answers.ts';

let services: Services;
let hunt: Hunt;
beforeAll(() => {
  hunt = new Hunt();
});
afterAll(() => hunt.close());
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

for (const provider of providers.values()) {
  const answer = providerAnswers[provider.name];
  if (!answer) continue;
  const connect = (names: readonly string[]): Promise<Connection> => {
    const { instance } = provider;
    const settings = Object.entries(answer.settings).filter(
      ([key]) => key !== instance.setting && key !== instance.setting.replace(/_(?:id|url)$/, ''),
    );
    return hunt.connect(
      provider.name,
      { ...Object.fromEntries(settings), [instance.setting]: names },
      { transport: services.transport },
    );
  };
  const [first, second] = answer.instances;

  describe(provider.name, () => {
    it('is asked as several at once, and each row says which gave it', async () => {
      services.tell = answer.tell;
      const both = await connect([first, second]);
      const table = await both.query(answer.text);
      const names = table.columns.map(({ name, type }) => `${name}:${type}`);
      expect(names).toEqual([...answer.columns, 'SourceInstance:string']);
      const { rows } = await table.toJson();
      expect(rows.map((row) => row.at(-1))).toEqual([first, first, second, second]);
    });

    it('costs only the rows of an instance that fails, and says so', async () => {
      let failed = false;
      services.tell = (asked) => {
        if (failed || !answer.isRows(asked)) return answer.tell(asked);
        failed = true;
        return { status: 400, body: { error: { message: 'not this time' } } };
      };
      const table = await (await connect([first, second])).query(answer.text);
      const { rows, truncated, notes } = await table.coverage();
      expect({ rows, truncated }).toEqual({ rows: 2, truncated: true });
      expect(notes.join()).toMatch(/Not the whole: its rows are missing: .*not this time/);
    });

    it('is asked the queries of the catalogue that are for it', async () => {
      services.tell = answer.tell;
      const one = await connect([first]);
      const own = one.search();
      expect(
        own.every(({ language }) => provider.queries.languages.some((l) => l === language)),
      ).toBe(true);
      const easy = own.find(({ parameters }) =>
        [...parameters.values()].every(
          (p) => !p.used || p.default !== undefined || p.name === 'start' || p.name === 'end',
        ),
      );
      if (!easy) return expect(own).toEqual([]);
      const table = await one.run(`${easy.families[0]}.${easy.name}`);
      expect(await table.count()).toBe(2);
    });
  });
}
