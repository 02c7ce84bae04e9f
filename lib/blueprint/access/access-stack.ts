import { Stack, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

import { GITHUB_ISSUER } from '../../fleet/schema/access';
import type { CellAccess } from '../../fleet/fleet';
import type { AccessInput } from '../input';
import {
  accessStackName,
  deployRoleName,
  deployersRolePath,
  executionRoleName,
  tenantPolicyArn,
  tenantStackName,
} from '../names';
import type { TenantPolicy } from '../names';
import { policyDocument } from './policy-ground';

/** The construct id of every such stack: the tenant is in `stackName`, so that no name is derived from it. */
const ACCESS_CONSTRUCT_ID = 'Access';

/** A deployment of the edge takes its time, and whoever deploys looks on. */
const DEPLOY_SESSION_SECONDS = 2 * 60 * 60;

/**
 * The two roles that a tenant is deployed with. They stand apart from the tenant's own stack, which they change, and
 * from the cell's, which a new tenant must not change. What they may do is said by the cell's policies, for the tenant
 * in their tag.
 */
export class AccessStack extends Stack {
  private readonly input: AccessInput;

  constructor(scope: Construct, input: AccessInput) {
    const { fleet, cell, tenant } = input;
    super(scope, ACCESS_CONSTRUCT_ID, {
      stackName: accessStackName(tenant.id),
      description: `Who deploys Multiplex tenant ${tenant.id} of fleet ${fleet}`,
      env: { account: cell.account, region: cell.region },
    });
    this.input = input;
    this.role('Deploy', deployRoleName(tenant.id), this.deployTrust(), ['deploy'], {
      description: `Deploys tenant ${tenant.id}`,
      maxSessionDuration: DEPLOY_SESSION_SECONDS,
    });
    this.role(
      'Execution',
      executionRoleName(tenant.id),
      [this.executionTrust()],
      ['execution', 'execution-edge'],
      { description: `Makes the resources of tenant ${tenant.id}` },
    );
    Tags.of(this).add('multiplex:fleet', fleet);
    Tags.of(this).add('multiplex:cell', cell.id);
    Tags.of(this).add('multiplex:tenant', tenant.id);
  }

  private role(
    id: string,
    roleName: string,
    trust: readonly object[],
    policies: readonly TenantPolicy[],
    props: Pick<iam.CfnRoleProps, 'description' | 'maxSessionDuration'>,
  ): void {
    const { fleet, cell } = this.input;
    new iam.CfnRole(this, id, {
      ...props,
      roleName,
      path: deployersRolePath(fleet, cell.id),
      assumeRolePolicyDocument: policyDocument(trust),
      managedPolicyArns: policies.map((policy) => tenantPolicyArn(fleet, cell, policy)),
    });
  }

  /** Neither may tag its session: the tag of the role says whose it is. */
  private deployTrust(): readonly object[] {
    const { github, principals } = this.input.cell.access;
    return [
      ...(github === undefined ? [] : [this.workflowTrust(github)]),
      ...(principals === undefined
        ? []
        : [
            {
              Sid: 'Principals',
              Effect: 'Allow',
              Principal: { AWS: principals },
              Action: 'sts:AssumeRole',
            },
          ]),
    ];
  }

  private workflowTrust({ repository, provider }: NonNullable<CellAccess['github']>): object {
    return {
      Sid: 'WorkflowsOfTheEnvironment',
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${GITHUB_ISSUER}:aud`]: 'sts.amazonaws.com',
          [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:environment:tenants/${this.input.tenant.id}`,
        },
      },
    };
  }

  /**
   * Only CloudFormation takes it. That CloudFormation says for which stack is documented for its extensions and not for
   * roles of stacks, so it is held to the own stack if it does; the deploy role can name no other in any case.
   */
  private executionTrust(): object {
    const { cell, tenant } = this.input;
    return {
      Sid: 'CloudFormationForTheOwnStack',
      Effect: 'Allow',
      Principal: { Service: 'cloudformation.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEqualsIfExists: { 'aws:SourceAccount': cell.account },
        ArnLikeIfExists: {
          'aws:SourceArn': `arn:aws:cloudformation:${cell.region}:${cell.account}:stack/${tenantStackName(tenant.id)}/*`,
        },
      },
    };
  }
}
