import { z } from 'zod';

import { sha256, canonicalJson } from '../plan/plan-digest';
import { planSchema, refusalSchema } from '../plan/plan-document';

const placeSchema = z.strictObject({
  cell: z.string(),
  account: z.string(),
  region: z.string(),
});

const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stack'),
    id: z.enum(['cell', 'access', 'stack', 'free-hosts', 'take-hosts']),
    cell: z.string().meta({ description: 'Where the stack stands, since the tenant has one in each cell.' }),
    plan: planSchema.meta({ description: 'What the step changes, with its own digest.' }),
    claims: z
      .array(z.strictObject({ cell: z.string(), hosts: z.array(z.string()) }))
      .meta({ description: 'Hosts that each stack of the tenant answers to when the step is done.' }),
    does: z.string(),
    ifStopped: z.string().meta({ description: 'What is lost if nothing follows this step.' }),
  }),
  z.strictObject({
    kind: z.literal('data'),
    id: z.enum(['export', 'import', 'check', 'late-writes', 'keep-old']),
    does: z.string(),
    ifStopped: z.string(),
  }),
]);

const dedicationSchema = z
  .strictObject({
    digest: z.string().meta({
      description: 'SHA-256 of everything but itself, as canonical JSON (RFC 8785).',
    }),
    kind: z.literal('dedication'),
    version: z.literal(1),
    verdict: z.enum(['clear', 'refused']),
    fleet: z.string(),
    tenant: z.string(),
    from: placeSchema,
    to: placeSchema,
    steps: z.array(stepSchema).meta({ description: 'In the order in which they are carried out.' }),
    refusals: z
      .array(refusalSchema)
      .meta({ description: 'What speaks against the move as a whole; steps have their own.' }),
  })
  .meta({
    title: 'Multiplex dedication',
    description: 'How a tenant moves to a cell of its own, step by step.',
  });

/** How a tenant moves to a cell of its own, as data that somebody agrees to. */
export type Dedication = Readonly<z.infer<typeof dedicationSchema>>;
export type DedicationStep = Dedication['steps'][number];
export type StackStep = Extract<DedicationStep, { kind: 'stack' }>;
export type DataStep = Extract<DedicationStep, { kind: 'data' }>;
export type StepId = DedicationStep['id'];
/** A cell, and the account and Region that it is in. */
export type Place = Dedication['from'];

/** What a JSON document is: a dedication, or the first thing that keeps it from being one. */
export type ParsedDedication =
  | { readonly kind: 'dedication'; readonly dedication: Dedication }
  | { readonly kind: 'no-dedication'; readonly why: string };

/** Whether a JSON document means to be a dedication, sound or not. */
export function saysDedication(value: unknown): boolean {
  return z.looseObject({ kind: z.literal('dedication') }).safeParse(value).success;
}

/** Reads a dedication out of JSON; its digest is not compared. */
export function parseDedication(value: unknown): ParsedDedication {
  const { data, error } = dedicationSchema.safeParse(value);
  if (data !== undefined) {
    return { kind: 'dedication', dedication: data };
  }
  const { path = [], message = '' } = error?.issues[0] ?? {};
  return { kind: 'no-dedication', why: path.length === 0 ? message : `${path.join('.')}: ${message}` };
}

/** The JSON Schema of a dedication. */
export function dedicationJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(dedicationSchema);
}

/** The dedication with its digest. */
export function sealedDedication(content: Omit<Dedication, 'digest'>): Dedication {
  return { digest: dedicationDigest(content), ...content };
}

/** SHA-256 of everything but the digest itself, as 64 hexadecimal digits. */
export function dedicationDigest(content: Omit<Dedication, 'digest'>): string {
  const { digest: _, ...rest } = content as Dedication;
  return sha256(canonicalJson(rest));
}
