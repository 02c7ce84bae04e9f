import { Duration, FileAssetPackaging, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import type { Cell } from '../../fleet/fleet';
import type { FileInput } from '../input';
import { servicesRolePath, tenantsRolePath } from '../names';

/** CloudFormation waits longer than this, so a run that is cut off has still answered. */
const TIMEOUT_MINUTES = 5;
const MEMORY_MEBIBYTES = 512;

/** The bootstrap stack's default qualifier, which names the bucket that assets are published to. */
const ASSETS_QUALIFIER = 'hnb659fds';

export interface CellProvisionerProps {
  readonly fleet: string;
  readonly cell: Cell;
  readonly tableName: string;
  readonly code: FileInput;
}

/**
 * The function behind the custom resources of every tenant in the cell. Its own role may do two things: read the
 * published brand files, and take a tenant's data role. All writing is done in that role, so that what is written
 * for one tenant cannot reach another.
 */
export class CellProvisioner extends Construct {
  readonly handler: lambda.Function;

  constructor(scope: Construct, id: string, props: CellProvisionerProps) {
    super(scope, id);
    const { fleet, cell } = props;
    const assetsBucket = `cdk-${ASSETS_QUALIFIER}-assets-${cell.account}-${cell.region}`;
    const tenantRoles = `arn:aws:iam::${cell.account}:role${tenantsRolePath(fleet, cell.id)}`;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Writes items and brand files of tenants, in the role of the tenant',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'provisioner.handler',
      code: this.code(props.code, assetsBucket),
      role: this.role(fleet, cell, logGroup, assetsBucket, tenantRoles),
      timeout: Duration.minutes(TIMEOUT_MINUTES),
      memorySize: MEMORY_MEBIBYTES,
      // A retry of the whole run is CloudFormation's to make, which knows whether it was answered.
      retryAttempts: 0,
      logGroup,
      environment: {
        FLEET: fleet,
        CELL: cell.id,
        TABLE_NAME: props.tableName,
        ASSETS_BUCKET: assetsBucket,
        ROLE_PATH_ARN: tenantRoles,
      },
    });
  }

  /** The digest is of the compiled code itself, so that the same release gives the same template anywhere. */
  private code(code: FileInput, assetsBucket: string): lambda.Code {
    const { objectKey } = Stack.of(this).synthesizer.addFileAsset({
      fileName: code.folder,
      sourceHash: code.digest,
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
    });
    return lambda.Code.fromBucketV2(s3.Bucket.fromBucketName(this, 'Assets', assetsBucket), objectKey);
  }

  private role(
    fleet: string,
    cell: Cell,
    logGroup: logs.LogGroup,
    assetsBucket: string,
    tenantRoles: string,
  ): iam.Role {
    const role = new iam.Role(this, 'Role', {
      path: servicesRolePath(fleet, cell.id),
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        sid: 'TakeTheRoleOfATenant',
        actions: ['sts:AssumeRole'],
        resources: [`${tenantRoles}*`],
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        sid: 'ReadPublishedFiles',
        actions: ['s3:GetObject'],
        resources: [`arn:aws:s3:::${assetsBucket}/*`],
      }),
    );
    logGroup.grantWrite(role);
    Validations.of(role).acknowledge(
      ...[`${tenantRoles}*`, `arn:aws:s3:::${assetsBucket}/*`].map((resource) => ({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'Adding a tenant must not change its cell, so the roles and files of tenants to come are named by prefix: ' +
          'an IAM path that holds only data roles of this cell, and the bucket that deployments publish to.',
      })),
    );
    return role;
  }
}
