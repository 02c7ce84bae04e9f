import { Match } from 'aws-cdk-lib/assertions';

import { TENANT_SHAPES, tenantInput } from './inputs';
import { ofType, tenantTemplate } from './synthesized';

const FOUNDATIONAL = tenantTemplate(tenantInput());

describe('the data of a tenant', () => {
  test('the role reaches the items of the tenant by the exact condition, and nothing without a leading key', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'tenant--rally-north--data',
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              {
                Sid: 'TenantItems',
                Effect: 'Allow',
                Action: [
                  'dynamodb:GetItem',
                  'dynamodb:BatchGetItem',
                  'dynamodb:Query',
                  'dynamodb:ConditionCheckItem',
                  'dynamodb:PutItem',
                  'dynamodb:UpdateItem',
                  'dynamodb:DeleteItem',
                  'dynamodb:BatchWriteItem',
                ],
                Resource: [
                  {
                    'Fn::Join': [
                      '',
                      ['arn:aws:dynamodb:us-east-1:111122223333:table/', { Ref: 'CellTableName' }],
                    ],
                  },
                ],
                Condition: {
                  'ForAllValues:StringLike': {
                    'dynamodb:LeadingKeys': ['TENANT#rally-north', 'TENANT#rally-north#*'],
                  },
                  Null: { 'dynamodb:LeadingKeys': 'false' },
                },
              },
            ]),
          },
        },
      ],
    });
  });

  test('only services of the cell may take the role', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            Action: 'sts:AssumeRole',
            Condition: {
              ArnLike: {
                'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/multiplex/northlight/us-1/services/*',
              },
            },
          },
        ],
      },
    });
  });

  test('buckets and user pools stay when the stack goes, and are never replaced away', () => {
    for (const input of Object.values(TENANT_SHAPES)) {
      const template = tenantTemplate(input);
      for (const type of ['AWS::S3::Bucket', 'AWS::Cognito::UserPool']) {
        const resources = ofType(template, type);
        expect(resources).toHaveLength(1);
        expect(resources[0]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
    FOUNDATIONAL.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  test('the branding bucket is private, encrypted and versioned, and answers one distribution over TLS', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    FOUNDATIONAL.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Sid: 'OwnDistribution',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('the partition says what was configured, word for word', () => {
    FOUNDATIONAL.hasResourceProperties('Custom::TenantPartition', {
      Tenant: 'rally-north',
      Configuration: {
        name: 'Rally North',
        tier: 'foundational',
        hosts: ['rally-north.us-1.northlight.example'],
      },
      Entitlements: { watchlist: {} },
      Catalogue: { categories: [{ id: 'live', title: 'Live' }] },
      Homepage: [{ title: 'On now', category: 'live' }],
    });
  });

  test('the brand is published from the archive that its digest names', () => {
    FOUNDATIONAL.hasResourceProperties('Custom::TenantBranding', { SourceKey: `${'b'.repeat(64)}.zip` });
  });
});
