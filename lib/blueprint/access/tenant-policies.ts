import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

import { policiesPath, tenantPolicyName } from '../names';
import type { TenantPolicy } from '../names';
import { boundaryStatements } from './boundary-statements';
import { deployStatements } from './deploy-statements';
import { executionEdgeStatements } from './execution-edge-statements';
import { executionStatements } from './execution-statements';
import { policyDocument } from './policy-ground';
import type { PolicyGround } from './policy-ground';

/**
 * What the deploy and execution roles of a cell's tenants may do, once for all of them: a role's own tag says whose it
 * is. They stand in the cell, which is never behind its tenants, so a release that needs more brings it in time.
 */
export class TenantPolicies extends Construct {
  private readonly ground: PolicyGround;

  constructor(scope: Construct, id: string, ground: PolicyGround) {
    super(scope, id);
    this.ground = ground;
    this.policy(
      'Boundary',
      'boundary',
      'The most that a role in the stack of a tenant may hold',
      boundaryStatements,
    );
    this.policy(
      'Deploy',
      'deploy',
      'Changes the stack of the tenant that the role is tagged with',
      deployStatements,
    );
    this.policy(
      'Execution',
      'execution',
      'Makes the resources of the tenant that the role is tagged with',
      executionStatements,
    );
    this.policy(
      'ExecutionEdge',
      'execution-edge',
      'Makes the edge of the tenant that the role is tagged with',
      executionEdgeStatements,
    );
  }

  private policy(
    id: string,
    policy: TenantPolicy,
    description: string,
    statements: (ground: PolicyGround) => readonly object[],
  ): void {
    const { fleet, cell } = this.ground;
    new iam.CfnManagedPolicy(this, id, {
      managedPolicyName: tenantPolicyName(cell.id, policy),
      path: policiesPath(fleet, cell.id),
      description,
      policyDocument: policyDocument(statements(this.ground)),
    });
  }
}
