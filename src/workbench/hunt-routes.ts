import { join } from 'node:path';
import { z } from 'zod';
import { type Hover, hover } from '../kql/index.ts';
import type { Calls, HoverText, HuntPageEdit, Streams } from '../protocol/index.ts';
import type { Answers, Room, Shapes, Works } from './routes.ts';

type HuntCalls = Pick<
  Calls,
  | 'diagnose'
  | 'hover'
  | 'hunts'
  | 'huntOpen'
  | 'huntState'
  | 'huntEdit'
  | 'huntStep'
  | 'huntCreate'
  | 'huntRename'
  | 'huntClose'
>;
type HuntStreams = Pick<Streams, 'huntRun' | 'huntData'>;

const text = z.string().max(256 * 1024);
const whole = z.string().max(1024 * 1024);
const name = z.string().max(4096);
const key = z.string().max(64);
const cell = z.object({ hunt: key, block: key }).optional();
const line = z.object({
  name: z.string().max(200).nullable().optional(),
  view: z.string().max(200).nullable().optional(),
  settings: z
    .array(z.tuple([z.string().regex(/^[A-Za-z_][\w-]{0,99}$/), z.string().max(10_000)]))
    .max(100)
    .optional(),
  expect: z.string().max(10_000).nullable().optional(),
});
const scalar = z.union([z.string().max(100_000), z.number(), z.boolean()]);
const moment = z.string().max(200).optional();
const edit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kql'), block: key, kql: text }),
  z.object({ kind: z.literal('line'), block: key, line }),
  z.object({ kind: z.literal('prose'), block: key, text }),
  z.object({
    kind: z.literal('insert'),
    before: key.nullable(),
    cell: z.object({ kql: text, line }).nullable(),
    prose: text,
  }),
  z.object({ kind: z.literal('delete'), block: key }),
  z.object({ kind: z.literal('move'), block: key, before: key.nullable() }),
  z.object({
    kind: z.literal('parameter'),
    name: z.string().max(100),
    value: z.union([scalar, z.array(scalar).max(10_000)]),
  }),
  z.object({
    kind: z.literal('time'),
    time: z.object({ start: moment, end: moment, period: moment }).nullable(),
  }),
  z.object({ kind: z.literal('title'), title: z.string().max(500) }),
  z.object({ kind: z.literal('text'), text: whole }),
]) as unknown as z.ZodType<HuntPageEdit>;

/** What the calls about hunts take. */
export const huntShapes: Shapes<HuntCalls> = {
  diagnose: z.object({ text, cell }) as z.ZodType<HuntCalls['diagnose']['body']>,
  hover: z.object({ text, at: z.int().min(0), cell }) as z.ZodType<HuntCalls['hover']['body']>,
  hunts: z.strictObject({}) as z.ZodType<Record<string, never>>,
  huntOpen: z.object({
    page: key,
    from: z.union([
      z.strictObject({ name }),
      z.strictObject({ bundled: z.literal('tour') }),
      z.strictObject({ scratch: whole }),
    ]),
  }),
  huntState: z.object({ hunt: key, tick: z.int().min(0) }),
  huntEdit: z.object({
    hunt: key,
    base: key,
    edit,
    group: key.nullable(),
    over: z.boolean(),
  }),
  huntStep: z.object({ hunt: key, by: z.enum(['undo', 'redo']) }),
  huntCreate: z.object({ page: key, title: z.string().min(1).max(500), hunt: key.nullable() }),
  huntRename: z.object({ hunt: key, name: z.string().min(1).max(200) }),
  huntClose: z.object({ hunt: key, page: key }),
};

/** What the streams about hunts take. */
export const huntStreamShapes: Shapes<HuntStreams> = {
  huntRun: z.object({ hunt: key, blocks: z.array(key).max(1000).nullable() }),
  huntData: z.object({ hunt: key }),
};

/** The calls about hunts. */
export function huntAnswers({ desk, hunts, uploads }: Room): Pick<Answers, keyof HuntCalls> {
  const state = (opened: ReturnType<typeof hunts.get>): Calls['huntOpen']['answer'] =>
    uploads.shown(hunts.state(opened));
  return {
    diagnose: (body) => ({ findings: hunts.diagnose(body.text, body.cell) }),
    hover: (body) => {
      const before = (body.cell && hunts.prelude(body.cell, body.text)) ?? '';
      const found = hover(before + body.text, before.length + body.at, desk.hunt.schema);
      return { hover: hoverText(found, before.length) };
    },
    hunts: () => hunts.folder.list(),
    huntOpen: async ({ page, from }) => state(await hunts.open(page, from)),
    huntState: async ({ hunt, tick }) => {
      const opened = hunts.get(hunt);
      await opened.lookAgain();
      const now = state(opened);
      return { state: now.tick === tick ? null : now };
    },
    huntEdit: async ({ hunt, ...asked }) => {
      const opened = hunts.get(hunt);
      await opened.edit(asked);
      return state(opened);
    },
    huntStep: async ({ hunt, by }) => {
      const opened = hunts.get(hunt);
      await opened.step(by === 'undo' ? -1 : 1);
      return state(opened);
    },
    huntCreate: async ({ page, title, hunt }) => state(await hunts.create(page, title, hunt)),
    huntRename: async ({ hunt, name: called }) => {
      const opened = hunts.get(hunt);
      await opened.rename(called);
      return state(opened);
    },
    huntClose: ({ hunt, page }) => {
      hunts.leave(hunt, page);
      return {};
    },
  };
}

/** The streams about hunts. */
export function huntWorks({ desk, hunts, uploads }: Room): Pick<Works, keyof HuntStreams> {
  return {
    huntRun: async ({ hunt, blocks }, send, signal) => {
      const opened = hunts.get(hunt);
      const state = (): Calls['huntOpen']['answer'] => uploads.shown(hunts.state(opened));
      let told = -1;
      await opened.runCells(blocks, signal, () => {
        const now = state();
        if (now.tick !== told) send({ kind: 'state', state: now });
        told = now.tick;
      });
      send({ kind: 'done', state: state() });
    },
    huntData: async ({ hunt }, send, signal) => {
      const { document, name: file } = hunts.get(hunt);
      const { data, sample } = document ?? { data: [], sample: false };
      const paths = file === null ? [] : data.map((path) => join(hunts.folder.folder, path));
      const wantsSample = sample && !desk.state().sample;
      if (wantsSample) await desk.openSample(send, signal);
      if (paths.length > 0) await desk.open(paths, send, signal);
    },
  };
}

function hoverText(found: Hover | null, before: number): HoverText | null {
  if (!found || found.span.start < before) return null;
  const { title, description, refused } = found;
  const { about = null, differs = null, source = null } = description ?? {};
  const span = { start: found.span.start - before, end: found.span.end - before };
  return { span, title, about, differs: refused ?? differs, source };
}
