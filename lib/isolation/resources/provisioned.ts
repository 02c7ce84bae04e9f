import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import { contractText } from '../scope';
import { intrinsicOf, isList, isMapping } from '../template';
import type { Value } from '../template';
import { textOf } from '../text';
import { ownHost } from './edge';
import { each, mapping, oneOf, setting } from './property-rule';
import type { PropertyRule, PropertyRules } from './property-rule';
import type { TypeRule } from './type-rule';

/**
 * Properties that hold what the client wrote. The provisioner stores them in the tenant's partition and reads nothing
 * of them, so names in them reach nobody; see `lib/isolation/strings`.
 */
export const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  'Custom::TenantPartition': ['Catalogue', 'Configuration', 'Entitlements', 'Homepage'],
};

const document: PropertyRule = (value, at) => {
  const before = at.verdicts.length;
  examineDocument(value, at);
  if (at.verdicts.length === before) {
    holds(at, 'documents', 'it is text and numbers only');
  }
};

function examineDocument(value: Value, at: At): void {
  if (typeof value === 'string') {
    if (value.includes('{{resolve:')) {
      breaks(at, 'documents', 'CloudFormation would fetch what it names', { target: value });
    }
  } else if (isList(value)) {
    value.forEach((part, index) => {
      examineDocument(part, inside(at, index));
    });
  } else if (isMapping(value)) {
    const intrinsic = intrinsicOf(value);
    if (intrinsic !== undefined) {
      breaks(at, 'documents', `CloudFormation would compute ${intrinsic}`, { target: intrinsic });
    }
    for (const key in value) {
      examineDocument(value[key] ?? null, inside(at, key));
    }
  }
}

const serviceToken = oneOf('own-request', 'the provisioner of the own cell', {
  texts: [contractText('provisioner-arn')],
});

const ownTenant = oneOf('own-request', 'this tenant', {
  texts: ({ subject }) => (subject.kind === 'tenant' ? [subject.tenant] : []),
});

/**
 * A name in the bucket of published files, which all stacks of the account share: one object, by its digest, that
 * everybody may publish or only the tenant's own deployer.
 */
const sourceKey: PropertyRule = (value, at) => {
  const key = textOf(value, at.scope);
  const { objectPrefix } = at.scope.names;
  const name = key.startsWith(objectPrefix) ? key.slice(objectPrefix.length) : key;
  if (/^[a-z0-9]+\.zip$/.test(name)) {
    holds(at, 'own-request', 'it is one published archive, named by its content', { target: key });
  } else {
    breaks(at, 'own-request', 'it is not the name of one published archive', { target: key });
  }
};

const REQUEST: PropertyRules = {
  Release: setting,
  ServiceTimeout: setting,
  ServiceToken: serviceToken,
  Tenant: ownTenant,
};

export const TENANT_BRANDING: TypeRule = {
  reaches: 'the provisioner that all tenants of the cell share',
  required: ['Bucket', 'DistributionId', 'ServiceToken', 'Tenant'],
  properties: {
    ...REQUEST,
    Bucket: oneOf('own-request', 'a bucket of this stack', { own: { 'AWS::S3::Bucket': [''] } }),
    DistributionId: oneOf('own-request', 'the own distribution', {
      own: { 'AWS::CloudFront::Distribution': ['Id', ''] },
    }),
    SourceKey: sourceKey,
  },
};

export const TENANT_PARTITION: TypeRule = {
  reaches: 'the provisioner that all tenants of the cell share',
  required: ['ServiceToken', 'Tenant'],
  properties: {
    ...REQUEST,
    Accounts: mapping({
      ClientId: oneOf('own-request', 'a client of this stack', {
        own: { 'AWS::Cognito::UserPoolClient': [''] },
      }),
      UserPoolId: oneOf('own-request', 'a user pool of this stack', {
        own: { 'AWS::Cognito::UserPool': [''] },
      }),
    }),
    Catalogue: document,
    Configuration: mapping({ branding: document, hosts: each(ownHost), name: document, tier: document }),
    Entitlements: document,
    Homepage: document,
  },
};
