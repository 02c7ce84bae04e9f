import type { Rule } from './rule';

/** Rules for what policies grant, to roles and to whoever comes to a resource. */
export const POLICY_RULES = {
  'own-resource': {
    about: 'grants of a role',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'A data action, named in full, on a resource of the same stack, referred to and no wider than it.',
  },
  'own-media': {
    about: 'grants of a role',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence: 'An object action on the cell’s media bucket below `tenants/<id>/`.',
  },
  'own-media-list': {
    about: 'grants of a role',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence:
      '`s3:ListBucket` on the cell’s media bucket, where each `s3:prefix` is below `tenants/<id>/` and a request without one is refused.',
  },
  'own-items': {
    about: 'grants of a role',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence:
      'An item action on the cell’s table, where every leading key is `TENANT#<id>` or begins with `TENANT#<id>#` (`ForAllValues`) and a request without keys is refused (`Null`).',
  },
  'tenant-roles': {
    about: 'grants of a role',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence:
      'A service of a cell takes data roles of that cell’s tenants, by the IAM path that holds nothing else.',
  },
  'published-files': {
    about: 'grants of a role',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence:
      'A service of a cell reads, and only reads, what deployments published to the account’s asset bucket.',
  },
  denial: {
    about: 'policies, in any place',
    verdict: 'own',
    code: 'ISOLATION-002',
    sentence:
      'A `Deny` grants nothing, whatever it names; that it also takes nothing away is not relied upon.',
  },
  'readable-policy': {
    about: 'policies, in any place',
    verdict: 'own',
    code: 'ISOLATION-002',
    sentence:
      'A policy says what it grants: version 2012-10-17, plain statements, no `NotAction`, `NotResource` or `NotPrincipal`, and no value that only CloudFormation can compute.',
  },
  'attached-policy': {
    about: 'policies, in any place',
    verdict: 'own',
    code: 'ISOLATION-002',
    sentence: 'A policy is attached to roles of its own stack, and a role has no policy from elsewhere.',
  },
  'no-everyone': {
    about: 'policies, in any place',
    verdict: 'own',
    code: 'ISOLATION-003',
    sentence: 'No `Allow` names everyone, whatever its conditions.',
  },
  'services-of-the-cell': {
    about: 'who may take a role',
    verdict: 'shared',
    code: 'ISOLATION-003',
    sentence:
      'The account’s principals may take the role if their own ARN (`aws:PrincipalArn`) is below the path of the cell’s services.',
  },
  'own-role': {
    about: 'who may take a role',
    verdict: 'own',
    code: 'ISOLATION-003',
    sentence: 'A role of the same stack may take the role.',
  },
  'compute-of-the-cell': {
    about: 'who may take a role',
    verdict: 'own',
    code: 'ISOLATION-003',
    sentence:
      'Lambda may take a role of a cell’s services: only who may pass the role, in the same account, can have it do so.',
  },
  'own-role-path': {
    about: 'who may take a role',
    verdict: 'own',
    code: 'ISOLATION-003',
    sentence:
      'A tenant’s role stands on the IAM path of tenants and a cell’s on that of its services, which all tenants trust.',
  },
  'account-root': {
    about: 'policies of resources',
    verdict: 'own',
    code: 'ISOLATION-004',
    sentence:
      'The root of the own account on the own resource: each principal still needs a grant of its own.',
  },
  'own-principal': {
    about: 'policies of resources',
    verdict: 'own',
    code: 'ISOLATION-004',
    sentence: 'A role of the same stack on the own resource.',
  },
  'own-source': {
    about: 'policies of resources',
    verdict: 'own',
    code: 'ISOLATION-004',
    sentence:
      'A service on the own resource, acting for a resource of the same stack (`aws:SourceArn`). `aws:SourceAccount` is not enough for a tenant: its neighbours are in the same account.',
  },
  'distributions-of-the-account': {
    about: 'policies of resources',
    verdict: 'shared',
    code: 'ISOLATION-004',
    sentence:
      'CloudFront reads a cell’s media and app buckets for distributions of the account; which prefix a distribution asks for is held by `media-origin`.',
  },
  'access-log-delivery': {
    about: 'policies of resources',
    verdict: 'shared',
    code: 'ISOLATION-004',
    sentence: 'S3 writes the access logs of the account’s buckets below `s3/` in a cell’s log bucket.',
  },
  'alarms-of-the-account': {
    about: 'policies of resources',
    verdict: 'shared',
    code: 'ISOLATION-004',
    sentence:
      'CloudWatch publishes alarms of the account to a cell’s topic, and uses the topic’s key for it.',
  },
  'private-bucket': {
    about: 'policies of resources',
    verdict: 'own',
    code: 'ISOLATION-004',
    sentence: 'A bucket blocks public access in all four ways.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
