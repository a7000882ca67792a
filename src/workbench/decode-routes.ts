import { z } from 'zod';
import { namedSteps, stepFault } from '../extract/index.ts';
import type { DecodeCalls, DecodeStreams } from '../protocol/index.ts';
import type { Answers, Room, Shapes, Works } from './routes.ts';

const step = z
  .string()
  .max(200)
  .refine((text) => stepFault(text) === null, {
    error: ({ input }) => stepFault(String(input)) ?? '',
  });

/** What the calls about texts take. */
export const decodeShapes: Shapes<DecodeCalls> = {
  namedSteps: z.strictObject({}) as z.ZodType<Record<string, never>>,
  decodeValues: z.object({ texts: z.array(z.string().max(65_536)).max(100) }),
  wouldSend: z.object({
    tool: z.string().max(100),
    values: z.array(z.string().max(4096)).max(200),
  }),
};

/** What the streams about texts take. */
export const decodeStreamShapes: Shapes<DecodeStreams> = {
  decode: z.object({ text: z.string().max(1_048_576), first: z.array(step).max(20) }),
};

/** The calls about texts. */
export function decodeAnswers({ desk, decoders }: Room): Pick<Answers, keyof DecodeCalls> {
  return {
    namedSteps: () => ({
      steps: namedSteps.map(({ name, about, argument }) => ({
        name,
        about,
        argument: argument ?? null,
      })),
    }),
    decodeValues: ({ texts }, signal) => decoders.values.values(texts, { signal }),
    wouldSend: ({ tool, values }) => ({
      parties: (desk.hunt.whatWouldBeSent?.(tool, values) ?? []).map(
        ({ to, sent, known, kept }) => ({ to, sent, known, kept }),
      ),
    }),
  };
}

/** The streams about texts. */
export function decodeWorks({ decoders }: Room): Pick<Works, keyof DecodeStreams> {
  return { decode: (body, send, signal) => decoders.bench.decode(body, send, { signal }) };
}
