import type { Rule } from './rule';

/**
 * Rules for the roles that a tenant is deployed with. A cell says once what all of them may do; each is tagged with its
 * tenant by a stack of its own, and IAM puts that tag in the place of `${aws:PrincipalTag/multiplex:tenant}`: the holder.
 */
export const DEPLOYER_RULES = {
  'holder-stack': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'A deploy role changes the stack `tenant--<holder>/…`; what makes changes names the holder’s own execution role, and imports nothing.',
  },
  'holder-execution-role': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence: 'A deploy role passes the holder’s own execution role, to CloudFormation and nobody else.',
  },
  'holder-files': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence: 'A deploy role publishes below `tenants/<holder>/` in the account’s asset bucket.',
  },
  'holder-names': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'A resource has the name of the holder’s stack in its ARN, with `--` or `/` after it or nothing more, and the action is listed.',
  },
  'holder-data-role': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'The holder’s data role is made, tagged and given policies within the cell’s boundary; no other role and no policy is changed.',
  },
  'holder-tags': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'What AWS gives an id is nobody’s and becomes the holder’s, or has the holder’s tag and keeps it. No tag is taken away.',
  },
  'holder-records': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'Records of the cell’s zone are changed where every name is `<holder>.<domain of the cell>` (`ForAllValues`) and there is one (`Null`).',
  },
  'provisioner-of-the-cell': {
    about: 'roles that deploy',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence:
      'An execution role calls the cell’s provisioner, which takes the tenant from the name of the stack that CloudFormation says.',
  },
  'owned-by-the-stack': {
    about: 'roles that deploy',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence:
      'What has neither names nor tags (response headers policies, the log bucket’s list of who may write) is reached by CloudFormation only, which changes what its stack owns.',
  },
  'shared-reading': {
    about: 'roles that deploy',
    verdict: 'shared',
    code: 'ISOLATION-001',
    sentence: 'What is read is shared by all tenants: the contract, the zone, names and states of stacks.',
  },
  'holder-data': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-001',
    sentence:
      'The boundary lets through the holder’s items, media, brand and invalidations, where `aws:PrincipalArn` is the holder’s data role: tags of a session are not believed.',
  },
  'tenant-policy': {
    about: 'roles that deploy',
    verdict: 'shared',
    code: 'ISOLATION-002',
    sentence:
      'A managed policy is one of a cell’s four for its tenants, on the cell’s path, and is attached to the role that it is for, or is its boundary.',
  },
  'tagged-role': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-011',
    sentence: 'A role that holds a policy of the cell is tagged with its tenant.',
  },
  'own-deployer': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-003',
    sentence:
      'A deploy role is taken by workflows of the fleet’s repository from the environment `tenants/<id>`, or by a role that the fleet names; nobody may tag the session.',
  },
  'own-deployment': {
    about: 'roles that deploy',
    verdict: 'own',
    code: 'ISOLATION-003',
    sentence:
      'An execution role is taken by CloudFormation alone, for the tenant’s own stack wherever it says for which (`aws:SourceArn`); the deploy role can name no other.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
