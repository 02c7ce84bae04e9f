import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';

import { ContractReader } from '../contract';
import { enabledFeatures } from '../feature-catalogue';
import type { EnabledFeature } from '../feature-catalogue';
import type { TenantInput } from '../input';
import { tenantStackName } from '../names';
import { TenantAccess } from './tenant-access';
import { TenantAccounts } from './tenant-accounts';
import { TenantAnalytics } from './tenant-analytics';
import { TenantBranding } from './tenant-branding';
import { TenantDns } from './tenant-dns';
import { TenantEdge } from './tenant-edge';
import { TenantPartition } from './tenant-partition';
import { TenantSynthesizer } from './tenant-synthesizer';

/** The construct id of every tenant's stack: the tenant is in `stackName`, so that no name is derived from it. */
const TENANT_CONSTRUCT_ID = 'Tenant';

/** One client brand: everything that is its own, and nothing that is anyone else's. */
export class TenantStack extends Stack {
  constructor(scope: Construct, input: TenantInput) {
    const { fleet, cell, tenant } = input;
    super(scope, TENANT_CONSTRUCT_ID, {
      stackName: tenantStackName(tenant.id),
      description: `Multiplex tenant ${tenant.id} of fleet ${fleet}`,
      env: { account: cell.account, region: cell.region },
      ...(cell.access === undefined ? {} : { synthesizer: new TenantSynthesizer(fleet, cell, tenant.id) }),
    });
    const contract = new ContractReader(this, 'Contract', { fleet, cell: cell.id });
    const features = enabledFeatures(tenant.features);
    const branding = new TenantBranding(this, 'Branding', { tenant: tenant.id, cell, contract });
    const edge = new TenantEdge(this, 'Edge', {
      ...input,
      contract,
      brandingBucket: branding.bucket,
      contributions: features.flatMap(({ feature, settings }) => feature.edge?.(settings) ?? []),
    });
    branding.allowReads(edge.distributionArn);
    const accounts = new TenantAccounts(this, 'Accounts', { tenant: tenant.id });
    const access = new TenantAccess(this, 'Access', {
      fleet,
      cell,
      tenant: tenant.id,
      contract,
      brandingBucket: branding.bucket,
      distributionArn: edge.distributionArn,
    });
    new TenantPartition(this, 'Partition', { ...input, contract, accounts, access });
    branding.publish({ input, contract, access, distributionId: edge.distributionId });
    new TenantAnalytics(this, 'Analytics', {
      tenant: tenant.id,
      cell,
      contract,
      distributionId: edge.distributionId,
    });
    if (input.hosts.kind === 'cell') {
      new TenantDns(this, 'Dns', { host: input.hosts.name, contract, target: edge.domainName });
    }
    this.addFeatures(features, input, contract, edge);
    edge.protectWithCell();
    this.addOutputs(edge, accounts);
    this.addTags(input);
  }

  private addFeatures(
    features: readonly EnabledFeature[],
    { tenant, cell }: TenantInput,
    contract: ContractReader,
    edge: TenantEdge,
  ): void {
    for (const { feature, settings } of features) {
      if (feature.resources !== undefined) {
        const scope = new Construct(this, `Feature-${feature.name}`);
        feature.resources(scope, { tenant: tenant.id, cell, contract, edge }, settings);
      }
    }
  }

  private addOutputs(edge: TenantEdge, accounts: TenantAccounts): void {
    new CfnOutput(this, 'DistributionId', { value: edge.distributionId });
    new CfnOutput(this, 'DistributionDomainName', {
      value: edge.domainName,
      description: 'Where the DNS of own domains must point',
    });
    new CfnOutput(this, 'UserPoolId', { value: accounts.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: accounts.userPoolClientId });
  }

  private addTags({ fleet, cell, tenant }: TenantInput): void {
    Tags.of(this).add('multiplex:fleet', fleet);
    Tags.of(this).add('multiplex:cell', cell.id);
    Tags.of(this).add('multiplex:tenant', tenant.id);
    Tags.of(this).add('multiplex:tier', tenant.tier);
    Tags.of(this).add('multiplex:release', tenant.release);
  }
}
