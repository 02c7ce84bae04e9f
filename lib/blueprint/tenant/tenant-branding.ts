import { CustomResource, Duration, FileAssetPackaging, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import type { Cell } from '../../fleet/fleet';
import type { ContractReader } from '../contract';
import type { TenantInput } from '../input';
import { brandingBucketName, objectPrefix } from '../names';
import { privateBucket } from '../private-bucket';
import type { TenantAccess } from './tenant-access';

/** Longer than the provisioner runs, so that its answer always comes first. */
export const PROVISIONER_WAIT = Duration.minutes(6);

export interface BrandingProps {
  readonly tenant: string;
  readonly cell: Cell;
  readonly contract: ContractReader;
}

export interface PublicationProps {
  readonly input: TenantInput;
  readonly contract: ContractReader;
  readonly access: TenantAccess;
  readonly distributionId: string;
}

/** The tenant's brand: a bucket of its own, and the publication of the files in `tenants/<id>/brand/` to it. */
export class TenantBranding extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, { tenant, cell, contract }: BrandingProps) {
    super(scope, id);
    this.bucket = privateBucket(this, 'Bucket', {
      ...(cell.access === undefined ? {} : { name: brandingBucketName(tenant, cell) }),
      accessLogs: {
        bucketName: contract.read('log-bucket-name'),
        prefix: `s3/${objectPrefix(tenant)}`,
      },
    });
  }

  /** Lets this tenant's distribution read, and no other. */
  allowReads(distributionArn: string): void {
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'OwnDistribution',
        actions: ['s3:GetObject'],
        principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceArn': distributionArn } },
      }),
    );
  }

  /** Publishes the brand files as one change: viewers see the old brand or the new one, never half of each. */
  publish({ input, contract, access, distributionId }: PublicationProps): void {
    const { objectKey } = Stack.of(this).synthesizer.addFileAsset({
      fileName: input.brand.folder,
      sourceHash: input.brand.digest,
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
    });
    const publication = new CustomResource(this, 'Publication', {
      resourceType: 'Custom::TenantBranding',
      serviceToken: contract.read('provisioner-arn'),
      serviceTimeout: PROVISIONER_WAIT,
      properties: {
        Tenant: input.tenant.id,
        Release: input.tenant.release,
        Bucket: this.bucket.bucketName,
        SourceKey: objectKey,
        DistributionId: distributionId,
      },
    });
    publication.node.addDependency(access);
  }
}
