import type { StackPlace } from './stack-calls';

/** The CDK's default name for what its bootstrap makes; every rendered stack goes by it. */
const QUALIFIER = 'hnb659fds';

/** Roles that `cdk bootstrap` makes in each account and Region, and that a rendered stack's manifest names. */
type BootstrapRole = 'cfn-exec' | 'deploy' | 'lookup';

/** The role that CloudFormation makes resources with, the one that may change stacks, or the one that may read everything. */
export function bootstrapRoleArn({ account, region }: StackPlace, role: BootstrapRole): string {
  return roleArn({ account, region }, `cdk-${QUALIFIER}-${role}-role-${account}-${region}`);
}

/** ARN of a role of that account, by its name with its path. */
export function roleArn({ account, region }: StackPlace, name: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/${name}`;
}

/** ARNs begin with it. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
