import { objectPrefix, partitionKey } from '../names';
import { ITEM_ACTIONS, MEDIA_ACTIONS } from '../tenant/data-actions';
import { HOLDER, IS_OWN } from '../tenant-tag';
import { dataRoleArn, ownName } from './policy-ground';
import type { PolicyGround } from './policy-ground';

/**
 * The most that a role may hold which a tenant's execution role makes: the data of that tenant. Whoever deploys a tenant
 * can let anybody take its data role, in a session with any tags, and those would be believed before the role's own.
 * So each statement holds the tag to the name of the role, which a session cannot choose.
 */
export function boundaryStatements(ground: PolicyGround): readonly object[] {
  const { cell, tableArn, mediaBucketArn } = ground;
  const role = { ArnEquals: { 'aws:PrincipalArn': dataRoleArn(ground) } };
  const key = partitionKey(HOLDER);
  const allow = (
    Sid: string,
    Action: readonly string[],
    Resource: string,
    Condition: object = {},
  ): object => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource: [Resource],
    Condition: { ...role, ...Condition },
  });
  return [
    allow('Items', ITEM_ACTIONS, tableArn, {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [key, `${key}#*`] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    }),
    allow('Media', MEDIA_ACTIONS, `${mediaBucketArn}/${objectPrefix(HOLDER)}*`),
    allow('MediaList', ['s3:ListBucket'], mediaBucketArn, {
      StringLike: { 's3:prefix': `${objectPrefix(HOLDER)}*` },
    }),
    allow('Brand', ['s3:GetObject', 's3:PutObject', 's3:ListBucket'], ownName('arn:aws:s3:::')),
    allow(
      'Edge',
      ['cloudfront:CreateInvalidation'],
      `arn:aws:cloudfront::${cell.account}:distribution/*`,
      IS_OWN,
    ),
  ];
}
