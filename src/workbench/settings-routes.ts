import { z } from 'zod';
import type { SettingsCalls, SettingsEdit } from '../protocol/index.ts';
import type { Answers, Room, Shapes } from './routes.ts';

const name = z.string().min(1).max(200);
const text = z.string().max(10_000);
const section = z.enum(['connections', 'threat_intelligence', 'enrichment']);
const value = z.union([
  text,
  z.number(),
  z.boolean(),
  z.null(),
  z.array(text).max(1000),
  z.strictObject({ env: name }),
  z.strictObject({ keychain: name }),
  z.strictObject({ key_vault: name }),
]);
const service = z.strictObject({
  provider: name,
  primary: z.boolean(),
  settings: z.array(z.tuple([name, value])).max(100),
});
const edit: z.ZodType<SettingsEdit> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('service'), section, name, service: service.nullable() }),
  z.strictObject({ kind: z.literal('queries'), folders: z.array(text).max(100) }),
]);

/** What the calls about settings take. */
export const settingsShapes: Shapes<SettingsCalls> = {
  settings: z.strictObject({}) as z.ZodType<Record<string, never>>,
  settingsEdit: z.object({ version: z.string().max(100), edit }),
  settingsTest: z.object({ section, name, may: z.boolean() }),
};

/** The calls about settings. */
export function settingsAnswers({ desk }: Room): Pick<Answers, keyof SettingsCalls> {
  const { settings } = desk.hunt;
  return {
    settings: async () => ({ state: await settings.read(), kinds: settings.kinds() }),
    settingsEdit: async ({ version, edit }) => ({ state: await settings.edit(version, edit) }),
    settingsTest: ({ section, name, may }, signal) => settings.test(section, name, may, signal),
  };
}
