import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const stackName = z
  .string()
  .meta({ description: 'As `cdk` knows it: tenants/rally-north, access/rally-north, cells/us-1.' });
const json = z.unknown();

const beforeAfter = (description: string): z.ZodObject<{ before: Side; after: Side }> =>
  z
    .strictObject({ before: z.string().exactOptional(), after: z.string().exactOptional() })
    .meta({ description });

type Side = z.ZodExactOptional<z.ZodString>;

const causeIds = z
  .array(z.string())
  .meta({ description: 'Ids of the causes of the stack that make this change, alone or together.' });

const valueChangeSchema = z.strictObject({
  path: z.string().meta({ description: 'Route from the root of the resource, or of the template.' }),
  before: json.optional().meta({ description: 'Left out where there was none.' }),
  after: json.optional().meta({ description: 'Left out where there is none any more.' }),
  causes: causeIds,
});

const resourceSchema = z.strictObject({
  logicalId: z.string(),
  type: z.string(),
  change: z.enum(['added', 'changed', 'may-be-replaced', 'replaced', 'removed']),
  isRetained: z.boolean().meta({ description: 'Whether the old resource stays in the account.' }),
  properties: z.array(
    valueChangeSchema.extend({ impact: z.enum(['changed', 'may-be-replaced', 'replaced']) }),
  ),
  causes: causeIds,
});

const causeSchema = z.strictObject({
  id: z.string().meta({ description: 'The file, and the key in it: tenants/x/tenant.yaml: tier.' }),
  file: z.string(),
  key: z.string().exactOptional().meta({ description: 'Path in the file; left out for a whole file.' }),
  before: json.optional(),
  after: json.optional(),
  effect: z.enum(['alone', 'together', 'none']).meta({
    description:
      'alone: rendering with this key alone changed shows it. together: only with others. none: it changes nothing in this stack.',
  }),
  resources: z.array(z.string()).meta({ description: 'Logical ids of the resources that it changes.' }),
});

const reachSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tenant'),
    cell: stackName,
    reads: z
      .array(z.string())
      .meta({ description: 'Names of the contract of the cell that the stack reads.' }),
    altered: z.array(z.string()).meta({
      description: 'Those of them whose value or resource this plan changes, by the stack of the cell.',
    }),
  }),
  z
    .strictObject({
      kind: z.literal('access'),
      cell: stackName,
      tenant: stackName.meta({ description: 'The one tenant that is deployed with these roles.' }),
    })
    .meta({ description: 'Of the roles that a tenant is deployed with.' }),
  z.strictObject({
    kind: z.literal('cell'),
    tenants: z.array(
      z.strictObject({
        stack: stackName,
        altered: z.array(z.string()),
        why: z.string(),
      }),
    ),
  }),
]);

const stackChangeSchema = z.strictObject({
  stack: stackName,
  kind: z.enum(['added', 'changed', 'removed']),
  environment: z.string().meta({ description: 'Account and Region: aws://111122223333/us-east-1.' }),
  release: beforeAfter('Release that renders it.'),
  template: beforeAfter('SHA-256 of the template.'),
  manifest: beforeAfter('SHA-256 of the asset manifest and of the entries in the manifest of the assembly.'),
  assets: z
    .strictObject({ added: z.array(digest), removed: z.array(digest) })
    .meta({ description: 'Published archives.' }),
  resources: z.array(resourceSchema),
  others: z.array(valueChangeSchema).meta({ description: 'Parameters, outputs and whatever else differs.' }),
  causes: z.array(causeSchema),
  reach: reachSchema,
});

export const refusalSchema = z.strictObject({
  refusal: z.string().meta({ description: 'Name, as --override takes it.' }),
  code: z.string(),
  stack: z.string(),
  place: z.string().meta({ description: 'Where in the template or in the files.' }),
  message: z.string(),
  next: z.string(),
  reason: z
    .string()
    .exactOptional()
    .meta({ description: 'Why it was overridden; left out where it stands.' }),
});

/** A plan as it is written, checked when one is read. */
export const planSchema = z
  .strictObject({
    digest: digest.meta({
      description:
        'SHA-256 of everything but itself, base, notes and scope.by, as canonical JSON (RFC 8785): the same change has the same digest wherever it is planned.',
    }),
    version: z.literal(1),
    verdict: z.enum(['clear', 'refused']).meta({ description: 'refused as long as one refusal stands.' }),
    base: z.strictObject({
      commit: z.string(),
      why: z.string().meta({ description: 'How it was chosen.' }),
      hasFleet: z.boolean(),
    }),
    scope: z.strictObject({
      declared: z.array(z.string()),
      by: z.enum(['option', 'files']),
      exceeded: z.array(z.strictObject({ stack: stackName, causes: z.array(z.string()) })),
    }),
    changed: z.array(stackChangeSchema),
    unchanged: z.strictObject({
      count: z.int(),
      tenants: z.int(),
      cells: z.int(),
      access: z.int().exactOptional().meta({
        description: 'Stacks with the roles that tenants are deployed with; left out where there are none.',
      }),
      digest: digest.meta({
        description: 'SHA-256 over a line for each: name, digest of the template, digest of the manifest.',
      }),
    }),
    moves: z
      .array(z.strictObject({ before: z.string(), after: z.string(), stacks: z.array(stackName) }))
      .meta({ description: 'Who takes another release.' }),
    refusals: z.array(refusalSchema),
    overrides: z.array(
      z.strictObject({
        refusal: z.string(),
        stack: z.string().exactOptional(),
        reason: z.string(),
      }),
    ),
    notes: z.array(z.string()),
  })
  .meta({ title: 'Multiplex plan', description: 'What a change of a fleet does, and to whom.' });

export type Plan = Readonly<z.infer<typeof planSchema>>;
export type StackChange = Plan['changed'][number];
export type PlannedResource = StackChange['resources'][number];
export type Cause = StackChange['causes'][number];
export type Reach = StackChange['reach'];
export type Refusal = Plan['refusals'][number];
export type Override = Plan['overrides'][number];

/** What a JSON document is: a plan, or the first thing that keeps it from being one. */
export type ParsedPlan =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'no-plan'; readonly why: string };

/** Reads a plan out of JSON; its digest is not compared. */
export function parsePlan(value: unknown): ParsedPlan {
  const { data, error } = planSchema.safeParse(value);
  if (data !== undefined) {
    return { kind: 'plan', plan: data };
  }
  const { path = [], message = '' } = error?.issues[0] ?? {};
  return { kind: 'no-plan', why: path.length === 0 ? message : `${path.join('.')}: ${message}` };
}

/** The JSON Schema of a plan. */
export function planJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(planSchema);
}
