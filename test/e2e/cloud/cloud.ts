import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';

import { clientConfig } from '../target';
import type { Target } from '../target';

/** The AWS SDK, pointed at the target of the run. */
export interface Cloud {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudFront: CloudFrontClient;
  readonly dynamoDb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
}

export function connect(target: Target): Cloud {
  const config = clientConfig(target);
  return {
    cloudFormation: new CloudFormationClient(config),
    cloudFront: new CloudFrontClient(config),
    dynamoDb: new DynamoDBClient(config),
    s3: new S3Client({ ...config, forcePathStyle: target.emulated }),
    sts: new STSClient(config),
  };
}
