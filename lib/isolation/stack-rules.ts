import type { Rule } from './rule';

/** Rules for the rest of a stack: what it serves, logs, asks for, is called, and is tied to. */
export const STACK_RULES = {
  'own-hosts': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence: 'A host name is one of the tenant’s own domains, or its id under the cell’s domain.',
  },
  'unique-hosts': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-008',
    sentence: 'No two tenants answer for the same host name, nor one for a host under another’s wildcard.',
  },
  'own-certificate': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence: 'The certificate is the tenant’s own, or the cell’s for hosts under its domain.',
  },
  'own-record': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence:
      'A record is in the cell’s zone, for the tenant’s own host, and points to its own distribution.',
  },
  'brand-origin': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence: 'An origin is a bucket of the same stack.',
  },
  'media-origin': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence: 'An origin is the cell’s media bucket at the path `/tenants/<id>`, or below it.',
  },
  'app-origin': {
    about: 'distributions and records',
    verdict: 'shared',
    code: 'ISOLATION-007',
    sentence: 'An origin is the cell’s app bucket, which holds nothing of any tenant.',
  },
  'api-origin': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence: 'An origin is the cell’s platform API, told `x-multiplex-tenant: <id>` and nothing else.',
  },
  'integration-origin': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence:
      'An origin is a host that the tenant’s own settings name, is no host of the platform, and is sent no header.',
  },
  'shared-edge': {
    about: 'distributions and records',
    verdict: 'shared',
    code: 'ISOLATION-007',
    sentence:
      'Cache, request and header policies, functions, origin access controls and web ACLs are the cell’s, CloudFront’s own or of the same stack.',
  },
  'own-content-sources': {
    about: 'distributions and records',
    verdict: 'own',
    code: 'ISOLATION-007',
    sentence:
      'A content security policy names hosts of the tenant’s own settings, and Cognito of its Region.',
  },
  'own-logs': {
    about: 'logs, metrics and alarms',
    verdict: 'shared',
    code: 'ISOLATION-009',
    sentence: 'Access logs go to the cell’s log bucket, below `tenants/<id>/` or `s3/tenants/<id>/`.',
  },
  'own-metrics': {
    about: 'logs, metrics and alarms',
    verdict: 'own',
    code: 'ISOLATION-009',
    sentence: 'Metrics are read of resources of the same stack, and of no other.',
  },
  'alarm-topic': {
    about: 'logs, metrics and alarms',
    verdict: 'shared',
    code: 'ISOLATION-009',
    sentence: 'Alarms speak to the cell’s topic, which only operators hear, or to one of the same stack.',
  },
  'own-request': {
    about: 'custom resources',
    verdict: 'own',
    code: 'ISOLATION-010',
    sentence:
      'What is asked of the cell’s provisioner names this tenant and resources of its stack. It takes the tenant’s id from the stack’s name and works in the tenant’s own role.',
  },
  documents: {
    about: 'custom resources',
    verdict: 'own',
    code: 'ISOLATION-010',
    sentence:
      'What the client wrote is stored as it is: no part of it is a function or a reference that CloudFormation would resolve.',
  },
  'own-function': {
    about: 'custom resources',
    verdict: 'own',
    code: 'ISOLATION-010',
    sentence:
      'A cell’s provisioner runs published code in a role of the same stack, and is told of its own cell only.',
  },
  'own-name': {
    about: 'names and strings',
    verdict: 'own',
    code: 'ISOLATION-011',
    sentence: 'A physical name is that of the stack, or begins with it and `--`.',
  },
  'own-tags': {
    about: 'names and strings',
    verdict: 'own',
    code: 'ISOLATION-011',
    sentence: 'The tags that say whose a resource is say the truth.',
  },
  'own-strings': {
    about: 'names and strings',
    verdict: 'own',
    code: 'ISOLATION-011',
    sentence:
      'No string names another tenant where a tenant is named: after `tenant--`, `TENANT#` or `tenants/`, or before the cell’s domain. In a cell no string names any.',
  },
  'no-foreign-name': {
    about: 'names and strings',
    verdict: 'own',
    code: 'ISOLATION-011',
    sentence: 'No string holds the id or a domain of another tenant of the fleet, or a host of another cell.',
  },
  'own-account': {
    about: 'names and strings',
    verdict: 'own',
    code: 'ISOLATION-012',
    sentence: 'No ARN is of another account.',
  },
  'known-intrinsics': {
    about: 'ties between stacks',
    verdict: 'own',
    code: 'ISOLATION-012',
    sentence:
      'A value is written out, refers to a resource of the same stack, or is of the cell’s contract: `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Sub` and no other function.',
  },
  'no-ties': {
    about: 'ties between stacks',
    verdict: 'own',
    code: 'ISOLATION-012',
    sentence: 'Nothing is exported, imported, fetched by a dynamic reference, or rewritten by a macro.',
  },
  'cell-contract': {
    about: 'ties between stacks',
    verdict: 'shared',
    code: 'ISOLATION-012',
    sentence:
      'A parameter of the template is a value of the own cell’s contract, or the version of the bootstrap stack.',
  },
  'contract-value': {
    about: 'ties between stacks',
    verdict: 'shared',
    code: 'ISOLATION-012',
    sentence:
      'A cell promises, under a name of the contract, the resource of its stack that the name is for.',
  },
  'known-type': {
    about: 'resources',
    verdict: 'own',
    code: 'ISOLATION-005',
    sentence: 'The type of every resource is in the table below, with the rules that examine it.',
  },
  'known-property': {
    about: 'resources',
    verdict: 'own',
    code: 'ISOLATION-006',
    sentence: 'Every property of a resource is one that a rule examines.',
  },
  'own-settings': {
    about: 'resources',
    verdict: 'own',
    code: 'ISOLATION-006',
    sentence:
      'Settings of a resource refer to its own stack, and to nothing shared that no other rule covers.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
