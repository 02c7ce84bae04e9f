/** What a release says of one of its features: enough to check a tenant's settings without loading the blueprint. */
export interface FeatureDescription {
  readonly summary: string;
  /** JSON Schema (draft 2020-12) of the settings. A feature without any is on as soon as the tier grants it. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The one AWS Region that can have it. @default every Region */
  readonly region?: string;
  /** The key of a cell that stands in for it in other Regions. @default nothing does */
  readonly standIn?: 'webAclArn';
}

/** The features of one release, by name. */
export type FeatureCatalogue = Readonly<Record<string, FeatureDescription>>;

/** The release that names the working tree's blueprint. */
export const NEXT_RELEASE = 'next';
