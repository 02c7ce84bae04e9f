import type { Json } from '../plan/value-changes';

/** What tenants set beyond what they would have by default, and what an upgrade does to it. Plain data. */
export interface CustomizationReport {
  readonly version: 1;
  /** The release of the upgrade that was asked about. @default none was */
  readonly release?: string;
  /** Those at risk first; in each half ordered by id. */
  readonly tenants: readonly TenantCustomizations[];
}

export interface TenantCustomizations {
  readonly tenant: string;
  readonly name: string;
  readonly tier: string;
  readonly release: string;
  /** How many keys every tenant must write: its identity, which is no customisation. */
  readonly identity: number;
  /** In the order of the file's schema. */
  readonly keys: readonly CustomizedKey[];
  /** Left out where no release was asked about. */
  readonly upgrade?: TenantUpgrade;
}

/** A key in which a tenant differs from its defaults. */
export interface CustomizedKey {
  /** `features.ads.breaksPerHour`. */
  readonly key: string;
  readonly own: Json;
  /** Left out where there is nothing by default. */
  readonly default?: Json;
  readonly effect: KeyEffect;
}

export type KeyEffect =
  /** Keys that do not go without each other are taken out together, and share what they made. */
  | {
      readonly kind: 'shapes';
      readonly resources: readonly ShapedResource[];
      readonly with: readonly string[];
    }
  /** It decides when the tenant is changed and who is told, and stands in no template. */
  | { readonly kind: 'outside' }
  /** It is told to the blueprint, which makes nothing of it. */
  | { readonly kind: 'nothing' }
  /** The tenant is not sound without it, so it cannot be tried. */
  | { readonly kind: 'untried' };

export interface ShapedResource {
  /** Empty for what a template holds beside resources. */
  readonly logicalId: string;
  readonly type: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** Routes of the properties, such as `DistributionConfig.Origins[ads].DomainName`; none where it is added or removed. */
  readonly properties: readonly string[];
}

export type TenantUpgrade =
  /** It has the release already, or a newer one. */
  | { readonly kind: 'there' }
  /** It cannot have the release, whatever optional key is taken out. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | {
      readonly kind: 'upgrade';
      readonly from: string;
      readonly to: string;
      readonly isAtRisk: boolean;
      readonly keys: readonly UpgradedKey[];
      /** What to send to the client, a paragraph a key; none where nothing is at risk. */
      readonly message: readonly string[];
    };

/** What becomes of a key that a tenant wrote. */
export interface UpgradedKey {
  readonly key: string;
  readonly own: Json;
  readonly oldDefault?: Json;
  readonly newDefault?: Json;
  readonly interactions: readonly Interaction[];
  /** Resources that the key shaped and of which the release changes only what the key did not. */
  readonly harmless: readonly string[];
}

export type Interaction =
  /** The release does not take the value. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  /** The value was the default, which moves and leaves the tenant behind. */
  | { readonly kind: 'left-behind' }
  /** The tenant is not sound at the release without the key, so what it does there is not known. */
  | { readonly kind: 'untried' }
  | PropertyInteraction;

/** A property that the key shapes, and that the release changes. */
export interface PropertyInteraction {
  readonly kind: 'property';
  readonly logicalId: string;
  readonly type: string;
  readonly path: string;
  readonly what: PropertyFate;
  /** What the tenant has there before and after; left out where there is none, or it is the tenant's own. */
  readonly before?: Json;
  readonly after?: Json;
}

export type PropertyFate =
  /** What the key made is changed. */
  | 'altered'
  /** The key keeps its word, and what it takes the place of is changed. */
  | 'default-moved'
  /** The key begins to shape it. */
  | 'newly-shaped'
  /** The key no longer shapes it. */
  | 'no-longer-shaped'
  /** Others, whose patterns are in `after`, come in front of it and take some of its requests. */
  | 'overtaken';
