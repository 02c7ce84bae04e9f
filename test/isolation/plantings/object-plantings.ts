import { ACCOUNT, TENANT, plantingsIn } from '../planting';
import type { Editable, Row } from '../planting';
import { ID, STATEMENT, allow, join, role, withoutOfRole } from '../role-edits';

const MEDIA_BUCKET: Editable = { Ref: 'CellMediaBucketName' };

const ROWS: readonly Row[] = [
  [
    'the whole media bucket is granted',
    role(`${STATEMENT.media}.Resource`, join('arn:aws:s3:::', MEDIA_BUCKET, '/*')),
    'own-media',
    'does not begin with',
  ],
  [
    'all tenants of the media bucket are granted',
    role(`${STATEMENT.media}.Resource`, join('arn:aws:s3:::', MEDIA_BUCKET, '/tenants/*')),
    'own-media',
    'does not begin with',
  ],
  [
    'the media prefix lacks its slash',
    role(`${STATEMENT.media}.Resource`, join('arn:aws:s3:::', MEDIA_BUCKET, `/tenants/${ID}*`)),
    'own-media',
    'does not begin with',
  ],
  [
    'the media prefix ends in a hyphen',
    role(`${STATEMENT.media}.Resource`, join('arn:aws:s3:::', MEDIA_BUCKET, `/tenants/${ID}-*`)),
    'own-media',
    'does not begin with',
  ],
  [
    'the media prefix is of another tenant',
    role(`${STATEMENT.media}.Resource`, join('arn:aws:s3:::', MEDIA_BUCKET, '/tenants/rally-north/*')),
    'own-media',
    'does not begin with',
  ],
  [
    'the media prefix is a policy variable',
    role(
      `${STATEMENT.media}.Resource`,
      join('arn:aws:s3:::', MEDIA_BUCKET, '/tenants/${aws:PrincipalTag/tenant}/*'),
    ),
    'own-media',
    'does not begin with',
  ],
  [
    'an action on objects is a wildcard',
    role(`${STATEMENT.media}.Action`, 's3:*'),
    'own-media',
    's3:* is not listed',
  ],
  [
    'an access control list may be written',
    role(`${STATEMENT.media}.Action`, ['s3:GetObject', 's3:PutObjectAcl']),
    'own-media',
    's3:PutObjectAcl is not listed',
  ],
  [
    'the media bucket may be listed whole',
    withoutOfRole(`${STATEMENT.list}.Condition`),
    'own-media-list',
    'no StringLike or StringEquals holds each s3:prefix',
  ],
  [
    'listing is held to a prefix without a slash',
    role(`${STATEMENT.list}.Condition.StringLike`, { 's3:prefix': `tenants/${ID}*` }),
    'own-media-list',
    's3:prefix',
  ],
  [
    'listing is held to two prefixes, one of them empty',
    role(`${STATEMENT.list}.Condition.StringLike`, { 's3:prefix': [`tenants/${ID}/*`, ''] }),
    'own-media-list',
    's3:prefix',
  ],
  [
    'listing is held by an operator that lets a missing prefix pass',
    role(`${STATEMENT.list}.Condition`, { StringLikeIfExists: { 's3:prefix': `tenants/${ID}/*` } }),
    'own-media-list',
    's3:prefix',
  ],
  [
    'listing is held by a set operator, which an absent prefix satisfies',
    role(`${STATEMENT.list}.Condition`, { 'ForAllValues:StringLike': { 's3:prefix': `tenants/${ID}/*` } }),
    'own-media-list',
    's3:prefix',
  ],
  [
    'listing is held by the delimiter instead of the prefix',
    role(`${STATEMENT.list}.Condition`, { StringEquals: { 's3:delimiter': '/' } }),
    'own-media-list',
    's3:prefix',
  ],
  [
    'the bucket of another stack is written out',
    allow('s3:GetObject', 'arn:aws:s3:::tenant--rally-north--brandingbucket/*'),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'the log bucket is read',
    allow('s3:GetObject', join('arn:aws:s3:::', { Ref: 'CellLogBucketName' }, `/tenants/${ID}/*`)),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'a wildcard follows the ARN of the own bucket',
    role(`${STATEMENT.brand}.Resource`, join({ 'Fn::GetAtt': ['BrandingBucketA74D134E', 'Arn'] }, '*')),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'the policy of the own bucket may be changed',
    role(`${STATEMENT.brand}.Action`, 's3:PutBucketPolicy'),
    'own-resource',
    's3:PutBucketPolicy is not listed',
  ],
  [
    'the own distribution may be changed',
    role(`${STATEMENT.edge}.Action`, 'cloudfront:UpdateDistribution'),
    'own-resource',
    'cloudfront:UpdateDistribution is not listed',
  ],
  [
    'every distribution may be invalidated',
    role(`${STATEMENT.edge}.Resource`, `arn:aws:cloudfront::${ACCOUNT}:distribution/*`),
    'own-resource',
    'neither a resource of this stack',
  ],
];

/** Faults in what the role of a tenant may do with buckets and distributions. */
export const OBJECT_PLANTINGS = plantingsIn(TENANT, ROWS);
