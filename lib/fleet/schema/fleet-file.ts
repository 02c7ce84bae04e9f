import { z } from 'zod';

import { accessSchema } from './access';
import { hostNameSchema } from './host-name';
import { idSchema } from './id';
import { freezeSchema, FREEZES_MAX } from './freeze';
import { maintenanceSchema } from './maintenance';
import { quotasSchema } from './quotas';
import { rolloutPolicySchema } from './rollout-policy';

const FREEZE_STACKS_MAX = 1000;

/** Metrics, certificates and web ACLs of CloudFront live in this Region only. */
export const EDGE_REGION = 'us-east-1';

export const certificateArnSchema = z
  .string()
  .regex(/^arn:aws:acm:us-east-1:[0-9]{12}:certificate\/[0-9a-f-]{36}$/, {
    error: `Write the ARN of a certificate in ${EDGE_REGION}: CloudFront takes no other.`,
  })
  .meta({ description: 'ACM certificate in us-east-1, the only Region CloudFront takes certificates from.' });

const webAclArnSchema = z
  .string()
  .regex(/^arn:aws:wafv2:us-east-1:[0-9]{12}:global\/webacl\/[A-Za-z0-9_-]{1,128}\/[0-9a-f-]{36}$/, {
    error: 'Write the ARN of a web ACL with scope CLOUDFRONT, which lives in us-east-1.',
  });

const cellSchema = z.strictObject({
  account: z
    .string({ error: 'Write the account id in quotes, so that YAML keeps it as text: "111122223333".' })
    .regex(/^[0-9]{12}$/, { error: 'Write the 12 digits of an AWS account id.' })
    .meta({ description: 'AWS account that holds the cell and its tenants, in quotes.' }),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, { error: 'Write an AWS Region, such as us-east-1.' })
    .meta({ description: 'AWS Region that holds the cell and its tenants.' }),
  kind: z.enum(['shared', 'dedicated']).meta({ description: 'A dedicated cell holds exactly one tenant.' }),
  release: z.string().meta({ description: 'Release of the cell; never older than that of its tenants.' }),
  domain: hostNameSchema.meta({
    description: 'Tenants without a domain of their own answer at <id>.<domain>.',
  }),
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{8,31}$/, { error: 'Write a Route 53 hosted zone id, such as Z0123456789ABCDEFGHIJ.' })
    .meta({ description: 'Route 53 hosted zone of the domain.' }),
  certificateArn: certificateArnSchema.meta({ description: 'Certificate in us-east-1 for *.<domain>.' }),
  apiDomain: hostNameSchema.meta({
    description: 'Host name of the platform API that every tenant calls at /api/*.',
  }),
  webAclArn: webAclArnSchema.optional().meta({
    description:
      'Only for a cell outside us-east-1, where no web ACL for CloudFront can be made: one made in us-east-1 beforehand.',
  }),
  access: accessSchema.optional().meta({
    description: 'Who may deploy the tenants of this cell, in place of what the fleet says.',
  }),
});

const tierSchema = z.strictObject({
  extends: z.string().optional().meta({ description: 'The tier whose features this one also has.' }),
  features: z.array(z.string()).default([]).meta({ description: 'Features that this tier adds.' }),
});

const ringSchema = z.strictObject({
  order: z
    .int()
    .min(1)
    .max(9)
    .meta({ description: 'Rings are crossed from the lowest order, the canary, to the highest.' }),
  bakeMinutes: z
    .int()
    .min(0)
    .max(20160)
    .meta({ description: 'Minutes to watch the ring before the next one starts.' }),
  minimumRequests: z
    .int()
    .min(0)
    .max(1_000_000)
    .meta({ description: 'Requests to see before the bake may end.' }),
  concurrency: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: 'Tenants of the ring that change at the same time.' }),
  toleratedFailures: z
    .int()
    .min(0)
    .max(100)
    .meta({ description: 'Failed moves that do not halt the roll-out; one more does.' }),
  toleratedFailurePercent: z.number().min(0).max(100).optional().meta({
    description: 'The same as a share of the moves of the ring, in percent; the smaller of both holds.',
  }),
});

const idListSchema = z.array(idSchema).min(1).max(FREEZE_STACKS_MAX);

const fleetFreezeSchema = freezeSchema.extend({
  tenants: idListSchema.optional().meta({
    description: 'Tenants that are frozen. Without tenants and cells, everybody is.',
  }),
  cells: idListSchema.optional().meta({ description: 'Cells that are frozen, with all of their tenants.' }),
});

/** `fleet.yaml` as it is written. */
export const fleetFileSchema = z
  .strictObject({
    name: idSchema.meta({ description: 'Name of the fleet; part of every parameter and role name.' }),
    cells: z
      .record(idSchema, cellSchema)
      .meta({ description: 'Pools of shared infrastructure, by id; each in one account and Region.' }),
    tiers: z.record(idSchema, tierSchema).meta({ description: 'Named sets of features, by name.' }),
    rings: z.record(idSchema, ringSchema).meta({ description: 'Who goes when in a roll-out, by name.' }),
    defaults: z
      .strictObject({
        maintenance: maintenanceSchema.meta({ description: 'When tenants may be changed.' }),
      })
      .meta({ description: 'What holds for every tenant that does not say otherwise.' }),
    access: accessSchema.optional().meta({
      description:
        'Gives each tenant a deploy role and an execution role of its own, and says who may take the first.',
    }),
    freezes: z.array(fleetFreezeSchema).max(FREEZES_MAX).default([]).meta({
      description: 'Days on which no roll-out moves anybody, or not those that are named.',
    }),
    rollout: rolloutPolicySchema.prefault({}).meta({
      description: 'When a roll-out halts, what it then does, and for how long it waits.',
    }),
    quotas: quotasSchema.prefault({}).meta({
      description: 'What AWS granted in place of its default quotas, or what less is to be used of them.',
    }),
  })
  .meta({ title: 'Multiplex fleet', description: 'Cells, tiers, rings and defaults of one operator.' });

export type FleetFile = Readonly<z.infer<typeof fleetFileSchema>>;
export type CellKind = z.infer<typeof cellSchema>['kind'];
