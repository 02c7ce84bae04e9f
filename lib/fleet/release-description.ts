import type { FeatureCatalogue } from './feature-catalogue';

/** What a release says of itself: enough to check who may pin it, without loading its blueprint. */
export interface ReleaseDescription {
  readonly features: FeatureCatalogue;
  readonly contract: ContractDescription;
}

/** What ties the tenants of a release to their cell: values that are named with the version they are in. */
export interface ContractDescription {
  /** The version that its own tenants read, such as `v1`. */
  readonly version: string;
  /** What a cell of the release may provide, such as `v1/table-name`; sorted. */
  readonly provides: readonly string[];
  /** What a tenant of the release may read; sorted. */
  readonly reads: readonly string[];
  /** Whether its tenants can have deploy roles of their own. @default they cannot */
  readonly tenantRoles?: true;
}

/** Every release that may be pinned, from the oldest to `next`, the working tree. */
export type ReleaseDescriptions = ReadonlyMap<string, ReleaseDescription>;
