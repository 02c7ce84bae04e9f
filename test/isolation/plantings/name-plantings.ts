import { TENANT, plantingsIn, property, without } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const POOL = 'AWS::Cognito::UserPool';
const PARTITION = 'Custom::TenantPartition';
const BRANDING = 'Custom::TenantBranding';

function set(path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(path, value);
  };
}

const ROWS: readonly Row[] = [
  [
    'the provisioner is asked for another tenant',
    property(PARTITION, 'Tenant', 'rally-north'),
    'own-request',
    'it is not this tenant',
  ],
  [
    'the provisioner is of another cell',
    property(PARTITION, 'ServiceToken', 'arn:aws:lambda:us-east-1:111122223333:function:cell--us-2'),
    'own-request',
    'it is not the provisioner of the own cell',
  ],
  [
    'the provisioner is asked for more than it is known to take',
    property(PARTITION, 'Table', 'x'),
    'known-property',
    'no rule examines Table',
  ],
  [
    'the provisioner is asked for no tenant',
    without(PARTITION, 'Tenant'),
    'known-property',
    'Tenant is missing',
  ],
  [
    'brand files go to another bucket',
    property(BRANDING, 'Bucket', 'tenant--rally-north-branding'),
    'own-request',
    'it is not a bucket of this stack',
  ],
  [
    'the cache of another distribution is emptied',
    property(BRANDING, 'DistributionId', 'E2QWRUHAPOMQZL'),
    'own-request',
    'it is not the own distribution',
  ],
  [
    'brand files are taken from a path',
    property(BRANDING, 'SourceKey', '../rally-north/brand.zip'),
    'own-request',
    'it is not the name of one published archive',
  ],
  [
    'the partition says hosts of another tenant',
    property(PARTITION, 'Configuration.hosts', ['watch.rally-north.example']),
    'own-hosts',
    'it is none of',
  ],
  [
    'what the client wrote is computed',
    property(PARTITION, 'Catalogue', { categories: [{ id: 'live', title: { Ref: 'CellTableName' } }] }),
    'documents',
    'CloudFormation would compute Ref',
  ],
  [
    'what the client wrote is fetched',
    property(PARTITION, 'Homepage', [{ title: '{{resolve:ssm:/x}}', category: 'live' }]),
    'documents',
    'CloudFormation would fetch',
  ],
  [
    'a name is of another tenant',
    property(POOL, 'UserPoolName', 'tenant--rally-north'),
    'own-name',
    'it is neither tenant--northlight-canary',
  ],
  [
    'a name begins like the own one',
    property(POOL, 'UserPoolName', 'tenant--northlight-canary2'),
    'own-name',
    'it is neither tenant--northlight-canary',
  ],
  [
    'a tag says another tenant',
    property(POOL, 'UserPoolTags.multiplex:tenant', 'rally-north'),
    'own-tags',
    'multiplex:tenant is northlight-canary',
  ],
  [
    'a tag says another cell',
    property('AWS::S3::Bucket', 'Tags.0.Value', 'us-2'),
    'own-tags',
    'multiplex:cell is us-1',
  ],
  [
    'a text names a stack of another tenant',
    property(POOL, 'EmailVerificationSubject', 'see tenant--acme for more'),
    'own-strings',
    'tenant--acme names a tenant',
  ],
  [
    'a text names the partition of another tenant',
    property(POOL, 'EmailVerificationSubject', 'TENANT#acme'),
    'own-strings',
    'TENANT#acme names a tenant',
  ],
  [
    'a text names the objects of another tenant',
    property(POOL, 'EmailVerificationSubject', 's3://x/tenants/acme/y'),
    'own-strings',
    'tenants/acme names a tenant',
  ],
  [
    'a text names a tenant that begins like the own one',
    property(POOL, 'EmailVerificationSubject', 'tenants/northlight-canary-2'),
    'own-strings',
    'names a tenant',
  ],
  [
    'a key names another tenant',
    property('AWS::WAFv2::WebACL', 'Rules.0.tenants/acme', 'x'),
    'own-strings',
    'tenants/acme names a tenant',
  ],
  [
    'the description names another tenant’s stack',
    set('Description', 'tenant--acme'),
    'own-strings',
    'tenant--acme names a tenant',
  ],
];

/** Faults in whom a stack speaks of and for. */
export const NAME_PLANTINGS = plantingsIn(TENANT, ROWS);
