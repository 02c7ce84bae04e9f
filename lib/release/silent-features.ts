import type { TenantInput } from '../blueprint/input';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import type { Cell } from '../fleet/fleet';
import type { GoldenShape } from './golden-shape';

/**
 * Features of a release that show in no template, so that no shape of it has them: a tenant with them is of the shape
 * that it would be of without. Only features without settings, which are on or off and nothing else, are taken for such.
 */
export class SilentFeatures {
  private readonly candidates: FeatureCatalogue;
  /** The names of all features that any tenant shape of a kind of cell has. */
  private readonly shown = new Map<string, Set<string>>();

  /** @param golden Every shape that the release recorded. */
  constructor(golden: readonly GoldenShape[], catalogue: FeatureCatalogue) {
    this.candidates = Object.fromEntries(
      Object.entries(catalogue).filter(([, { settings }]) => settings === undefined),
    );
    for (const shape of golden) {
      if (shape.kind === 'tenant') {
        const { cell, tenant } = shape.input;
        const names = this.shown.get(kindOf(cell)) ?? new Set();
        Object.keys(tenant.features).forEach((name) => names.add(name));
        this.shown.set(kindOf(cell), names);
      }
    }
  }

  /** The tenant without them. */
  without(input: TenantInput): TenantInput {
    const silent = this.of(input.cell);
    return withFeatures(
      input,
      Object.entries(input.tenant.features).filter(
        ([name, settings]) => !silent.has(name) || Object.keys(settings).length > 0,
      ),
    );
  }

  /** The tenant with all of them; undefined when its cell can have none. */
  withAll(input: TenantInput): TenantInput | undefined {
    const silent = [...this.of(input.cell)];
    return silent.length === 0
      ? undefined
      : withFeatures(input, [
          ...Object.entries(input.tenant.features),
          ...silent.map((name) => [name, {}] as const),
        ]);
  }

  /** Their names, in cells of one kind. */
  private of(cell: Cell): ReadonlySet<string> {
    const shown = this.shown.get(kindOf(cell));
    const names = Object.entries(this.candidates)
      .filter(([name, { region }]) => (region ?? cell.region) === cell.region && shown?.has(name) === false)
      .map(([name]) => name);
    return new Set(names);
  }
}

function kindOf({ region, kind, webAclArn, access }: Cell): string {
  return `${region} ${kind} ${webAclArn === undefined ? 'without' : 'with'} a web ACL, ${Object.keys(access ?? {}).join()}`;
}

/** A tenant's features are always handed to a blueprint ordered by name. */
function withFeatures(
  input: TenantInput,
  features: readonly (readonly [string, TenantInput['tenant']['features'][string]])[],
): TenantInput {
  const sorted = features.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...input, tenant: { ...input.tenant, features: Object.fromEntries(sorted) } };
}
