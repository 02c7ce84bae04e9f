import type { CellInput, TenantInput } from '../blueprint/input';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';

/** What a release can do: turn plain data into the cloud assembly of one stack. */
export interface Blueprint {
  readonly synthesizeCell: (input: CellInput, outdir: string) => void;
  readonly synthesizeTenant: (input: TenantInput, outdir: string) => void;
}

/** The blueprint of the working tree, which `next` names. It is loaded when first asked for: the CDK is large. */
export async function loadNextBlueprint(): Promise<Blueprint> {
  return await import('../blueprint/blueprint');
}

/** The features of the working tree's blueprint, read from its code. */
export async function nextFeatureCatalogue(): Promise<FeatureCatalogue> {
  const { describeFeatures } = await import('../blueprint/describe-features');
  return describeFeatures();
}
