import type { Refusal } from '../plan-document';
import { resourcesOf } from './compared-stack';
import type { ComparedStack, Template } from './compared-stack';
import { refuse } from './refusal-catalogue';

/** Types of resources that hold what nobody can make again, and what that is. */
const DATA_TYPES: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'backups',
  'AWS::Cognito::IdentityPool': 'identities',
  'AWS::Cognito::UserPool': 'accounts of viewers',
  'AWS::DocDB::DBCluster': 'documents',
  'AWS::DynamoDB::GlobalTable': 'items',
  'AWS::DynamoDB::Table': 'items',
  'AWS::EC2::Volume': 'blocks',
  'AWS::EFS::FileSystem': 'files',
  'AWS::ElastiCache::ReplicationGroup': 'entries',
  'AWS::KMS::Key': 'the key to what is encrypted with it',
  'AWS::Kinesis::Stream': 'records',
  'AWS::Logs::LogGroup': 'logs',
  'AWS::Neptune::DBCluster': 'a graph',
  'AWS::OpenSearchService::Domain': 'documents',
  'AWS::RDS::DBCluster': 'a database',
  'AWS::RDS::DBInstance': 'a database',
  'AWS::RDS::GlobalCluster': 'a database',
  'AWS::S3::Bucket': 'objects',
  'AWS::SQS::Queue': 'messages',
  'AWS::SecretsManager::Secret': 'a secret',
  'Custom::TenantPartition': 'the items of the tenant',
};

/** Resources that hold data and would be replaced or removed. */
export function dataRefusals({ stack, before, changes }: ComparedStack): readonly Refusal[] {
  const earlier = resourcesOf(before);
  return changes.resources.flatMap(({ logicalId, type: now, change, isRetained, properties }) => {
    const type = earlier.get(logicalId)?.type ?? now;
    const data = DATA_TYPES[type];
    if (data === undefined || change === 'added' || change === 'changed') {
      return [];
    }
    const fate = isRetained ? 'stays in the account without a stack' : 'is deleted';
    if (change === 'removed') {
      const message = `${type} holds ${data} and is removed; it ${fate}.`;
      return refuse('data-removed', stack, `Resources.${logicalId}`, message);
    }
    const why = properties.filter(({ impact }) => impact !== 'changed').map(({ path }) => path);
    const verb = change === 'replaced' ? 'is replaced by an empty one' : 'may be replaced by an empty one';
    return refuse(
      'data-replaced',
      stack,
      `Resources.${logicalId}.${why[0] ?? 'Type'}`,
      `${type} holds ${data} and ${verb}, since ${why.join(', ')} changes; the old one ${fate}.`,
    );
  });
}

/** What a template holds that nobody can make again: `AWS::S3::Bucket BrandingBucketA74D134E`. */
export function dataIn(template: Template): readonly string[] {
  return [...resourcesOf(template)]
    .filter(([, { type }]) => Object.hasOwn(DATA_TYPES, type))
    .map(([id, { type }]) => `${type} ${id}`);
}
