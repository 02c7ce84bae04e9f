import { ResourceImpact, fullDiff } from '@aws-cdk/cloudformation-diff';

import { synthesizeTenant } from '../../lib/blueprint/blueprint';
import type { FeatureSettings, Fleet, Tenant } from '../../lib/fleet/fleet';
import { tierFeatures } from '../../lib/fleet/fleet';
import { tenantInput } from '../../lib/render/stack-input';
import { synthesizeStack } from '../../lib/render/synthesize-stack';
import { exampleFleet } from './example-fleet';

const TIERS = ['foundational', 'premium', 'enterprise'] as const;

/** Settings for the features that need some, so that an unlock turns on all that a tier grants. */
const SETTINGS: Readonly<Record<string, FeatureSettings>> = {
  ads: { host: 'ads.fairground-media.example', breaksPerHour: 4 },
  payments: { host: 'checkout.tollgate.example', currency: 'USD' },
};

const DATA_BEARING = ['AWS::S3::Bucket', 'AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient'];

const REPLACES = [
  ResourceImpact.WILL_REPLACE,
  ResourceImpact.MAY_REPLACE,
  ResourceImpact.WILL_DESTROY,
  ResourceImpact.WILL_ORPHAN,
];

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties: { readonly DistributionConfig?: { readonly Aliases: string[] } };
      }
    >
  >;
}

function templateAt(fleet: Fleet, tenant: Tenant, tier: string): Template {
  const features = Object.fromEntries(
    tierFeatures(fleet.tiers, tier).map((name) => [name, tenant.features[name] ?? SETTINGS[name] ?? {}]),
  );
  const unlocked = { ...tenant, tier, features };
  const { template } = synthesizeStack(`tenants/${tenant.id}`, (outdir) =>
    synthesizeTenant(tenantInput(fleet, unlocked, '/fleet'), outdir),
  );
  return JSON.parse(template) as Template;
}

function aliases(template: Template): readonly string[] {
  return Object.values(template.Resources).flatMap(
    ({ Properties }) => Properties.DistributionConfig?.Aliases ?? [],
  );
}

describe('a higher tier is an unlock and never a migration', () => {
  const steps = TIERS.slice(1).map((to, index) => [TIERS[index] ?? TIERS[0], to] as const);

  test.each(steps)(
    'from %s to %s, no example tenant loses or replaces a resource or changes its host names',
    async (from, to) => {
      const { fleet } = await exampleFleet();
      for (const tenant of fleet.tenants) {
        const before = templateAt(fleet, tenant, from);
        const after = templateAt(fleet, tenant, to);
        const changes = fullDiff({ ...before }, { ...after }).resources.changes;
        const replaced = Object.entries(changes).filter(([, change]) =>
          REPLACES.includes(change.changeImpact),
        );
        expect({ tenant: tenant.id, replaced: replaced.map(([id]) => id) }).toEqual({
          tenant: tenant.id,
          replaced: [],
        });
        expect(aliases(after)).toEqual(aliases(before));
      }
    },
  );

  test('the comparison would see a data-bearing resource that is replaced or gone', async () => {
    const { fleet } = await exampleFleet();
    const [tenant] = fleet.tenants;
    const before = templateAt(fleet, tenant ?? fail(), 'foundational');
    for (const type of DATA_BEARING.slice(0, 2)) {
      const [id] = Object.entries(before.Resources).find(([, resource]) => resource.Type === type) ?? fail();
      const { [id]: gone, ...rest } = before.Resources;
      const change = fullDiff({ ...before }, { ...before, Resources: rest }).resources.changes[id];
      expect(gone?.Type).toBe(type);
      expect(REPLACES).toContain(change?.changeImpact);
    }
  });
});

function fail(): never {
  throw new Error('the example fleet has tenants with every part');
}
