import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

import { invariant } from '../diagnostics/invariant';

const OLD_VERSIONS_DAYS = 90;
const UNFINISHED_UPLOAD_DAYS = 7;
const TLS_VERSION_MIN = 1.2;

export interface PrivateBucketProps {
  /** @default CloudFormation names it */
  readonly name?: string;
  /** Where requests to the bucket are recorded. @default they are not */
  readonly accessLogs?: { readonly bucketName: string; readonly prefix: string };
  /** @default objects belong to the bucket's owner and access control lists have no effect */
  readonly objectOwnership?: s3.ObjectOwnership;
  /** Days after which objects go. @default they stay */
  readonly expirationDays?: number;
}

/** A bucket that nobody but this account reads, over TLS, encrypted, versioned and kept when its stack goes. */
export function privateBucket(scope: Construct, id: string, props: PrivateBucketProps = {}): s3.Bucket {
  const bucket = new s3.Bucket(scope, id, {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: TLS_VERSION_MIN,
    objectOwnership: props.objectOwnership ?? s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(UNFINISHED_UPLOAD_DAYS),
        noncurrentVersionExpiration: Duration.days(OLD_VERSIONS_DAYS),
        ...(props.expirationDays === undefined ? {} : { expiration: Duration.days(props.expirationDays) }),
      },
    ],
  });
  const resource = bucket.node.defaultChild;
  invariant(resource instanceof s3.CfnBucket, 'a bucket is made by one resource');
  if (props.name !== undefined) {
    // Past the checks of the construct, which would look into a value that stands for any.
    resource.bucketName = props.name;
  }
  if (props.accessLogs !== undefined) {
    // By name, since the bucket for logs may be of another stack.
    resource.loggingConfiguration = {
      destinationBucketName: props.accessLogs.bucketName,
      logFilePrefix: props.accessLogs.prefix,
    };
  }
  return bucket;
}
