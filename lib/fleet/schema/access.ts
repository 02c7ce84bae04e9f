import { z } from 'zod';

const PRINCIPALS_MAX = 10;

const repositorySchema = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, {
    error: 'Write a repository as its owner and its name: northlight/fleet.',
  })
  .meta({
    description: 'Repository whose workflows deploy tenants, each from the environment tenants/<id>.',
  });

const providerSchema = z
  .string()
  .regex(/^arn:aws:iam::[0-9]{12}:oidc-provider\/[A-Za-z0-9./_-]{1,255}$/, {
    error: 'Write the ARN of an OpenID Connect provider of IAM.',
  })
  .meta({
    description:
      'Provider that vouches for workflows. Without one, that of GitHub in the account of the cell.',
  });

const roleArnSchema = z.string().regex(/^arn:aws:iam::[0-9]{12}:role\/[\w+=,.@/-]{1,576}$/, {
  error: 'Write the ARN of a role, without any wildcard.',
});

/** Who may take the deploy roles of tenants. */
export const accessSchema = z.strictObject({
  github: z
    .strictObject({ repository: repositorySchema, provider: providerSchema.optional() })
    .optional()
    .meta({ description: 'Workflows on GitHub: each tenant’s role is for its own environment only.' }),
  principals: z.array(roleArnSchema).min(1).max(PRINCIPALS_MAX).optional().meta({
    description: 'Roles that may take the deploy role of every tenant of the cell.',
  }),
});

/** The issuer of GitHub's tokens for workflows, as IAM names its provider. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
