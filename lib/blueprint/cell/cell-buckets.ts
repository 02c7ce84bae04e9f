import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import { privateBucket } from '../private-bucket';

const LOG_DAYS = 400;

/** The buckets that the tenants of a cell share: each tenant has its own prefix in `media` and `logs`. */
export class CellBuckets extends Construct {
  readonly app: s3.Bucket;
  readonly logs: s3.Bucket;
  readonly media: s3.Bucket;

  private readonly account: string;

  constructor(scope: Construct, id: string, props: { readonly account: string }) {
    super(scope, id);
    this.account = props.account;
    this.logs = this.logBucket();
    this.media = this.servedBucket('Media', 's3/media/');
    this.app = this.servedBucket('App', 's3/app/');
  }

  /** CloudFront's standard logs, which work in every Region, are delivered by access control list. */
  private logBucket(): s3.Bucket {
    const bucket = privateBucket(this, 'Logs', {
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      expirationDays: LOG_DAYS,
    });
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AccessLogsOfBuckets',
        actions: ['s3:PutObject'],
        principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
        resources: [bucket.arnForObjects('s3/*')],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds the access logs of the other buckets; recording its own would never end.',
    });
    return bucket;
  }

  /**
   * Every distribution of the account may read: naming each would make a tenant a change of its cell. What a
   * distribution asks for is set by its origin path, which the isolation rules hold to the tenant's own prefix.
   */
  private servedBucket(id: string, prefix: string): s3.Bucket {
    const bucket = privateBucket(this, id, { accessLogs: { bucketName: this.logs.bucketName, prefix } });
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'DistributionsOfThisAccount',
        actions: ['s3:GetObject'],
        principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
        resources: [bucket.arnForObjects('*')],
        // The ARN holds the account; CloudFront is not documented to send it as a key of its own.
        conditions: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${this.account}:distribution/*` } },
      }),
    );
    return bucket;
  }
}
