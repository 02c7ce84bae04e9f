import { DefaultStackSynthesizer } from 'aws-cdk-lib';

import type { Cell } from '../../fleet/fleet';
import { invariant } from '../../diagnostics/invariant';
import { BOOTSTRAP_QUALIFIER } from '../access/policy-ground';
import { deployRoleName, deployersRolePath, executionRoleName, objectPrefix } from '../names';

/**
 * Has `cdk` deploy the stack with the tenant's own roles, and publish its files below the tenant's own prefix, where no
 * other tenant's deployer may write. What only looks goes on with the role of the bootstrap stack.
 */
export class TenantSynthesizer extends DefaultStackSynthesizer {
  constructor(fleet: string, cell: Cell, tenant: string) {
    const roles = `arn:aws:iam::${cell.account}:role${deployersRolePath(fleet, cell.id)}`;
    const deployRoleArn = `${roles}${deployRoleName(tenant)}`;
    super({
      qualifier: BOOTSTRAP_QUALIFIER,
      deployRoleArn,
      fileAssetPublishingRoleArn: deployRoleArn,
      cloudFormationExecutionRole: `${roles}${executionRoleName(tenant)}`,
      bucketPrefix: objectPrefix(tenant),
    });
  }

  // The CDK says that these may be undefined where its own interface does not.

  override get bootstrapQualifier(): string {
    return BOOTSTRAP_QUALIFIER;
  }

  override get cloudFormationExecutionRole(): string {
    const role = super.cloudFormationExecutionRole;
    invariant(role !== undefined, 'a stack is asked for its role when it has one');
    return role;
  }

  override get lookupRole(): string {
    const role = super.lookupRole;
    invariant(role !== undefined, 'a stack is asked for its role when it has one');
    return role;
  }
}
