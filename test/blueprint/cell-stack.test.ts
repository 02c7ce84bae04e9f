import { runInNewContext } from 'node:vm';

import { Match } from 'aws-cdk-lib/assertions';

import { VIEWER_REQUEST_CODE } from '../../lib/blueprint/cell/viewer-request';
import { CELL_SHAPES, TENANT_SHAPES, cellInput } from './inputs';
import { cellTemplate, json, ofType, tenantTemplate } from './synthesized';

const CELL = cellTemplate(cellInput());

test('the table is protected, backed up continuously, encrypted and kept', () => {
  CELL.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    },
  });
});

test('every bucket is private, encrypted, versioned, kept, and refuses plain HTTP', () => {
  const buckets = ofType(CELL, 'AWS::S3::Bucket');
  expect(buckets).toHaveLength(3);
  for (const bucket of buckets) {
    expect(bucket).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: expect.anything() as unknown,
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
        VersioningConfiguration: { Status: 'Enabled' },
      },
    });
  }
  expect(ofType(CELL, 'AWS::S3::BucketPolicy')).toHaveLength(3);
});

test('the provisioner may take data roles of its own cell and read published files, and nothing else', () => {
  const [policy] = ofType(CELL, 'AWS::IAM::Policy');
  const document = policy?.Properties?.['PolicyDocument'] as {
    Statement: { Action: unknown; Resource: unknown }[];
  };
  expect(document.Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/multiplex/northlight/us-1/tenants/*'],
    ['s3:GetObject', 'arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1/*'],
    [['logs:CreateLogStream', 'logs:PutLogEvents'], expect.anything()],
  ]);
  expect(ofType(CELL, 'AWS::IAM::Policy')).toHaveLength(1);
});

test('the provisioner runs on Node 22 or newer on arm64, and is told where things are', () => {
  CELL.hasResourceProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'],
    Runtime: Match.stringLikeRegexp('^nodejs(2[2-9]|[3-9][0-9])\\.x$'),
    Environment: {
      Variables: { FLEET: 'northlight', CELL: 'us-1', ROLE_PATH_ARN: Match.stringLikeRegexp('/tenants/$') },
    },
  });
});

test('the base of the content security policy lets a page reach its own host and sign-in, and nothing else', () => {
  const [policy] = ofType(CELL, 'AWS::CloudFront::ResponseHeadersPolicy');
  const csp = JSON.stringify(policy?.Properties);
  expect(csp).toContain("default-src 'none'");
  expect(csp).toContain("frame-ancestors 'none'");
  expect(csp).not.toContain('unsafe-');
  expect(csp.match(/https:\/\/[a-z0-9.*-]+/g)).toEqual(['https://cognito-idp.us-east-1.amazonaws.com']);
});

test('a third party never gets a viewer’s cookies or authorisation', () => {
  CELL.hasResourceProperties('AWS::CloudFront::OriginRequestPolicy', {
    OriginRequestPolicyConfig: {
      Name: 'cell--us-1--integration',
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['Accept-Language', 'CloudFront-Viewer-Country', 'Origin', 'Referer', 'User-Agent'],
      },
    },
  });
});

test('a web ACL is made in us-east-1, and nowhere else, since CloudFront takes none from elsewhere', () => {
  CELL.resourceCountIs('AWS::WAFv2::WebACL', 1);
  cellTemplate(cellInput({ region: 'eu-west-1' })).resourceCountIs('AWS::WAFv2::WebACL', 0);
});

test('every value that a tenant reads is one that its cell writes', () => {
  const written = (shape: string): readonly unknown[] =>
    ofType(cellTemplate(CELL_SHAPES[shape] ?? cellInput()), 'AWS::SSM::Parameter').map(
      (parameter) => parameter.Properties?.['Name'],
    );
  for (const input of Object.values(TENANT_SHAPES).filter(({ cell }) => cell.region === 'us-east-1')) {
    const read = Object.values(json(tenantTemplate(input)).Parameters)
      .map((parameter) => parameter['Default'])
      .filter((name) => String(name).startsWith('/multiplex/'));
    expect(written('in us-east-1')).toEqual(expect.arrayContaining(read));
  }
});

test('the stack refuses to be deleted and says its fleet, cell and release', () => {
  const [table] = ofType(CELL, 'AWS::DynamoDB::Table');
  expect(table?.Properties?.['Tags']).toEqual([
    { Key: 'multiplex:cell', Value: 'us-1' },
    { Key: 'multiplex:fleet', Value: 'northlight' },
    { Key: 'multiplex:release', Value: 'next' },
  ]);
});

describe('the function at the edge', () => {
  /** Runs the text as CloudFront would: one function called `handler`. */
  function uriAfter(uri: string): string {
    const handler = runInNewContext(`${VIEWER_REQUEST_CODE}; handler`) as (event: {
      request: { uri: string };
    }) => { uri: string };
    return handler({ request: { uri } }).uri;
  }

  test.each(['/', '/row/live', '/watch/42', '/settings/'])('serves the player for the screen %s', (uri) => {
    expect(uriAfter(uri)).toBe('/index.html');
  });

  test.each(['/index.html', '/assets/player.3f2a.js', '/robots.txt'])('leaves the file %s alone', (uri) => {
    expect(uriAfter(uri)).toBe(uri);
  });
});
