import type { Cell } from '../../fleet/fleet';
import { HOLDER } from '../tenant-tag';
import { dataRoleName, tenantStackName, tenantsRolePath } from '../names';

/** What the policies of a cell's tenants stand on: resources of the cell, by ARN. */
export interface PolicyGround {
  readonly fleet: string;
  readonly cell: Cell;
  readonly tableArn: string;
  readonly mediaBucketArn: string;
  readonly logBucketArn: string;
  readonly provisionerArn: string;
  /** @default the cell has none */
  readonly webAclArn?: string;
}

/** The bootstrap stack's default qualifier. */
export const BOOTSTRAP_QUALIFIER = 'hnb659fds';

export function policyDocument(statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

/** The data role of whoever holds the policy. */
export function dataRoleArn({ fleet, cell }: Pick<PolicyGround, 'fleet' | 'cell'>): string {
  return `arn:aws:iam::${cell.account}:role${tenantsRolePath(fleet, cell.id)}${dataRoleName(HOLDER)}`;
}

/** What has the name of the holder's stack, `--` and more: no id holds `--`, so it is nobody else's. */
export function ownName(before: string): string {
  return `${before}${tenantStackName(HOLDER)}--*`;
}

/** The values of the contract, and the version of the bootstrap stack, which a template reads when it is deployed. */
export function parameters({ fleet, cell }: PolicyGround): object {
  const before = `arn:aws:ssm:${cell.region}:${cell.account}:parameter`;
  return {
    Sid: 'Contract',
    Effect: 'Allow',
    Action: ['ssm:GetParameter', 'ssm:GetParameters'],
    Resource: [
      `${before}/multiplex/${fleet}/cells/${cell.id}/*`,
      `${before}/cdk-bootstrap/${BOOTSTRAP_QUALIFIER}/version`,
    ],
  };
}
