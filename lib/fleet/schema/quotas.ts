import { z } from 'zod';

/** Quotas of AWS that a fleet runs into; their defaults and what counts against them are in `lib/capacity/quotas.ts`. */
export const QUOTA_NAMES = [
  'distributionsPerSharedPart',
  'recordsPerZone',
  'distributions',
  'cachePolicies',
  'originRequestPolicies',
  'responseHeadersPolicies',
  'functions',
  'originAccessControls',
  'webAcls',
  'certificates',
  'roles',
  'managedPolicies',
  'buckets',
  'stacks',
  'userPools',
  'alarms',
  'templateResources',
  'templateBytes',
] as const;

export type QuotaName = (typeof QUOTA_NAMES)[number];

const QUOTA_MAX = 10_000_000;

const valuesSchema = z.partialRecord(
  z.enum(QUOTA_NAMES),
  z.int({ error: 'Write a whole number, of 1 or more.' }).min(1).max(QUOTA_MAX),
);

/** What AWS granted in place of its defaults, or what less is to be used of them. */
export const quotasSchema = z.strictObject({
  everyAccount: valuesSchema.default({}).meta({ description: 'In each account that has none of its own.' }),
  accounts: z
    .record(
      z.string().regex(/^[0-9]{12}$/, { error: 'Write the 12 digits of an AWS account id, in quotes.' }),
      valuesSchema,
    )
    .default({})
    .meta({ description: 'In one account, by its id in quotes.' }),
});

export type Quotas = Readonly<z.infer<typeof quotasSchema>>;
