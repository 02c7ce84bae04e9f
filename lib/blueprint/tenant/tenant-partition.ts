import { CustomResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';

import type { ContractReader } from '../contract';
import type { TenantInput } from '../input';
import type { TenantAccess } from './tenant-access';
import type { TenantAccounts } from './tenant-accounts';
import { PROVISIONER_WAIT } from './tenant-branding';

export interface TenantPartitionProps extends TenantInput {
  readonly contract: ContractReader;
  readonly access: TenantAccess;
  readonly accounts: TenantAccounts;
}

/**
 * The tenant's items in the shared table: configuration, entitlements, catalogue and homepage. They are properties
 * as they were written, so that a change of one word shows as that word in every diff.
 */
export class TenantPartition extends Construct {
  constructor(scope: Construct, id: string, props: TenantPartitionProps) {
    super(scope, id);
    const { tenant, documents, hosts, contract, accounts, access } = props;
    const items = new CustomResource(this, 'Items', {
      resourceType: 'Custom::TenantPartition',
      serviceToken: contract.read('provisioner-arn'),
      serviceTimeout: PROVISIONER_WAIT,
      properties: {
        Tenant: tenant.id,
        Release: tenant.release,
        Configuration: {
          name: tenant.name,
          tier: tenant.tier,
          hosts: hosts.kind === 'own' ? hosts.names : [hosts.name],
          branding: documents.branding,
        },
        Entitlements: documents.entitlements,
        Catalogue: documents.catalogue,
        Homepage: documents.homepage,
        Accounts: { UserPoolId: accounts.userPoolId, ClientId: accounts.userPoolClientId },
      },
    });
    items.node.addDependency(access);
  }
}
