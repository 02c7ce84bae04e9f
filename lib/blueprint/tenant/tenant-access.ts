import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import type { Cell } from '../../fleet/fleet';
import type { ContractReader } from '../contract';
import {
  dataRoleName,
  objectPrefix,
  partitionKey,
  servicesRolePath,
  tenantPolicyArn,
  tenantsRolePath,
} from '../names';
import { ITEM_ACTIONS, MEDIA_ACTIONS } from './data-actions';

export interface TenantAccessProps {
  readonly fleet: string;
  readonly cell: Cell;
  readonly tenant: string;
  readonly contract: ContractReader;
  readonly brandingBucket: s3.Bucket;
  readonly distributionArn: string;
}

/** The role in which anything of this tenant is read or written, and which can reach nothing of anyone else. */
export class TenantAccess extends Construct {
  private readonly props: TenantAccessProps;

  constructor(scope: Construct, id: string, props: TenantAccessProps) {
    super(scope, id);
    this.props = props;
    const { fleet, cell, tenant } = props;
    const role = new iam.CfnRole(this, 'DataRole', {
      roleName: dataRoleName(tenant),
      path: tenantsRolePath(fleet, cell.id),
      description: `Reads and writes the data of tenant ${tenant}`,
      assumeRolePolicyDocument: this.trust(),
      ...(cell.access === undefined ? {} : { permissionsBoundary: tenantPolicyArn(fleet, cell, 'boundary') }),
      policies: [{ policyName: 'data', policyDocument: document(this.statements()) }],
    });
    Validations.of(role).acknowledge(
      ...[
        `arn:aws:s3:::<CellMediaBucketName>/${objectPrefix(tenant)}*`,
        '<BrandingBucketA74D134E.Arn>/brand/*',
      ].map((resource) => ({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'The tenant’s own prefix, which ends in a slash, and the tenant’s own bucket: what lies under them is ' +
          'the tenant’s to name.',
      })),
    );
  }

  /** The services of the cell, and only they. The account is the principal so that a service may be replaced. */
  private trust(): object {
    const { fleet, cell } = this.props;
    const services = `arn:aws:iam::${cell.account}:role${servicesRolePath(fleet, cell.id)}*`;
    return document([
      {
        Sid: 'ServicesOfTheCell',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${cell.account}:root` },
        Action: 'sts:AssumeRole',
        Condition: { ArnLike: { 'aws:PrincipalArn': services } },
      },
    ]);
  }

  private statements(): readonly object[] {
    const { cell, tenant, contract, brandingBucket, distributionArn } = this.props;
    const key = partitionKey(tenant);
    const mediaBucket = `arn:aws:s3:::${contract.read('media-bucket-name')}`;
    return [
      {
        Sid: 'TenantItems',
        Effect: 'Allow',
        Action: ITEM_ACTIONS,
        Resource: [`arn:aws:dynamodb:${cell.region}:${cell.account}:table/${contract.read('table-name')}`],
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [key, `${key}#*`] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      },
      {
        Sid: 'TenantMedia',
        Effect: 'Allow',
        Action: MEDIA_ACTIONS,
        Resource: [`${mediaBucket}/${objectPrefix(tenant)}*`],
      },
      {
        Sid: 'TenantMediaList',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: [mediaBucket],
        Condition: { StringLike: { 's3:prefix': `${objectPrefix(tenant)}*` } },
      },
      {
        Sid: 'TenantBrand',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: [brandingBucket.arnForObjects('brand/*')],
      },
      {
        Sid: 'TenantBrandList',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: [brandingBucket.bucketArn],
      },
      {
        Sid: 'TenantEdge',
        Effect: 'Allow',
        Action: 'cloudfront:CreateInvalidation',
        Resource: [distributionArn],
      },
    ];
  }
}

function document(statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}
